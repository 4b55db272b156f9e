"""Reading notices: unread until opened or marked. Said twice it changes nothing: the first time stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed
from academy.core.errors import NotFoundError
from academy.notices.models import Notice


def mark_read(session: Session, *, person: Person, notice_id: int, now: datetime) -> Notice:
    """Mark one of the person's own notices as read and return it; raises NotFoundError for another's."""
    own = (Notice.id == notice_id, Notice.person_id == person.id)
    session.execute(update(Notice).where(*own, Notice.read_at.is_(None)).values(read_at=now))
    notice = session.scalars(select(Notice).where(*own)).one_or_none()
    if notice is None:
        raise NotFoundError("This notice is not yours, or it has gone: the newest 200 are kept.")
    return notice


def mark_all_read(session: Session, *, person: Person, now: datetime) -> int:
    """Mark whatever the person has not read; returns how many."""
    unread = (Notice.person_id == person.id, Notice.read_at.is_(None), Notice.created_at <= now)
    return rows_changed(session.execute(update(Notice).where(*unread).values(read_at=now)))
