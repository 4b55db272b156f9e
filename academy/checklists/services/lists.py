"""Starting lists and putting them away. The rule: one start key makes one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists.frozen import digest_of, plain_items
from academy.checklists.models import Worklist
from academy.content.checklists import Checklist
from academy.core.errors import LimitError

MAX_OPEN_LISTS = 100


@dataclass(frozen=True, slots=True)
class Production:
    """What a list is for: a production, an episode or other part of it, and when it is wanted."""

    name: str
    episode: str
    due_at: datetime | None


def start_worklist(
    session: Session,
    *,
    owner: Person,
    studio_id: int | None,
    checklist: Checklist,
    production: Production,
    key: str,
    now: datetime,
) -> Worklist:
    """Start a list with the items as they stand in the file now, or give back what this key started.

    Raises LimitError when the person has MAX_OPEN_LISTS lists that are not archived.
    """
    if earlier := _started(session, owner, key):
        return earlier
    count = select(func.count()).where(Worklist.owner_id == owner.id, Worklist.archived_at.is_(None))
    if (session.scalar(count) or 0) >= MAX_OPEN_LISTS:
        raise LimitError(
            f"You have {MAX_OPEN_LISTS} lists that are not archived. Archive one that is finished, "
            "then start this one again. Nothing was started."
        )
    worklist = Worklist(
        owner=owner,
        studio_id=studio_id,
        code=checklist.code,
        title=checklist.title,
        digest=digest_of(checklist),
        items=plain_items(checklist),
        gate=checklist.gate,
        production=production.name,
        episode=production.episode,
        due_at=production.due_at,
        created_at=now,
        key=key,
    )
    try:
        with session.begin_nested():
            session.add(worklist)
            session.flush()  # its number is its address, and another request may have been first
    except IntegrityError:
        if earlier := _started(session, owner, key):
            return earlier
        raise
    return worklist


def set_archived(session: Session, *, worklist: Worklist, is_archived: bool, now: datetime) -> None:
    """Put a list away, or bring it back. Safe to repeat."""
    is_open = Worklist.archived_at.is_(None)
    session.execute(
        update(Worklist)
        .where(Worklist.id == worklist.id, is_open if is_archived else ~is_open)
        .values(archived_at=now if is_archived else None)
    )


def _started(session: Session, owner: Person, key: str) -> Worklist | None:
    return session.scalars(select(Worklist).filter_by(owner_id=owner.id, key=key)).one_or_none()
