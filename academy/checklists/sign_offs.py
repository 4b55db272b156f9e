"""What the sign-offs of a list amount to, pure. The rule: the last word counts, and only for what it saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from academy.checklists.models import EventKind, Verdict
from academy.checklists.state import WORDS, ItemState, ListState, Word


@dataclass(frozen=True, slots=True)
class Said:
    """One row of a trainer; no item: the whole list. `seen` is the last event that the trainer had seen."""

    number: int
    item_id: str | None
    verdict: Verdict
    comment: str
    who: str
    at: datetime
    seen: int


def last_words(said: Iterable[Said]) -> Mapping[str | None, Said]:
    """The row that counts for each item and for the list; what was withdrawn is left out."""
    words = {one.item_id: one for one in sorted(said, key=lambda one: one.number)}
    return {item_id: one for item_id, one in words.items() if one.verdict is not Verdict.WITHDRAWN}


def standing(state: ListState, said: Sequence[Said]) -> Mapping[str, Said]:
    """The items that are signed off, each with the row that did it.

    An item is signed off when the newest row on it, or on the whole list, says so, it is done, and was
    done as it is now when the trainer looked.
    """
    found: dict[str, Said] = {}
    for one in state.items:
        rows = [row for row in said if row.item_id in {one.item.id, None}]
        newest = max(last_words(rows).values(), key=lambda row: row.number, default=None)
        if newest is not None and newest.verdict is Verdict.SIGNED_OFF and _was_done(one, newest.seen):
            found[one.item.id] = newest
    return found


def _was_done(item: ItemState, seen: int) -> bool:
    """Whether it is done and its present word had been said by then."""
    return item.word is Word.DONE and item.said is not None and item.said.number <= seen


def has_changed_since(item: ItemState, seen: int) -> bool:
    """Whether somebody said another word about the item after that event."""
    return any(event.number > seen for event in item.history if EventKind(event.kind) in WORDS)
