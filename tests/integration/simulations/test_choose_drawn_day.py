"""Choosing a drawn day: its stages, its level, the page before the start, and what home says about it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from academy.accounts.models import Rung
from academy.sim.rating import Rating, next_level
from academy.simulations.models import PlayerRating
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.simulations.drawn_days import start_on
from tests.people import Cast, sign_in


def chosen_level(page: str) -> str:
    """The level that the page has chosen."""
    found = re.search(r'<option value="(\d+)" selected', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/practise", "/days"])
def test_a_day_starts_from_the_list_with_one_button(ada: Browser, path: str) -> None:
    page = ada.get(path).text
    assert 'action="/days/runs"' in page
    assert re.findall(r'type="radio" name="stage" id="[^"]+" value="(\w+)"', page) == [
        "pre",
        "production",
        "delivery",
    ]
    assert "Two dozen requests out of 124" in page
    assert 'name="mode" value="step"' in page


@pytest.mark.parametrize(
    ("rung", "level"),
    [(Rung.STUDENT, "10"), (Rung.RUNNER, "20"), (Rung.ASSISTANT, "30"), (Rung.COORDINATOR, "45")],
)
def test_before_any_run_the_level_follows_from_the_rung(
    ada: Browser, people: Cast, rung: Rung, level: str
) -> None:
    people.ada.rung = rung
    page = ada.get("/practise").text
    assert chosen_level(page) == level
    assert "none yet" in page


def test_after_runs_the_level_follows_from_the_rating(ada: Browser, people: Cast, session: Session) -> None:
    session.add(
        PlayerRating(person_id=people.ada.id, value=1800, deviation=100, runs=9, played_at=MONDAY_MORNING)
    )
    page = ada.get("/practise").text
    assert chosen_level(page) == str(next_level(Rating(1800, 100)))
    assert "from your last runs" in page
    assert "1800 ± 100" in page
    assert "after 9 rated runs" in page


def test_idle_days_make_the_rating_less_sure_without_being_stored(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    session.add(
        PlayerRating(person_id=people.ada.id, value=1800, deviation=60, runs=9, played_at=MONDAY_MORNING)
    )
    ada.get("/practise")
    clock.advance(days=12)
    sign_in(ada, people.ada)  # the first sign-in has run out
    assert "1800 ± 79" in ada.get("/practise").text
    session.expire_all()
    assert session.get_one(PlayerRating, people.ada.id).deviation == 60


def test_the_page_of_a_stage_tells_everything_before_the_start(ada: Browser) -> None:
    page = ada.get("/days/production?level=35").text
    for text in ("Saltwind", "20 seconds", "14 minutes of yours", "Level 35", "22 come by the clock", "Maya"):
        assert text in page
    assert chosen_level(page) == "35"


def test_nobody_is_named_who_would_give_a_request_away(ada: Browser) -> None:
    assert "address looks odd" not in ada.get("/days/production").text


def test_any_whole_level_can_be_asked_for(ada: Browser) -> None:
    assert chosen_level(ada.get("/days/delivery?level=37").text) == "37"


@pytest.mark.parametrize("level", ["", "101", "-1", "3.5", "x", "9" * 40, "%00"])
def test_a_level_that_is_none_is_refused_with_the_reason(ada: Browser, level: str) -> None:
    answer = ada.get(f"/days/pre?level={level}")
    assert answer.status_code == 400
    assert "from 0 (calm) to 100 (full)" in answer.text


@pytest.mark.parametrize("stage", ["lunch", "runs", "PRE", "..%2fpre"])
def test_an_unknown_stage_is_404(ada: Browser, stage: str) -> None:
    assert ada.get(f"/days/{stage}").status_code == 404


def test_the_address_of_a_scenario_leads_to_the_stage(ada: Browser) -> None:
    assert ada.get("/scenarios/day-production").headers["Location"] == "/days/production"


@pytest.mark.parametrize("path", ["/days", "/days/pre"])
def test_a_stranger_is_asked_to_sign_in(client: Browser, people: Cast, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/sign-in?next=")


def test_the_stage_played_least_is_chosen(ada: Browser, people: Cast, session: Session) -> None:
    start_on(session, ada, people.ada).send("end")
    assert re.findall(r'value="(\w+)" checked', ada.get("/days").text) == ["pre"]


def test_home_proposes_a_drawn_day_to_those_who_have_played(
    ada: Browser, people: Cast, session: Session
) -> None:
    assert 'href="/days/' not in ada.get("/").text
    start_on(session, ada, people.ada).send("end")
    home = ada.get("/").text
    assert 'href="/days/pre"' in home
    assert "from your last runs" in home
