"""The debrief: complete, reproducible, and linked to what teaches it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.sim.commands import Ask, Delegate, Entry
from academy.simulations.models import Mode, Run
from academy.simulations.services import record_played_run
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import SEED, Player, prepared_day, scenario, start
from tests.people import Cast


def debrief_of(player: Player) -> str:
    player.send("end")
    return unescape(player.client.get(player.path("debrief")).text)


def test_it_names_every_request_of_the_day_with_its_truth(player: Player) -> None:
    page = debrief_of(player)
    roots = [request for request in prepared_day().instance.requests if request.parent is None]
    for request in roots:
        assert request.visible.subject in page
        assert request.hidden.reason.split("\n")[0] in page


def test_it_shows_the_score_with_its_parts_and_formula(player: Player, session: Session) -> None:
    page = debrief_of(player)
    run = session.scalars(select(Run)).one()
    references = prepared_day().references
    for figure in (run.cost, references["naive"], references["best_known"]):
        assert f'class="code">{figure}</' in page
    assert "ln(x + 60)" in page
    assert "proven optimum" in page
    assert "not yet proven" not in page
    assert "Left open at the end" in page


def test_it_opens_with_what_cost_most(player: Player) -> None:
    page = debrief_of(player)
    moments = page[page.index('id="moments-title"') : page.index('id="parts-title"')]
    costs = [int(figure) for figure in re.findall(r">(\d+) points<", moments)]
    every = [int(figure) for figure in re.findall(r'data-cost="some">(\d+) points?<', page)]
    assert costs == sorted(every[3:], reverse=True)[:3]
    assert "No request was settled in time" in moments
    for target in re.findall(r'href="#([^"]+)"', moments):
        assert f'id="{target}"' in page


def test_it_lists_the_decisions_in_order(player: Player) -> None:
    player.step("30")
    request = player.view()["requests"][0]
    player.decide("ask", request["id"])
    player.decide("delegate", request["id"], runner="maya")
    page = debrief_of(player)
    decisions = page[page.index('id="decisions"') :]
    assert decisions.index("Asked what is missing") < decisions.index("Handed to Maya")
    assert "2 decisions" in page


def test_it_links_to_modules_that_exist(player: Player) -> None:
    page = debrief_of(player)
    assert 'href="/courses/coordinators-role/' in page


def test_it_offers_to_play_again(player: Player) -> None:
    assert "Play the day again" in debrief_of(player)


def test_an_unfinished_run_leads_back_to_the_desk(player: Player) -> None:
    assert player.client.get(player.path("debrief")).headers["Location"] == player.path()


def test_a_recorded_run_reads_like_a_played_one(
    ada: Browser, day: None, people: Cast, session: Session
) -> None:
    log = [Entry(20, Ask("R03")), Entry(60, Delegate("R03", "maya"))]
    person = session.get_one(Person, people.ada.id)
    run = record_played_run(
        session,
        person=person,
        scenario=scenario(),
        seed=SEED,
        mode=Mode.STEP,
        log=log,
        started_at=MONDAY_MORNING,
    )
    session.commit()
    player = start(ada)
    player.step("15")
    player.step("5")
    player.decide("ask", "R03")
    player.step("30")
    player.step("5")
    player.step("5")
    player.decide("delegate", "R03", runner="maya")
    player.send("end")
    recorded, played = session.scalars(select(Run).order_by(Run.started_at, Run.id))
    assert (recorded.cost, recorded.outcome, recorded.decisions) == (played.cost, played.outcome, 2)
    page = ada.get(f"/runs/{run.id}/debrief").text
    assert page.count("Handed to Maya") == 2


def test_an_old_run_reads_the_same_after_its_scenario_has_gone(
    player: Player,
    session: Session,
    app,
    monkeypatch,  # type: ignore[no-untyped-def]
) -> None:
    before = debrief_of(player)
    shelf = app.extensions["librarian"].shelf()
    bare = replace(shelf, scenarios=type(shelf.scenarios)({}))
    monkeypatch.setattr(app.extensions["librarian"], "_shelf", bare)
    after = player.client.get(player.path("debrief")).text
    assert "Play the day again" not in after
    figures = [line for line in before.splitlines() if "Your day cost" in line]
    assert figures == [line for line in unescape(after).splitlines() if "Your day cost" in line]
