"""The end of a run rates its player and its day: once, for a first play, on a day that tells something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership
from academy.sim import rating
from academy.sim.rating import Rating
from academy.simulations.models import DayRating, PlayerRating, RatedRun, Run
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.factories import make_cohort
from tests.integration.simulations.drawn_days import CLOSE_REFERENCES, start_on
from tests.integration.simulations.players import Player, at_once, fresh_key, tabs
from tests.people import Cast, sign_in

FRESH = Rating()


def rows(session: Session, kind: type[Any]) -> list[Any]:
    session.expire_all()
    return list(session.scalars(select(kind)))


def test_an_ended_run_moves_player_and_day_apart_or_together(
    ada: Browser, people: Cast, session: Session
) -> None:
    player = start_on(session, ada, people.ada)
    player.send("end")
    run = session.scalars(select(Run)).one()
    (mine,), (day,), (change,) = (rows(session, kind) for kind in (PlayerRating, DayRating, RatedRun))
    result, before = rating.result_of(run.outcome or 0), rating.starting_rating(50)
    assert Rating(mine.value, mine.deviation) == rating.rated(FRESH, before, result)
    assert Rating(day.value, day.deviation) == rating.rated(before, FRESH, 1 - result)
    assert (mine.runs, day.runs, mine.played_at) == (1, 1, MONDAY_MORNING)
    assert (change.player_before, change.player_after) == (1500, mine.value)
    assert (change.day_before, change.day_after) == (1500, day.value)
    assert mine.value < 1500 < day.value  # the day passed on its own


def test_a_written_day_is_rated_too(player: Player, people: Cast, session: Session) -> None:
    player.send("end")
    (mine,) = rows(session, PlayerRating)
    assert (mine.person_id, mine.runs) == (people.ada.id, 1)


def test_an_open_run_rates_nobody(ada: Browser, people: Cast, session: Session) -> None:
    start_on(session, ada, people.ada).step("30")
    assert rows(session, PlayerRating) == rows(session, RatedRun) == []


def test_a_run_whose_time_runs_out_is_rated(ada: Browser, people: Cast, session: Session) -> None:
    player = start_on(session, ada, people.ada)
    while not player.state()["is_over"]:
        player.step("30")
    assert [change.run_id for change in rows(session, RatedRun)] == [player.run_id]


def test_of_parallel_ends_one_rates(ada: Browser, people: Cast, session: Session) -> None:
    player = start_on(session, ada, people.ada)
    position = player.state()["position"]
    jobs = [
        lambda tab=tab: tab.send("end", key=fresh_key(), position=position)
        for tab in tabs(ada, player.run_id)
    ]
    at_once(jobs)
    assert [mine.runs for mine in rows(session, PlayerRating)] == [1]


def test_two_runs_that_end_together_both_count(
    ada: Browser, player: Player, people: Cast, session: Session
) -> None:
    players = [player, start_on(session, ada, people.ada)]
    sides = [(tabs(ada, one.run_id)[0], one.state()["position"]) for one in players]
    ends = [
        lambda side=side, seen=seen: side.send("end", key=fresh_key(), position=seen) for side, seen in sides
    ]
    assert at_once(ends) == [200, 200]
    assert [mine.runs for mine in rows(session, PlayerRating)] == [2]
    first, second = sorted(rows(session, RatedRun), key=lambda change: -change.player_deviation_before)
    assert second.player_before == first.player_after


def test_a_day_played_before_does_not_count_again(ada: Browser, people: Cast, session: Session) -> None:
    start_on(session, ada, people.ada).send("end")
    (before,) = rows(session, PlayerRating)
    value = before.value
    again = start_on(session, ada, people.ada)
    again.send("end")
    (mine,) = rows(session, PlayerRating)
    assert (mine.value, mine.runs) == (value, 1)
    assert "had been played before" in ada.get(again.path("debrief")).text


def test_another_day_counts(ada: Browser, people: Cast, session: Session) -> None:
    for seed in (7, 8):
        start_on(session, ada, people.ada, seed=seed).send("end")
    assert [mine.runs for mine in rows(session, PlayerRating)] == [2]


def test_a_day_that_tells_nothing_does_not_count_and_says_so(
    ada: Browser, people: Cast, session: Session
) -> None:
    player = start_on(session, ada, people.ada, references=CLOSE_REFERENCES)
    player.send("end")
    assert rows(session, PlayerRating) == rows(session, RatedRun) == []
    assert "lie too close together" in ada.get(player.path("debrief")).text


def test_the_day_meets_the_next_player_as_the_last_one_left_it(
    ada: Browser, people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    start_on(session, ada, people.ada).send("end")
    start_on(session, sign_in(new_client(), people.ben), people.ben).send("end")
    first, second = sorted(rows(session, RatedRun), key=lambda change: change.run_id)
    assert (second.day_before, second.player_before) == (first.day_after, 1500)


def test_idle_days_count_before_the_next_game(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    start_on(session, ada, people.ada).send("end")
    (mine,) = rows(session, PlayerRating)
    kept = Rating(mine.value, mine.deviation)
    clock.advance(days=30)
    sign_in(ada, people.ada)  # the first sign-in has run out
    start_on(session, ada, people.ada, seed=8).send("end")
    last = max(rows(session, RatedRun), key=lambda change: change.run_id)
    assert last.player_deviation_before == rating.after_idle(kept, 30).deviation


def test_the_debrief_says_what_the_run_did(ada: Browser, people: Cast, session: Session) -> None:
    player = start_on(session, ada, people.ada)
    player.send("end")
    page = ada.get(player.path("debrief")).text
    (change,) = rows(session, RatedRun)
    assert f"{round(change.player_after)} ± {round(change.player_deviation_after)}" in page
    assert "1500 ± 350" in page


@pytest.fixture
def rated(ada: Browser, people: Cast, session: Session) -> str:
    """Ada's rating as pages print it."""
    start_on(session, ada, people.ada).send("end")
    make_cohort(session, studio=people.studio, members=(people.ada, people.ben))
    session.commit()
    (mine,) = rows(session, PlayerRating)
    return f"{round(mine.value)} ± {round(mine.deviation)}"


