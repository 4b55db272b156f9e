"""The address of a person's calendar: made, replaced and revoked. The rule: an old one never comes back.

The form that makes an address proposes its token, so that the same form sent twice makes one address.
"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.accounts.queries import token_hash
from academy.core.audit import record_audit
from academy.core.db import rows_changed
from academy.core.errors import AcademyError, ConflictError
from academy.notices.models import CalendarFeed

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits


def keep_address(session: Session, *, person: Person, token: str, seen: int, now: datetime) -> None:
    """Let the person's due times be fetched with this token from now on, and with no older one.

    `seen` is the revision on which the person decided, 0 for none yet. Raises ConflictError when the address
    was changed since, unless by this very token.
    """
    if not _TOKEN.fullmatch(token):
        raise AcademyError("This form is incomplete. Reload the page and send it again; nothing was changed.")
    hashed = token_hash(token)
    if _is_kept(session, person, hashed):
        return
    is_changed = (
        _insert(session, person, hashed, now) if seen == 0 else _replace(session, person, hashed, seen, now)
    )
    if not is_changed and not _is_kept(session, person, hashed):
        raise ConflictError(
            "The calendar address was changed in another tab. Nothing was changed now; reload the page."
        )
    if is_changed:
        record_audit(session, now=now, actor_id=person.id, action="calendar address made")


def revoke_address(session: Session, *, person: Person, now: datetime) -> bool:
    """End the person's calendar address; False when there was none."""
    revoked = session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.person_id == person.id, CalendarFeed.token_hash.is_not(None))
        .values(token_hash=None, revision=CalendarFeed.revision + 1, changed_at=now)
    )
    if not rows_changed(revoked):
        return False
    record_audit(session, now=now, actor_id=person.id, action="calendar address revoked")
    return True


def _is_kept(session: Session, person: Person, hashed: str) -> bool:
    kept = select(CalendarFeed.person_id).where(
        CalendarFeed.person_id == person.id, CalendarFeed.token_hash == hashed
    )
    return session.scalars(kept).first() is not None


def _insert(session: Session, person: Person, hashed: str, now: datetime) -> bool:
    try:
        with session.begin_nested():
            session.add(CalendarFeed(person_id=person.id, token_hash=hashed, revision=1, changed_at=now))
    except IntegrityError:
        return False
    return True


def _replace(session: Session, person: Person, hashed: str, seen: int, now: datetime) -> bool:
    replaced = session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.person_id == person.id, CalendarFeed.revision == seen)
        .values(token_hash=hashed, revision=seen + 1, changed_at=now)
    )
    return rows_changed(replaced) == 1
