"""A day drawn from the pool is played like any other, and its desk has no board."""

from __future__ import annotations

from functools import cache

import pytest
from sqlalchemy.orm import Session

from academy.config import courses_folder
from academy.content.days.generator import GeneratedDay, generate_day
from academy.content.days.pool import load_day_pool
from academy.simulations.models import Mode
from academy.simulations.services import PreparedDay, start_run
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import Player, fresh_key
from tests.people import Cast

REFERENCES = {"naive": 9000, "expert": 500.0, "best_known": 300, "best_known_is_proven": False}


@cache
def drawn() -> GeneratedDay:
    """A day of production."""
    return generate_day(load_day_pool(courses_folder()), "production", 50, 7)


@pytest.fixture
def player(ada: Browser, people: Cast, session: Session) -> Player:
    """Ada on a drawn day, step by step."""
    prepared = PreparedDay(drawn().seed, drawn().instance(), REFERENCES)
    run = start_run(
        session,
        person=people.ada,
        scenario=drawn().scenario,
        day=prepared,
        mode=Mode.STEP,
        key=fresh_key(),
        now=MONDAY_MORNING,
    )
    session.commit()
    return Player(ada, run.id)


def test_the_desk_of_a_drawn_day_has_no_board(player: Player) -> None:
    page = player.client.get(player.path()).text
    assert "A drawn day: Production, level 50" in page
    assert 'id="board"' not in page
    assert 'href="#board"' not in page


def test_a_drawn_day_is_played_and_debriefed(player: Player) -> None:
    player.step("30")
    player.step("30")
    first = player.view()["requests"][0]
    assert player.decide("do", first["id"]).status_code == 200
    assert player.send("end").status_code == 200
    page = player.client.get(player.path("debrief"))
    assert page.status_code == 200
    assert first["subject"].split(" ")[0] in page.text
