"""Ending a run: once, with its score, whoever else tries at the same time."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.sim.score import SCORING_VERSION
from academy.simulations.models import EventKind, Run, RunEvent
from tests.browsers import Browser
from tests.integration.simulations.players import TABS, Player, at_once, fresh_key, tabs


def test_ending_scores_the_run(player: Player, session: Session) -> None:
    answer = player.send("end").json
    run = session.scalars(select(Run)).one()
    assert answer["debrief"] == f"{player.path()}/debrief"
    assert run.finished_at is not None
    assert run.scoring_version == SCORING_VERSION
    assert run.cost is not None
    assert run.cost > 0
    assert run.outcome is not None
    assert 0 <= run.outcome <= 100


def test_a_form_ends_the_day_whatever_its_page_has_seen(player: Player) -> None:
    page = player.client.get(player.path()).text
    form = page[page.index(f'action="{player.path("end")}"') :].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    player.step("30")
    response = player.client.post(player.path("end"), data=fields)
    assert response.headers["Location"] == f"{player.path()}/debrief"


def test_ending_twice_with_one_key_is_one_end(player: Player, session: Session) -> None:
    key, position = fresh_key(), player.state()["position"]
    answers = [player.send("end", key=key, position=position) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    ended = select(func.count()).where(RunEvent.kind == EventKind.DAY_ENDED)
    assert session.scalar(ended) == 1


def test_ending_a_finished_run_is_refused_and_changes_nothing(player: Player, session: Session) -> None:
    player.send("end")
    run = session.scalars(select(Run)).one()
    before = (run.cost, run.outcome, run.finished_at, run.length)
    response = player.send("end", position=run.length)
    assert response.status_code == 409
    session.expire_all()
    run = session.scalars(select(Run)).one()
    assert (run.cost, run.outcome, run.finished_at, run.length) == before


def test_of_twelve_parallel_ends_exactly_one_succeeds(player: Player, session: Session) -> None:
    position = player.state()["position"]
    jobs = [
        lambda tab=tab: tab.send("end", key=fresh_key(), position=position)
        for tab in tabs(player.client, player.run_id)
    ]
    statuses = at_once(jobs)
    assert sorted(statuses) == [200] + [409] * (TABS - 1)
    assert session.scalar(select(func.count()).where(RunEvent.kind == EventKind.DAY_ENDED)) == 1


def test_of_twelve_parallel_decisions_with_one_key_one_is_stored_and_all_are_answered(
    player: Player, session: Session
) -> None:
    while not player.view()["requests"]:
        player.step()
    request, position, key = player.view()["requests"][0]["id"], player.state()["position"], fresh_key()
    jobs = [
        lambda tab=tab: tab.decide("ask", request, key=key, position=position)
        for tab in tabs(player.client, player.run_id)
    ]
    assert at_once(jobs) == [200] * TABS
    assert session.scalar(select(func.count()).where(RunEvent.kind == EventKind.DECISION_MADE)) == 1


def test_of_twelve_parallel_decisions_on_one_state_one_is_stored_and_the_rest_see_it(
    player: Player, session: Session
) -> None:
    while not player.view()["requests"]:
        player.step()
    request, position = player.view()["requests"][0]["id"], player.state()["position"]
    answers: list[TestResponse] = []

    def ask(tab: Player) -> TestResponse:
        answers.append(tab.decide("ask", request, key=fresh_key(), position=position))
        return answers[-1]

    jobs = [lambda tab=tab: ask(tab) for tab in tabs(player.client, player.run_id)]
    assert sorted(at_once(jobs)) == [200] + [409] * (TABS - 1)
    assert {answer.json["position"] for answer in answers} == {position + 1}
    run = session.scalars(select(Run)).one()
    assert session.scalar(select(func.count(RunEvent.id))) == run.length


@pytest.mark.parametrize("field", ["score", "outcome", "minute"])
def test_a_score_is_not_taken_from_outside(player: Player, field: str) -> None:
    assert player.send("end", **{field: 100}).status_code == 400
    assert player.state()["is_over"] is False


def test_ending_by_get_does_not_work(player: Player) -> None:
    assert player.client.get(player.path("end")).status_code == 405


def test_a_visitor_cannot_end_a_run(player: Player, new_client) -> None:  # type: ignore[no-untyped-def]
    visitor: Browser = new_client()
    assert visitor.submit(player.path("end"), key=fresh_key()).status_code == 401
