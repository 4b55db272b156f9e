"""What a list is at present: a fold over what happened on it, pure and total.

The rule it keeps: the last word on an item decides what it is; notes, links and the history lose nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from academy.checklists.models import EventKind
from academy.content.checklists import OWNERS


class Word(StrEnum):
    """What was last said about an item."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it stood in the file when the list was started. `owner` begins with who does it first."""

    id: str
    item: str
    why: str
    owner: tuple[str, ...]
    gate: bool
    evidence: str
    taught: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `number` grows with each, `who` is the name of the person."""

    number: int
    item_id: str | None
    kind: EventKind
    payload: Mapping[str, str]
    person_id: int | None
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item at present. `said` is the event that its word rests on, None while nothing was said."""

    item: Item
    word: Word = Word.OPEN
    said: Event | None = None
    owner: tuple[str, ...] = ()
    owner_name: str = ""
    notes: tuple[Event, ...] = ()
    links: tuple[Event, ...] = ()
    history: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done; a gate accepted as open is open."""
        return self.word in {Word.OPEN, Word.ACCEPTED}

    @property
    def is_open_gate(self) -> bool:
        """Whether it stands in the way: a gate that is open and that nobody has accepted."""
        return self.item.gate and self.word is Word.OPEN

    @property
    def owners(self) -> str:
        """Who does it, in words."""
        roles = ", with ".join(OWNERS.get(code, code) for code in self.owner[:2])
        rest = "".join(f", {OWNERS.get(code, code)}" for code in self.owner[2:])
        return f"{self.owner_name} ({roles}{rest})" if self.owner_name else roles + rest


@dataclass(frozen=True, slots=True)
class ListState:
    """A whole list at present."""

    items: tuple[ItemState, ...]
    due_at: datetime | None
    last_event: int = 0
    #: What happened to the list itself: its due time.
    history: tuple[Event, ...] = ()

    @property
    def done(self) -> int:
        return sum(one.word is Word.DONE for one in self.items)

    @property
    def applicable(self) -> int:
        return sum(one.word is not Word.NOT_APPLICABLE for one in self.items)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is open any more."""
        return not any(one.is_open for one in self.items)

    @property
    def open_gates(self) -> tuple[ItemState, ...]:
        return tuple(one for one in self.items if one.is_open_gate)

    @property
    def accepted_gates(self) -> tuple[ItemState, ...]:
        return tuple(one for one in self.items if one.word is Word.ACCEPTED)

    def item(self, item_id: str) -> ItemState | None:
        """The item of that id."""
        return next((one for one in self.items if one.item.id == item_id), None)


WORDS: Mapping[EventKind, Word] = MappingProxyType(
    {
        EventKind.TICKED: Word.DONE,
        EventKind.UNTICKED: Word.OPEN,
        EventKind.NOT_APPLICABLE: Word.NOT_APPLICABLE,
        EventKind.APPLICABLE: Word.OPEN,
        EventKind.GATE_ACCEPTED: Word.ACCEPTED,
        EventKind.ACCEPTANCE_WITHDRAWN: Word.OPEN,
    }
)


def fold(items: Sequence[Item], events: Iterable[Event], *, due_at: datetime | None) -> ListState:
    """The list after these events, taken by their numbers; an event of an unknown item changes nothing."""
    states = {item.id: ItemState(item, owner=item.owner) for item in items}
    history: list[Event] = []
    last = 0
    for event in sorted(events, key=lambda one: one.number):
        last = event.number
        if event.item_id is None:
            due_at = _due_after(event, due_at)
            history.append(event)
        elif event.item_id in states:
            states[event.item_id] = _after(states[event.item_id], event)
    return ListState(tuple(states.values()), due_at, last, tuple(history))


def _after(state: ItemState, event: Event) -> ItemState:
    state = replace(state, history=(*state.history, event))
    if event.kind in WORDS:
        state = replace(state, word=WORDS[event.kind], said=event)
    if event.kind in {EventKind.TICKED, EventKind.NOTED}:
        if event.payload.get("text"):
            state = replace(state, notes=(*state.notes, event))
        if event.payload.get("url"):
            state = replace(state, links=(*state.links, event))
    if event.kind is EventKind.LINK_REMOVED:
        removed = event.payload.get("url")
        state = replace(state, links=tuple(one for one in state.links if one.payload["url"] != removed))
    if event.kind is EventKind.OWNER_CHANGED:
        owner = event.payload.get("owner") or state.owner[0]
        state = replace(state, owner=(owner,), owner_name=event.payload.get("name", ""))
    return state


def _due_after(event: Event, due_at: datetime | None) -> datetime | None:
    if event.kind is not EventKind.DUE_CHANGED:
        return due_at
    text = event.payload.get("due")
    return datetime.fromisoformat(text) if text else None
