"""Starting a run on a drawn day: the day is drawn then, once, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.accounts.models import TimeFactor
from academy.content.days.pool import DayPool
from academy.sim.rating import starting_rating
from academy.simulations.models import DayRating, DrawnDay, Run, ScenarioVersion
from academy.simulations.services import draw_day, wish_for_day
from tests.browsers import Browser
from tests.integration.simulations.drawn_days import start_on
from tests.integration.simulations.players import TABS, Player, at_once, fresh_key, tabs
from tests.people import Cast, sign_in

PATH = "/days/runs"


def begin(client: Browser, **fields: str) -> TestResponse:
    """Send the form of the choice."""
    wish = {"stage": "pre", "level": "20", "mode": "step", "key": fresh_key()}
    return client.submit(PATH, **(wish | fields))


def runs(session: Session) -> list[Run]:
    session.expire_all()
    return list(session.scalars(select(Run).order_by(Run.id)))


@pytest.fixture
def shelve_pool(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[DayPool], DayPool]], None]:
    """Puts a changed pool on the shelf."""

    def shelve(change: Callable[[DayPool], DayPool]) -> None:
        shelf = app.extensions["librarian"].shelf()
        monkeypatch.setattr(app.extensions["librarian"], "_shelf", replace(shelf, days=change(shelf.days)))

    return shelve


@pytest.mark.parametrize("mode", ["live", "step"])
def test_a_day_of_the_stage_and_level_starts_at_the_first_minute(
    ada: Browser, people: Cast, session: Session, mode: str
) -> None:
    answer = begin(ada, mode=mode)
    assert answer.status_code == 303
    (run,) = runs(session)
    assert answer.headers["Location"] == f"/runs/{run.id}"
    assert (run.person_id, run.scenario_slug, run.mode) == (people.ada.id, "day-pre", mode)
    assert run.day.level == 20
    assert run.day.scenario.title == "A drawn day: Pre-production, level 20"
    assert run.day.references["naive"] > run.day.references["best_known"]
    rating = session.get_one(DayRating, run.day_id)
    assert (rating.value, rating.runs) == (starting_rating(20).value, 0)
    assert Player(ada, run.id).view()["minute"] == 0


def test_each_day_is_another(ada: Browser, session: Session) -> None:
    begin(ada)
    Player(ada, runs(session)[0].id).send("end")
    begin(ada)
    first, second = runs(session)
    assert first.day.seed != second.day.seed
    assert first.day.digest != second.day.digest


def test_the_same_key_leads_to_the_same_run(ada: Browser, session: Session) -> None:
    key = fresh_key()
    assert begin(ada, key=key).headers["Location"] == begin(ada, key=key).headers["Location"]
    assert len(runs(session)) == 1


def test_twelve_starts_at_once_make_one_run_and_one_day(ada: Browser, people: Cast, session: Session) -> None:
    jobs = [
        lambda tab=tab: tab.client.post(
            PATH,
            data={"csrf_token": tab.token, "stage": "pre", "level": "20", "mode": "step", "key": fresh_key()},
        )
        for tab in tabs(ada, run_id=0)
    ]
    assert at_once(jobs) == [303] * TABS
    assert len(runs(session)) == 1
    assert session.scalar(select(func.count()).select_from(DrawnDay)) == 1


def test_an_open_day_of_the_stage_is_given_back_whatever_level_is_asked_for(
    ada: Browser, people: Cast, session: Session
) -> None:
    player = start_on(session, ada, people.ada)
    answer = begin(ada, stage="production", level="90")
    assert answer.headers["Location"] == player.path()
    assert "You had a day of this stage open already" in ada.get(player.path()).text
    assert len(runs(session)) == 1


def test_days_of_two_stages_may_be_open_together(ada: Browser, people: Cast, session: Session) -> None:
    start_on(session, ada, people.ada)
    begin(ada)
    assert [run.scenario_slug for run in runs(session)] == ["day-production", "day-pre"]


def test_a_wish_that_comes_twice_gets_the_day_that_was_drawn(
    app: Flask, people: Cast, session: Session
) -> None:
    pool = app.extensions["librarian"].shelf().days
    wish = wish_for_day(session, person=people.ben, stage="pre", slug="day-pre", level=20)
    assert draw_day(pool, wish)[1] is draw_day(pool, wish)[1]


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"level": ""}, 400, "from 0 (calm) to 100 (full)"),
        ({"level": "101"}, 400, "from 0 (calm) to 100 (full)"),
        ({"level": "-1"}, 400, "from 0 (calm) to 100 (full)"),
        ({"level": "twenty"}, 400, "from 0 (calm) to 100 (full)"),
        ({"level": "9" * 40}, 400, "from 0 (calm) to 100 (full)"),
        ({"stage": "lunch"}, 404, "no drawn days of this stage"),
        ({"stage": ""}, 404, "no drawn days of this stage"),
        ({"mode": "fast"}, 400, "“live” or “step”"),
        ({"key": "short"}, 400, "key is missing"),
        ({"seed": "7"}, 400, "no field “seed”"),
    ],
)
def test_what_does_not_fit_is_refused(
    ada: Browser, session: Session, fields: dict[str, str], status: int, said: str
) -> None:
    answer = begin(ada, **fields)
    assert answer.status_code == status
    assert said in answer.text
    assert runs(session) == []


def test_a_pool_without_a_fair_day_says_so_and_keeps_the_choice(
    ada: Browser, session: Session, shelve_pool: Callable[[Callable[[DayPool], DayPool]], None]
) -> None:
    shelve_pool(lambda pool: replace(pool, requests=dict(list(pool.requests.items())[:3])))
    answer = begin(ada, level="35")
    assert answer.status_code == 503
    assert "no day at level 35 was fair enough" in answer.text
    assert 'value="35" selected' in answer.text
    assert runs(session) == []
    assert session.scalars(select(ScenarioVersion)).all() == []


def test_somebody_untimed_plays_step_by_step_and_is_told_why(
    ada: Browser, people: Cast, session: Session
) -> None:
    people.ada.time_factor = TimeFactor.UNTIMED
    page = ada.get("/days/pre").text
    assert "you work untimed" in page
    assert 'value="live"' not in page
    assert begin(ada, mode="live").status_code == 403
    assert runs(session) == []


def test_two_people_get_two_days(ada: Browser, people: Cast, session: Session, new_client) -> None:  # type: ignore[no-untyped-def]
    begin(ada)
    begin(sign_in(new_client(), people.ben))
    first, second = runs(session)
    assert first.day_id != second.day_id


def test_starting_by_get_does_not_work(ada: Browser) -> None:
    assert ada.get(PATH).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client: Browser, people: Cast) -> None:
    assert begin(client).status_code == 401


def test_the_token_of_the_page_is_needed(ada: Browser, session: Session) -> None:
    fields = {"stage": "pre", "level": "20", "mode": "step", "key": fresh_key()}
    assert ada.post(PATH, data=fields).status_code == 400
    assert runs(session) == []
