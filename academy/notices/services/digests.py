"""Claiming digests: whoever stores the row sends the mail, in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.queries import token_hash
from academy.notices.models import Digest


def claim_digest(session: Session, *, person_id: int, day: date, token: str | None, now: datetime) -> bool:
    """Claim a person's digest of a day; False when it has been made already, here or on another node.

    `token` is that of the unsubscribe address in the mail; None when there is nothing to say.
    """
    hashed = token_hash(token) if token is not None else None
    try:
        with session.begin_nested():
            session.add(Digest(person_id=person_id, day=day, created_at=now, token_hash=hashed))
    except IntegrityError:
        return False
    return True
