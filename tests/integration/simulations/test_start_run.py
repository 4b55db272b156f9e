"""Starting a run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import TimeFactor
from academy.simulations.models import DrawnDay, EventKind, Run, RunEvent, ScenarioVersion
from academy.simulations.services import starting
from tests.browsers import Browser
from tests.integration.simulations.players import (
    SEED,
    SLUG,
    TABS,
    Player,
    at_once,
    fresh_key,
    hidden_field,
    scenario,
    start,
    tabs,
)
from tests.people import Cast, sign_in


def runs(session: Session) -> list[Run]:
    session.expire_all()
    return list(session.scalars(select(Run).order_by(Run.id)))


@pytest.mark.parametrize("mode", ["live", "step"])
def test_a_run_starts_at_the_first_minute(ada: Browser, day: None, session: Session, mode: str) -> None:
    player = start(ada, mode=mode)
    assert player.view()["minute"] == 0
    assert ada.get(player.path()).status_code == 200
    (run,) = runs(session)
    (event,) = session.scalars(select(RunEvent))
    assert (event.kind, event.position, run.length) == (EventKind.RUN_STARTED, 0, 1)


def test_the_start_page_carries_a_key_of_its_own_each_time(ada: Browser, day: None) -> None:
    pages = [ada.get(f"/scenarios/{SLUG}").text for _ in range(2)]
    assert hidden_field(pages[0], "key") != hidden_field(pages[1], "key")


def test_the_same_key_leads_to_the_same_run(ada: Browser, day: None, session: Session) -> None:
    key = fresh_key()
    first, again = start(ada, key=key), start(ada, key=key)
    assert first.run_id == again.run_id
    assert len(runs(session)) == 1


def test_an_open_run_is_given_back_with_a_message(player: Player, session: Session) -> None:
    response = player.client.submit(f"/scenarios/{SLUG}/runs", mode="live", key=fresh_key())
    assert response.headers["Location"] == player.path()
    assert "You had this day open already" in player.client.get(player.path()).text
    assert len(runs(session)) == 1


def test_no_day_is_drawn_where_no_run_starts(
    player: Player, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "SEEDS", range(0))  # there is none to draw
    again = player.client.submit(f"/scenarios/{SLUG}/runs", mode="step", key=fresh_key())
    assert again.headers["Location"] == player.path()
    player.send("end")
    people.ada.time_factor = TimeFactor.UNTIMED
    live = player.client.submit(f"/scenarios/{SLUG}/runs", mode="live", key=fresh_key())
    assert live.status_code == 403


def test_a_key_of_a_finished_run_leads_to_that_run(ada: Browser, day: None, session: Session) -> None:
    key = fresh_key()
    first = start(ada, key=key)
    first.send("end")
    assert start(ada, key=key).run_id == first.run_id
    assert len(runs(session)) == 1


def test_a_new_run_can_start_once_the_open_one_is_over(player: Player, session: Session) -> None:
    player.send("end")
    assert start(player.client).run_id != player.run_id
    assert len(runs(session)) == 2


def test_twelve_starts_at_once_make_one_run(ada: Browser, day: None, session: Session) -> None:
    path = f"/scenarios/{SLUG}/runs"
    jobs = [
        lambda tab=tab: tab.client.post(
            path, data={"csrf_token": tab.token, "mode": "step", "key": fresh_key()}
        )
        for tab in tabs(ada, run_id=0)
    ]
    assert at_once(jobs) == [303] * TABS
    assert len(runs(session)) == 1


def test_two_people_play_the_same_scenario_at_once(player: Player, people: Cast, new_client) -> None:  # type: ignore[no-untyped-def]
    assert start(sign_in(new_client(), people.ben)).run_id != player.run_id


def test_a_day_is_drawn_and_scored_once_for_all_its_runs(player: Player, session: Session) -> None:
    player.send("end")
    start(player.client)
    assert session.scalar(select(func.count()).select_from(DrawnDay)) == 1
    assert session.scalar(select(func.count()).select_from(ScenarioVersion)) == 1


def test_a_day_nobody_has_played_is_prepared_at_the_start(
    ada: Browser, people: Cast, session: Session
) -> None:
    start(ada)
    drawn = session.scalars(select(DrawnDay)).one()
    assert drawn.references["naive"] > drawn.references["best_known"]


def test_days_not_played_yet_come_first(
    ada: Browser, day: None, session: Session, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(ada).send("end")
    monkeypatch.setattr(starting, "SEEDS", range(1, 3))
    start(ada)
    assert sorted(session.scalars(select(DrawnDay.seed))) == [1, 2]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"mode": "step"}, "key is missing"),
        ({"mode": "step", "key": "short"}, "key is missing"),
        ({"mode": "step", "key": "a" * 65}, "key is missing"),
        ({"mode": "fast", "key": "a" * 20}, "“live” or “step”"),
        ({"key": "a" * 20}, "“live” or “step”"),
        ({"mode": "step", "key": "a" * 20, "seed": "3"}, "no field “seed”"),
    ],
)
def test_what_does_not_fit_is_refused(
    ada: Browser, day: None, session: Session, fields: dict[str, str], said: str
) -> None:
    response = ada.submit(f"/scenarios/{SLUG}/runs", **fields)
    assert response.status_code == 400
    assert said in response.text
    assert runs(session) == []


def test_somebody_untimed_plays_step_by_step_and_is_told_why(
    ada: Browser, day: None, people: Cast, session: Session
) -> None:
    people.ada.time_factor = TimeFactor.UNTIMED
    page = ada.get(f"/scenarios/{SLUG}").text
    assert "you work untimed" in page
    assert 'value="live"' not in page
    response = ada.submit(f"/scenarios/{SLUG}/runs", mode="live", key=fresh_key())
    assert response.status_code == 403
    assert "step by step" in response.text
    assert runs(session) == []


def test_an_unknown_scenario_is_404(ada: Browser, day: None) -> None:
    assert ada.get("/scenarios/no-such-day").status_code == 404
    assert ada.submit("/scenarios/no-such-day/runs", mode="step", key=fresh_key()).status_code == 404


def test_the_visitors_shift_is_not_started_as_a_run(ada: Browser, day: None) -> None:
    path = "/scenarios/three-minute-shift/runs"
    assert ada.submit(path, mode="step", key=fresh_key()).status_code == 404


def test_starting_by_get_does_not_work(ada: Browser, day: None) -> None:
    assert ada.get(f"/scenarios/{SLUG}/runs").status_code == 405


def test_a_stranger_is_asked_to_sign_in(client: Browser, day: None) -> None:
    assert client.submit(f"/scenarios/{SLUG}/runs", mode="step", key=fresh_key()).status_code == 401


def test_a_day_that_many_start_together_is_worked_out_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        days = list(pool.map(lambda seed: starting.prepare_day(scenario(), seed), [SEED + 1] * 4))
    assert all(day is days[0] for day in days)
