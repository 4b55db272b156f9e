"""Moving time in step mode."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.sim.instance import Handler, Judgement, Verdict
from academy.simulations.models import EventKind, Run, RunEvent
from academy.simulations.services import starting
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.simulations.players import (
    SEED,
    Player,
    fresh_key,
    hidden_field,
    prepared_day,
    scenario,
    start,
)
from tests.people import Cast


@pytest.mark.parametrize("minutes", [5, 15, 30])
def test_time_moves_by_the_minutes_asked_for(player: Player, minutes: int) -> None:
    assert player.step(str(minutes)).json["minute"] == minutes
    assert player.view()["minute"] == minutes


def test_next_moves_to_the_next_visible_change(player: Player) -> None:
    seen = {one["id"] for one in player.view()["requests"]}
    player.step()
    assert {one["id"] for one in player.view()["requests"]} > seen


def test_time_stands_still_however_long_nobody_moves_it(player: Player, clock: FakeClock) -> None:
    player.step("30")
    clock.advance(hours=11)
    state = player.state()
    assert (state["view"]["minute"], state["is_running"]) == (30, False)


def test_a_click_repeated_moves_time_once(player: Player, session: Session) -> None:
    key, position = fresh_key(), player.state()["position"]
    answers = [player.send("steps", by="15", key=key, position=position) for _ in range(3)]
    assert {answer.json["minute"] for answer in answers} == {15}
    assert player.view()["minute"] == 15


def test_a_stale_step_is_refused(player: Player) -> None:
    seen = player.state()["position"]
    player.send("steps", by="15", position=seen)
    assert player.send("steps", by="15", position=seen).status_code == 409
    assert player.view()["minute"] == 15


@pytest.mark.parametrize("by", ["0", "-5", "7", "480", "", "NaN"])
def test_other_spans_are_refused(player: Player, by: str) -> None:
    assert player.step(by).status_code == 400
    assert player.view()["minute"] == 0


def test_the_last_step_ends_and_scores_the_day(player: Player, session: Session) -> None:
    while (response := player.step("30")).json["debrief"] is None:
        assert response.status_code == 200
    run = session.scalars(select(Run)).one()
    assert run.finished_at is not None
    assert run.outcome is not None
    kinds = list(session.scalars(select(RunEvent.kind).order_by(RunEvent.position)))
    assert kinds[-1] == EventKind.TIME_ADVANCED
    assert player.client.get(response.json["debrief"]).status_code == 200


def test_a_forbidden_way_of_handling_ends_the_day(
    ada: Browser, people: Cast, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = prepared_day().instance.requests
    verdict = Verdict(Handler.DECLINE, Judgement.POOR, "Never to be sent away.", fatal=True)
    deadly = replace(first, hidden=replace(first.hidden, verdicts=(verdict,)))
    day = replace(prepared_day(), instance=replace(prepared_day().instance, requests=(deadly, *rest)))
    monkeypatch.setattr(starting, "SEEDS", range(SEED, SEED + 1))
    starting.ensure_day(session, scenario(), day, MONDAY_MORNING)
    player = start(ada)
    player.wait_for(first.id)
    player.decide("decline", first.id)
    debrief = player.step("5").json["debrief"]
    assert debrief is not None
    page = ada.get(debrief).text
    assert "The day ended early" in page
    assert first.visible.subject in page


def test_a_live_day_is_not_moved_by_hand(live: Player) -> None:
    response = live.step("30")
    assert response.status_code == 409
    assert "by the clock" in response.json["message"]


def test_a_whole_day_is_played_through_plain_forms(player: Player) -> None:
    client, page = player.client, player.client.get(player.path()).text

    def submit(what: str, **fields: str) -> str:
        seen = {name: hidden_field(page, name) for name in ("csrf_token", "key", "position")}
        response = client.post(player.path(what), data={**seen, **fields})
        assert response.status_code == 303, response.text
        return client.get(response.headers["Location"]).text

    page = submit("steps", by="next")
    request = player.view()["requests"][0]["id"]
    page = client.get(f"{player.path()}?request={request}").text
    assert f'data-open-request="{request}"' in page
    page = submit("decisions", op="do", request=request, place="now", not_before="300")
    assert "Started it myself at once" in page
    while 'data-region="bar"' in page:
        page = submit("steps", by="30")
    assert "Debrief: Ship Thursday" in page
    assert "Started it myself at once" in page
