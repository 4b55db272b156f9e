"""Telling people; the rule: a notice is written in the transaction of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.notices.models import MutedKind, Notice

TITLE_LENGTH = 300
#: How many notices of a person are kept; older ones go, read or not.
KEPT = 200


def tell(
    session: Session, *, person: Person, kind: str, title: str, url: str, now: datetime
) -> Notice | None:
    """Tell a person something: `kind` is one short word for the row ("Sign-off"), `url` a path of this site.

    A title that is too long is cut. None when the person does not want that kind. Raises ValueError for an
    address that leaves the site.
    """
    told = tell_all(session, titles={person: title}, kind=kind, url=url, now=now)
    return told[0] if told else None


def tell_all(
    session: Session, *, titles: Mapping[Person, str], kind: str, url: str, now: datetime
) -> list[Notice]:
    """Tell each of these people something; the same rules as for one, and no more queries."""
    if not url.startswith("/") or url.startswith(("//", "/\\")):
        raise ValueError("a notice leads to a page of this site")
    people = [person.id for person in titles]
    muted = set(
        session.scalars(
            select(MutedKind.person_id).where(MutedKind.kind == kind, MutedKind.person_id.in_(people))
        )
    )
    notices = [
        Notice(person_id=person.id, kind=kind, title=_cut(title), url=url, created_at=now)
        for person, title in titles.items()
        if person.id not in muted
    ]
    session.add_all(notices)
    session.flush()  # the new ones count among those that are kept
    _prune(session, people)
    return notices


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def _prune(session: Session, people: list[int]) -> None:
    newest_first = (Notice.created_at.desc(), Notice.id.desc())
    place = func.row_number().over(partition_by=Notice.person_id, order_by=newest_first).label("place")
    placed = select(Notice.id, place).where(Notice.person_id.in_(people)).subquery()
    session.execute(delete(Notice).where(Notice.id.in_(select(placed.c.id).where(placed.c.place > KEPT))))
