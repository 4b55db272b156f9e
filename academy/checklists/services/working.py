"""Working on a list. The rule: every word is stored once, after all others, and none replaces another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists.frozen import items_from
from academy.checklists.models import EventKind, Worklist, WorklistEvent
from academy.core.db import take_turns
from academy.core.errors import AcademyError, ConflictError, LimitError, NotFoundError

MAX_EVENTS = 5_000


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does: to an item, or (no item) to the list."""

    kind: EventKind
    item_id: str | None = None
    payload: Mapping[str, str] = field(default_factory=dict)


def record_event(
    session: Session, *, worklist: Worklist, person: Person, deed: Deed, key: str, now: datetime
) -> WorklistEvent:
    """Add a word to the list, or give back what this key added before.

    Raises NotFoundError for an item the list does not have, AcademyError for an acceptance of what is no
    gate, ConflictError for an archived list or a key used for something else, LimitError for a full log.
    """
    take_turns(session, f"list {worklist.id}")  # numbers of events grow in the order of their commits
    if earlier := _stored(session, worklist, person, deed, key):
        return earlier
    _check(session, worklist, deed)
    event = WorklistEvent(
        worklist_id=worklist.id,
        item_id=deed.item_id,
        kind=deed.kind,
        payload=dict(deed.payload),
        person_id=person.id,
        at=now,
        key=key,
    )
    try:
        with session.begin_nested():
            session.add(event)
            session.flush()  # the same key may have come twice at once
    except IntegrityError:
        if earlier := _stored(session, worklist, person, deed, key):
            return earlier
        raise
    return event


def _check(session: Session, worklist: Worklist, deed: Deed) -> None:
    if worklist.archived_at is not None:
        raise ConflictError("This list is archived, so nothing was changed. Bring it back to work on it.")
    if (deed.item_id is None) is not (deed.kind is EventKind.DUE_CHANGED):
        raise NotFoundError
    if deed.item_id is not None:
        item = next((one for one in items_from(worklist.items) if one.id == deed.item_id), None)
        if item is None:
            raise NotFoundError(f"This list has no item {deed.item_id[:12]}. Nothing was changed.")
        if deed.kind is EventKind.GATE_ACCEPTED and not item.gate:
            raise AcademyError(f"{item.id} is no gate, so nobody has to accept it. Nothing was changed.")
    count = select(func.count()).where(WorklistEvent.worklist_id == worklist.id)
    if (session.scalar(count) or 0) >= MAX_EVENTS:
        raise LimitError("This list is full. Archive it and start a fresh one; what is here is kept.")


def _stored(
    session: Session, worklist: Worklist, person: Person, deed: Deed, key: str
) -> WorklistEvent | None:
    event = session.scalars(select(WorklistEvent).filter_by(worklist_id=worklist.id, key=key)).one_or_none()
    if event is None:
        return None
    same = (event.kind, event.item_id, event.payload, event.person_id)
    if same != (deed.kind, deed.item_id, dict(deed.payload), person.id):
        raise ConflictError("This page has sent something else. Load it again; what you saved is kept.")
    return event
