"""Who works on a list. The rule: only people of the list's studio, and whoever leaves can come back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists import queries
from academy.checklists.models import Worklist, WorklistMember
from academy.core.db import rows_changed
from academy.core.errors import LimitError, NotFoundError
from academy.notices.services import tell

MAX_MEMBERS = 20


def add_member(session: Session, *, worklist: Worklist, person: Person, now: datetime) -> None:
    """Let somebody of the list's studio work on it, and tell them; somebody already there is not told again.

    Raises NotFoundError for somebody outside the list's studio, LimitError for a full list.
    """
    if not queries.is_colleague(session, worklist=worklist, person=person):
        raise NotFoundError
    if person.id == worklist.owner_id:
        return
    if len(queries.members_of(session, worklist=worklist)) >= MAX_MEMBERS:
        raise LimitError(f"{MAX_MEMBERS} people work on this list already. Take somebody out first.")
    if _join(session, worklist, person, now):
        title = f"{worklist.owner.name} added you to the list {worklist.name}"
        tell(session, person=person, kind="Checklist", title=title, url=worklist.path, now=now)


def remove_member(session: Session, *, worklist: Worklist, person_id: int, now: datetime) -> None:
    """Take somebody off the list; what they did stays. Safe to repeat."""
    session.execute(
        update(WorklistMember)
        .where(
            WorklistMember.worklist_id == worklist.id,
            WorklistMember.person_id == person_id,
            WorklistMember.left_at.is_(None),
        )
        .values(left_at=now)
    )


def _join(session: Session, worklist: Worklist, person: Person, now: datetime) -> bool:
    """Whether the person joined just now."""
    known = select(WorklistMember.id).filter_by(worklist_id=worklist.id, person_id=person.id)
    if session.scalars(known).first() is None:
        try:
            with session.begin_nested():
                session.add(WorklistMember(worklist_id=worklist.id, person_id=person.id, joined_at=now))
                session.flush()  # another request may be adding the same person
        except IntegrityError:
            return False
        return True
    came_back = session.execute(
        update(WorklistMember)
        .where(
            WorklistMember.worklist_id == worklist.id,
            WorklistMember.person_id == person.id,
            WorklistMember.left_at.is_not(None),
        )
        .values(left_at=None, joined_at=now)
    )
    return rows_changed(came_back) == 1
