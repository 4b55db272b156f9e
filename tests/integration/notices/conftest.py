"""Ada signed in, and a way to tell people things."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.notices.models import Notice
from academy.notices.services import tell
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.people import Cast, sign_in

Telling = Callable[..., Notice]


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    """Ada's browser."""
    return sign_in(client, people.ada)


@pytest.fixture
def told(session: Session, clock: FakeClock) -> Telling:
    """Tells a person something, some hours ago: `told(people.ada, "Title", hours=2, kind="Feedback")`."""

    def do(person: Person, title: str, *, hours: float = 0, kind: str = "Feedback", url: str = "/courses"):  # type: ignore[no-untyped-def]
        at = clock.now() - timedelta(hours=hours)
        notice = tell(session, person=person, kind=kind, title=title, url=url, now=at)
        session.commit()
        return notice

    return do
