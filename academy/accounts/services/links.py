"""Mailed links: issued with a random token, used once. A newer one ends the older ones of its kind."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from academy.accounts.models import LinkPurpose, MailedLink, Person
from academy.accounts.queries import token_hash
from academy.core.db import rows_changed
from academy.core.errors import NotFoundError

LIFETIMES = {
    LinkPurpose.RESET_PASSWORD: timedelta(hours=1),
    LinkPurpose.CONFIRM_ADDRESS: timedelta(days=1),
    LinkPurpose.CHANGE_ADDRESS: timedelta(days=1),
}


def issue_link(session: Session, *, now: datetime, person: Person, purpose: LinkPurpose, email: str) -> str:
    """A fresh token for this purpose, good until it lapses or the next one is issued; its hash is stored."""
    drop_links(session, person=person, purpose=purpose)
    token = secrets.token_urlsafe(32)
    session.add(
        MailedLink(
            person_id=person.id,
            purpose=purpose,
            email=email,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + LIFETIMES[purpose],
        )
    )
    return token


def use_link(session: Session, *, now: datetime, link: MailedLink) -> None:
    """Mark a link as used; raises NotFoundError when another request was quicker."""
    claimed = session.execute(
        update(MailedLink).where(MailedLink.id == link.id, MailedLink.used_at.is_(None)).values(used_at=now)
    )
    if rows_changed(claimed) != 1:
        raise NotFoundError("This link has just been used. Ask for a new one.")


def drop_links(session: Session, *, person: Person, purpose: LinkPurpose) -> None:
    """Make every link of this kind that the person was sent worthless."""
    session.execute(
        delete(MailedLink).where(MailedLink.person_id == person.id, MailedLink.purpose == purpose)
    )
