"""Plain functions that store what tests need; the test or the fixture commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from academy.accounts.addresses import fold_address
from academy.accounts.models import Membership, Person, Role, Studio
from tests.clock import MONDAY_MORNING


def make_studio(session: Session, *, slug: str, name: str = "") -> Studio:
    """A studio, as it would be made on Monday morning."""
    studio = Studio(slug=slug, name=name or slug, created_at=MONDAY_MORNING)
    session.add(studio)
    session.flush()  # people are put into it by its id
    return studio


def make_person(
    session: Session,
    *,
    name: str,
    email: str | None = None,
    password_hash: str = "no password fits this",
    memberships: Iterable[tuple[Studio, Role]] = (),
    is_confirmed: bool = True,
) -> Person:
    """A person with a confirmed address, and a role in each of these studios."""
    email = email or f"{name.lower()}@example.org"
    person = Person(
        email=email,
        email_key=fold_address(email),
        name=name,
        password_hash=password_hash,
        created_at=MONDAY_MORNING,
        confirmed_at=MONDAY_MORNING if is_confirmed else None,
        memberships=[
            Membership(studio=studio, role=role, joined_at=MONDAY_MORNING) for studio, role in memberships
        ],
    )
    session.add(person)
    session.flush()  # callers refer to people by their ids
    return person
