"""Ada with cards: terms of the modules she has completed, and questions she has answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.clock import FakeClock
from tests.factories import make_progress
from tests.integration.review.cards import COURSE, MODULE, Reviewer
from tests.people import Cast, sign_in


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.ada, is_remembered=True)


@pytest.fixture
def reviewer(ada: Browser, people: Cast, session: Session, clock: FakeClock) -> Reviewer:
    """Ada, who completed a module two days ago, on her first session."""
    make_progress(session, person=people.ada, course=COURSE, module=MODULE)
    session.commit()
    clock.advance(days=2)
    reviewer = Reviewer(ada, session)
    reviewer.start()
    return reviewer


@pytest.fixture
def as_person(people: Cast, new_client: Callable[[], Browser], session: Session) -> Callable[[str], Browser]:
    return lambda name: sign_in(new_client(), people.by_name()[name], is_remembered=True)
