"""One decision beside everything else that could have been done: worked out for the page, nothing written."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.sim.commands import Ask, Delegate, Entry
from academy.sim.counterfactual import moments
from academy.simulations.models import Run
from tests.browsers import Browser
from tests.integration.simulations.players import Player, prepared_day
from tests.people import Cast, sign_in
from tests.security.state import digest_of


@pytest.fixture
def decided(player: Player) -> Player:
    """Ada with two decisions, the day still open."""
    player.wait_for("R03")
    player.decide("ask", "R03")
    player.decide("delegate", "R03", runner="maya")
    return player


@pytest.fixture
def finished(decided: Player) -> Player:
    decided.send("end")
    return decided


@pytest.fixture
def as_person(finished: Player, people: Cast, new_client: Callable[[], Browser]) -> Callable[[str], Player]:
    return lambda name: Player(sign_in(new_client(), people.by_name()[name]), finished.run_id)


def decision(player: Player, number: int | str) -> str:
    response = player.client.get(player.path(f"decisions/{number}"))
    assert response.status_code == 200
    return unescape(response.text)


def test_it_shows_every_alternative_with_its_cost(finished: Player, session: Session) -> None:
    page = decision(finished, 1)
    run = session.scalars(select(Run)).one()
    rows = finished.client.get(finished.path("debrief")).text
    clock = re.search(r'data-label="Time">(\d\d):(\d\d)</td><td data-label="Decision"', rows)
    assert clock
    instance = prepared_day().instance
    minute = int(clock[1]) * 60 + int(clock[2]) - instance.starts_at
    log = [Entry(minute, Ask("R03")), Entry(minute, Delegate("R03", "maya"))]
    moment = next(moments(instance, log, range(1)))
    for cost in {option.cost for option in moment.options} | {moment.done.cost, moment.waiting}:
        assert f'data-label="By the expert">{cost} point' in page
    done = re.search(r'class="is-done">.*?data-label="As played">(\d+) point', page, re.DOTALL)
    assert done
    assert int(done[1]) == run.cost


def test_it_tells_what_was_done_and_leads_on(finished: Player) -> None:
    first, second = decision(finished, 1), decision(finished, 2)
    assert "Asked what is missing" in first
    assert "Handed to Maya" in second
    assert f'rel="next" href="{finished.path("decisions/2")}"' in first
    assert f'rel="prev" href="{finished.path("decisions/1")}"' in second
    assert 'rel="next"' not in second
    assert "on what you could know" in second


def test_the_debrief_leads_to_it(finished: Player) -> None:
    page = finished.client.get(finished.path("debrief")).text
    assert f'href="{finished.path("decisions/2")}"' in page


@pytest.mark.parametrize("number", ["0", "3", "01", "999999", "one"])
def test_a_number_without_a_decision_is_404(finished: Player, number: str) -> None:
    assert finished.client.get(finished.path(f"decisions/{number}")).status_code == 404


def test_an_open_day_leads_back_to_the_desk(decided: Player) -> None:
    response = decided.client.get(decided.path("decisions/1"))
    assert (response.status_code, response.headers["Location"]) == (303, decided.path())


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("tom", 200), ("eve", 404), ("adm", 404)])
def test_it_opens_for_trainers_as_the_debrief_does(
    as_person: Callable[[str], Player], name: str, status: int
) -> None:
    other = as_person(name)
    response = other.client.get(other.path("decisions/1"))
    assert response.status_code == status
    assert ("What else could Ada have done" in response.text) is (status == 200)


def test_reading_it_writes_nothing(app: Flask, finished: Player) -> None:
    before = digest_of(app)
    decision(finished, 1)
    assert digest_of(app) == before


def test_posting_to_it_does_not_work(finished: Player) -> None:
    assert finished.client.submit(finished.path("decisions/1")).status_code == 405
