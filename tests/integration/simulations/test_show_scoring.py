"""The page about scoring: open to all, and every number of its example is what the simulator gives."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from math import log as ln

import pytest
from flask import Flask

from academy.sim.analysis import full_sheet
from academy.sim.engine import finish, fold
from academy.sim.ledger import regret_ledger
from academy.sim.policies.expert import human
from academy.sim.policies.play import play
from academy.sim.score import OFFSET, ScoreSheet, outcome, references
from academy.simulations.figures import points
from academy.simulations.worked_example import SEED, SKILL
from tests.browsers import Browser
from tests.integration.simulations.players import scenario
from tests.people import Cast, sign_in

ANCHORS = (
    "cost",
    "references",
    "outcome",
    "example",
    "skills",
    "regret",
    "ledger",
    "what-if",
    "triage",
    "luck",
    "unscored",
    "again",
)


@pytest.fixture(scope="module")
def sheet() -> ScoreSheet:
    """The example, worked out by the simulator alone."""
    instance = scenario("three-minute-shift").instance(SEED)
    _, log = play(instance, human(SKILL))
    assert regret_ledger(instance, log).cost == finish(fold(instance, log)).cost
    return full_sheet(instance, log, references(instance))


@pytest.fixture
def page(client: Browser) -> str:
    response = client.get("/how-scoring-works")
    assert response.status_code == 200
    return unescape(response.text)


def test_the_cost_and_its_parts_are_those_of_the_run(page: str, sheet: ScoreSheet) -> None:
    for total in sheet.totals:
        assert f'<td class="is-number">{total.count}</td><td class="is-number">{total.points}</td>' in page
    assert f"<strong>{sheet.cost}</strong>" in page
    assert sum(total.points for total in sheet.totals) == sheet.cost


def test_the_references_and_their_logarithms_are_those_of_the_day(page: str, sheet: ScoreSheet) -> None:
    against = sheet.references
    for cost in (against.naive, sheet.cost, round(against.expert), against.best_known):
        row = rf'<td class="is-number">{cost}</td><td class="is-number code">{ln(cost + OFFSET):.3f}</td>'
        assert re.search(row, page)


def test_the_outcome_is_the_simulator_s(page: str, sheet: ScoreSheet) -> None:
    assert f"Outcome: {sheet.outcome:.1f}." in page
    assert sheet.formula[3] in page


def test_the_scale_earns_the_same_for_each_halving(page: str, sheet: ScoreSheet) -> None:
    told = re.findall(r"cost of (\d+) points earns (\d+\.\d)", page)
    earned = {int(cost): float(figure) for cost, figure in told}
    assert earned == {cost: round(outcome(cost, sheet.references), 1) for cost in earned}
    assert {sheet.references.naive, round(sheet.references.expert), sheet.references.best_known} <= set(
        earned
    )


def test_skills_and_regret_are_the_simulator_s(page: str, sheet: ScoreSheet) -> None:
    assert sheet.skills
    assert sheet.ledger
    assert sheet.moments
    for skill in sheet.skills:
        if skill.score is not None:
            assert f"{round(skill.score)} ± {round(skill.uncertainty or 0)} of 100" in page
    start = points(sum(sheet.ledger.start), sheet.ledger.experts)
    regret = points(sum(entry.loss for entry in sheet.ledger.entries), sheet.ledger.experts, signed=True)
    assert f"{start} and {regret} make {sheet.cost}" in page
    worst = sheet.moments.worst[0]
    assert f"{worst.done.cost} points, as it was done" in page
    assert f": {worst.best.cost} points, {worst.done.cost - worst.best.cost} less" in page


def test_equal_steps_on_the_logarithm_are_as_the_text_says() -> None:
    assert round((500 + OFFSET) ** 2 / (1000 + OFFSET)) - OFFSET == 236


@pytest.mark.parametrize("anchor", ANCHORS)
def test_links_find_their_section(page: str, anchor: str) -> None:
    assert page.count(f'id="{anchor}"') == 1


def test_every_link_of_a_debrief_leads_to_a_section(client: Browser, page: str) -> None:
    token = client.csrf_token()
    client.get("/try")
    client.post("/try/end", data={"csrf_token": token, "key": "end-of-shift"})
    debrief = client.get("/try/debrief").text
    targets = set(re.findall(r'href="/how-scoring-works#([\w-]+)"', debrief))
    assert {"outcome", "skills", "regret", "triage", "ledger"} <= targets
    assert [target for target in targets if f'id="{target}"' not in page] == []


def test_footers_and_rules_lead_to_it(client: Browser, people: Cast) -> None:
    assert 'href="/how-scoring-works"' in client.get("/").text
    page = sign_in(client, people.ada).get("/scenarios/ship-thursday").text
    assert page.count('href="/how-scoring-works"') == 2


def test_without_a_short_shift_it_explains_itself_without_the_example(
    app: Flask, client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = app.extensions["librarian"].shelf()
    bare = replace(shelf, scenarios=type(shelf.scenarios)({}))
    monkeypatch.setattr(app.extensions["librarian"], "_shelf", bare)
    page = client.get("/how-scoring-works")
    assert page.status_code == 200
    assert "ln(x + 60)" in page.text
    assert 'id="example"' not in page.text
