"""Asking for skills and moments: made once, kept with the run, for its player and their trainers."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from threading import Thread
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.core.db import Database
from academy.sim.analysis import analyse
from academy.sim.score import SCORING_VERSION
from academy.simulations import queries, services
from academy.simulations.analyses import MOST_DECISIONS, analysis_from_text
from academy.simulations.log import entries_of
from academy.simulations.models import Run, RunAnalysis
from academy.simulations.scoring import read_references
from academy.simulations.services import analysing
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import Player, at_once, prepared_day, tabs
from tests.people import Cast, sign_in

JSON = {"Accept": "application/json"}


@pytest.fixture
def finished(player: Player) -> Player:
    """Ada after a day of two decisions."""
    player.wait_for("R03")
    player.decide("ask", "R03")
    player.decide("delegate", "R03", runner="maya")
    player.send("end")
    return player


@pytest.fixture
def as_person(finished: Player, people: Cast, new_client: Callable[[], Browser]) -> Callable[[str], Player]:
    return lambda name: Player(sign_in(new_client(), people.by_name()[name]), finished.run_id)


def ask(player: Player, **fields: str) -> int:
    """Press the button; the status of the answer."""
    return player.client.submit(player.path("analysis"), **fields).status_code


def ask_json(player: Player):  # type: ignore[no-untyped-def]
    data = {"csrf_token": player.token}
    return player.client.post(player.path("analysis"), data=data, headers=JSON)


def debrief(player: Player) -> str:
    return unescape(player.client.get(player.path("debrief")).text)


def stored(session: Session) -> list[RunAnalysis]:
    session.expire_all()
    return list(session.scalars(select(RunAnalysis)))


def test_it_is_stored_with_the_run_and_the_page_tells_it(finished: Player, session: Session) -> None:
    before = debrief(finished)
    assert "Work out skills and moments" in before
    assert "Five skills</h2>" not in before
    assert stored(session) == []
    response = finished.client.submit(finished.path("analysis"))
    assert (response.status_code, response.headers["Location"]) == (303, f"{finished.path('debrief')}#skills")
    (row,) = stored(session)
    assert (row.run_id, row.scoring_version) == (finished.run_id, SCORING_VERSION)
    page = debrief(finished)
    assert "Work out skills and moments" not in page
    for word in ("Organisation", "Initiative", "Stamina", "Communication", "Calm"):
        assert f"<strong>{word}</strong>" in page
    assert "Over-triage" in page
    assert f'href="{finished.path("decisions/1")}"' in page


def test_it_says_what_the_simulator_says(finished: Player, session: Session) -> None:
    ask(finished)
    run, day = session.get_one(Run, finished.run_id), prepared_day()
    log = entries_of(queries.events_of(session, run=run))
    analysis = analysis_from_text(stored(session)[0].document)
    assert analysis == analyse(day.instance, log, read_references(day.references))
    assert analysis.ledger.cost == session.get_one(Run, finished.run_id).cost


def test_it_leaves_the_outcome_alone(finished: Player, session: Session) -> None:
    run = session.get_one(Run, finished.run_id)
    before = (run.cost, run.outcome, run.length, run.finished_at)
    ask(finished)
    session.expire_all()
    run = session.get_one(Run, finished.run_id)
    assert (run.cost, run.outcome, run.length, run.finished_at) == before


def test_a_script_gets_the_address_of_the_debrief(finished: Player) -> None:
    response = ask_json(finished)
    assert (response.status_code, response.json) == (200, {"debrief": finished.path("debrief")})


def test_an_unknown_field_is_refused(finished: Player, session: Session) -> None:
    assert ask(finished, score="100") == 400
    assert stored(session) == []


def test_a_day_that_is_not_over_is_refused(player: Player, session: Session) -> None:
    assert ask(player) == 409
    assert stored(session) == []


@pytest.mark.parametrize(("name", "status"), [("ben", 404), ("tom", 303), ("eve", 404), ("adm", 404)])
def test_trainers_may_ask_and_strangers_may_not(
    as_person: Callable[[str], Player], session: Session, name: str, status: int
) -> None:
    assert ask(as_person(name)) == status
    assert len(stored(session)) == (status == 303)


def test_a_visitor_is_asked_to_sign_in(finished: Player, new_client: Callable[[], Browser]) -> None:
    assert new_client().submit(finished.path("analysis")).status_code == 401


def test_it_needs_the_token_and_a_post(finished: Player) -> None:
    assert finished.client.post(finished.path("analysis")).status_code == 400
    assert finished.client.get(finished.path("analysis")).status_code == 405


def test_a_run_of_too_many_decisions_is_told_so(
    finished: Player, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "MOST_DECISIONS", 1)
    response = ask_json(finished)
    assert response.status_code == 422
    assert "This run has 2 decisions" in response.json["message"]
    assert ask(finished) == 303
    assert "This run has 2 decisions" in debrief(finished)
    assert stored(session) == []


def test_the_page_offers_nothing_for_a_run_that_is_too_long(finished: Player, session: Session) -> None:
    session.execute(update(Run).values(decisions=MOST_DECISIONS + 1))
    page = debrief(finished)
    assert "up to 400" in page
    assert "Work out skills and moments" not in page


def test_whoever_comes_while_others_wait_hears_so_and_keeps_the_button(
    finished: Player, session: Session
) -> None:
    for _ in range(analysing.PLACES):
        analysing._places.acquire()
    try:
        response = ask_json(finished)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert ask(finished) == 303
    finally:
        for _ in range(analysing.PLACES):
            analysing._places.release()
    page = debrief(finished)
    assert "Other days are being worked out" in page
    assert "Work out skills and moments" in page
    assert stored(session) == []


def test_asking_twice_makes_it_once(finished: Player, session: Session, clock) -> None:  # type: ignore[no-untyped-def]
    ask(finished)
    made_at = stored(session)[0].made_at
    clock.advance(hours=1)
    assert ask(finished) == 303
    assert [row.made_at for row in stored(session)] == [made_at]


def test_many_clicks_at_once_store_one(finished: Player, session: Session) -> None:
    jobs = [lambda tab=tab: ask_json(tab) for tab in tabs(finished.client, finished.run_id)]
    statuses = at_once(jobs)
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
    assert len(stored(session)) == 1


def test_of_two_processes_one_stores_it_and_the_other_lives_with_that(
    app: Flask, finished: Player, session: Session
) -> None:
    ask(finished)
    analysis = analysis_from_text(stored(session)[0].document)
    assert analysis is not None
    session.query(RunAnalysis).delete()
    session.commit()
    database: Database = app.extensions["database"]

    def store(holding: Session) -> None:
        run = holding.get_one(Run, finished.run_id)
        services.store_analysis(holding, run=run, analysis=analysis, now=MONDAY_MORNING)

    def store_and_commit() -> None:
        with database.writing() as other:
            store(other)
            other.commit()

    with database.writing() as first:
        store(first)
        first.flush()
        second = Thread(target=store_and_commit)
        second.start()
        sleep(0.2)  # the second waits for the lock, or for the row
        first.commit()
        second.join()
    assert len(stored(session)) == 1


def test_an_older_scoring_stays_until_somebody_asks_anew(finished: Player, session: Session) -> None:
    ask(finished)
    session.execute(update(RunAnalysis).values(scoring_version=SCORING_VERSION - 1))
    page = debrief(finished)
    assert "Work it out anew" in page
    assert 'data-auto="no"' in page
    assert "Five skills" in page
    ask(finished)
    assert stored(session)[0].scoring_version == SCORING_VERSION
    assert "Work it out anew" not in debrief(finished)


@pytest.mark.parametrize("document", ["{}", "not JSON", '{"skills": [1]}'])
def test_a_document_that_nobody_reads_any_more_is_offered_again(
    finished: Player, session: Session, document: str
) -> None:
    ask(finished)
    session.execute(update(RunAnalysis).values(scoring_version=1, document=document))
    page = debrief(finished)
    assert "Work it out anew" in page
    assert "Five skills</h2>" not in page
