"""A list as a table and as Markdown, pure. The rule it keeps: what people entered never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from academy.checklists.models import Worklist
from academy.checklists.sign_offs import Said
from academy.checklists.state import ItemState, ListState, Word
from academy.core.spreadsheet import Cell

HEADER = (
    *("Item", "Gate", "What has to be true", "Owner", "State", "By", "When (UTC)", "Reason", "Accepted by"),
    *("Notes", "Evidence links", "Signed off by", "Signed off (UTC)"),
)
NAMES = {
    Word.OPEN: "open",
    Word.DONE: "done",
    Word.NOT_APPLICABLE: "not applicable",
    Word.ACCEPTED: "open, accepted",
}
_BOXES = {Word.OPEN: "[ ]", Word.DONE: "[x]", Word.NOT_APPLICABLE: "[-]", Word.ACCEPTED: "[ ]"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+\-!|~&:])")


def row_of(one: ItemState, signed: Said | None) -> tuple[Cell, ...]:
    """One item as a row under `HEADER`."""
    said = one.said
    has_reason = said is not None and one.word in {Word.NOT_APPLICABLE, Word.ACCEPTED}
    reason = said.payload.get("text", "") if said is not None and has_reason else ""
    return (
        one.item.id,
        "yes" if one.item.gate else "no",
        one.item.item,
        one.owners,
        NAMES[one.word],
        said.who if said else "",
        said.at if said else None,
        reason,
        said.payload.get("name", "") if said is not None and one.word is Word.ACCEPTED else "",
        " / ".join(f"{note.who}: {note.payload['text']}" for note in one.notes),
        " ".join(link.payload["url"] for link in one.links),
        signed.who if signed else "",
        signed.at if signed else None,
    )


def markdown_of(worklist: Worklist, state: ListState, local: Callable[[datetime], str]) -> str:
    """The list as a task list; `local` writes a time in the reader's zone."""
    due = f", due {local(state.due_at)}" if state.due_at else ""
    lines = [
        f"# {escaped(worklist.title)}",
        "",
        f"For {escaped(worklist.production)} {escaped(worklist.episode)}".strip() + due,
        "",
        f"{state.done} of {state.applicable} items done, {len(state.open_gates)} gates open",
        "",
    ]
    for one in state.items:
        lines += _lines_of(one, local)
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """The text on one line, with everything that Markdown would take for markup made plain."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _lines_of(one: ItemState, local: Callable[[datetime], str]) -> list[str]:
    gate = " (gate)" if one.item.gate else ""
    lines = [f"- {_BOXES[one.word]} **{one.item.id}**{gate} {escaped(one.item.item)}"]
    if one.said is not None:
        what = "opened again" if one.word is Word.OPEN else NAMES[one.word]
        by = escaped(one.said.who)
        reason = escaped(one.said.payload.get("text", "")) if one.word is not Word.DONE else ""
        if one.word is Word.ACCEPTED:
            what = f"accepted as open by {escaped(one.said.payload.get('name', ''))}, noted"
        lines.append(f"    - {what} by {by}, {local(one.said.at)}{f': {reason}' if reason else ''}")
    lines += [f"    - Note, {escaped(note.who)}: {escaped(note.payload['text'])}" for note in one.notes]
    lines += [f"    - Evidence: <{link.payload['url']}>" for link in one.links]
    return lines
