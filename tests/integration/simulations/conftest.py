"""A day that is ready to be played, and Ada at her desk."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from academy.simulations.services import starting
from tests.browsers import Browser
from tests.integration.simulations.players import SEED, Player, start, store_day
from tests.people import Cast, sign_in


@pytest.fixture
def day(session: Session, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool of days holds one, and it is stored."""
    monkeypatch.setattr(starting, "SEEDS", range(SEED, SEED + 1))
    store_day(session)


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.ada)


@pytest.fixture
def player(ada: Browser, day: None) -> Player:
    """Ada in a step-mode run."""
    return start(ada)


@pytest.fixture
def live(ada: Browser, day: None) -> Player:
    """Ada in a run against the clock."""
    return start(ada, mode="live")
