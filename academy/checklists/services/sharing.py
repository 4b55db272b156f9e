"""Links by which anybody may read a list. The rule: one at a time, and a withdrawn one never comes back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.queries import token_hash
from academy.checklists.models import ShareLink, Worklist
from academy.core.db import take_turns
from academy.core.errors import ConflictError


def issue_share_link(session: Session, *, worklist: Worklist, token: str, key: str, now: datetime) -> None:
    """Make a link with this token the one that counts; the earlier one stops. Sent twice, made once."""
    take_turns(session, f"share links of list {worklist.id}")
    if session.scalars(select(ShareLink.id).filter_by(worklist_id=worklist.id, key=key)).first() is not None:
        return
    revoke_share_link(session, worklist=worklist, now=now)
    link = ShareLink(worklist_id=worklist.id, token_hash=token_hash(token), created_at=now, key=key)
    try:
        with session.begin_nested():
            session.add(link)
            session.flush()  # a link of the same moment would break the rule of one
    except IntegrityError as error:
        raise ConflictError("Another link was made at the same moment. Load the page to see it.") from error


def revoke_share_link(session: Session, *, worklist: Worklist, now: datetime) -> None:
    """Withdraw the link that counts. Safe to repeat."""
    session.execute(
        update(ShareLink)
        .where(ShareLink.worklist_id == worklist.id, ShareLink.revoked_at.is_(None))
        .values(revoked_at=now)
    )