def test_a_rating_is_seen_by_its_person_and_their_trainer(
    ada: Browser, people: Cast, session: Session, rated: str, new_client: Callable[[], Browser]
) -> None:
    cohort = make_cohort(session, studio=people.studio, name="Autumn", members=(people.ada,))
    tom = sign_in(new_client(), people.tom)
    for path in ("/practise", "/days"):
        assert rated in ada.get(path).text
    assert rated in tom.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").text


@pytest.mark.parametrize("name", ["ben", "tom", "eve", "adm"])
def test_nobody_meets_another_s_rating_on_their_own_pages(
    people: Cast, rated: str, new_client: Callable[[], Browser], name: str
) -> None:
    client = sign_in(new_client(), people.by_name()[name])
    for path in ("/", "/practise", "/days", "/days/production"):
        assert rated not in client.get(path).text


@pytest.mark.parametrize(("name", "status"), [("ben", 403), ("eve", 404), ("adm", 403)])
def test_another_s_rating_is_not_opened(
    people: Cast,
    session: Session,
    rated: str,
    new_client: Callable[[], Browser],
    name: str,
    status: int,
) -> None:
    cohort = make_cohort(session, studio=people.studio, name="Autumn", members=(people.ada,))
    client = sign_in(new_client(), people.by_name()[name])
    assert client.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").status_code == status
    run_id = session.scalars(select(Run.id)).one()
    assert client.get(f"/runs/{run_id}/debrief").status_code == 404


def test_who_has_left_the_studio_keeps_the_rating_to_themselves(
    people: Cast, session: Session, rated: str, new_client: Callable[[], Browser]
) -> None:
    cohort = make_cohort(session, studio=people.studio, name="Autumn", members=(people.ada,))
    session.query(Membership).filter_by(person_id=people.ada.id).delete()
    tom = sign_in(new_client(), people.tom)
    assert tom.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}").status_code == 404
