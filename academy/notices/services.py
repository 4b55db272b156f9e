"""Telling people; the rule: a notice is written in the transaction of what it is about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.notices.models import Notice

TITLE_LENGTH = 300


def tell(session: Session, *, person: Person, kind: str, title: str, url: str, now: datetime) -> Notice:
    """Tell a person something: `kind` is one short word for the row ("Sign-off"), `url` a path of this site.

    A title that is too long is cut. Raises ValueError for an address that leaves the site.
    """
    if not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError("a notice leads to a page of this site")
    shown = title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
    notice = Notice(person_id=person.id, kind=kind, title=shown, url=url, created_at=now)
    session.add(notice)
    return notice
