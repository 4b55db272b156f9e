"""The scenarios that come with the product: sound for many seeds, and a fair mix for a full day."""

from collections import Counter
from pathlib import Path

import pytest

from academy.content.catalogue import load_catalogue
from academy.content.scenarios import Scenario, load_scenarios
from academy.sim.instance import WEIGHTS, Handler, Instance, Judgement, Request, Trigger
from academy.sim.validation import validate

COURSES = Path(__file__).parents[3] / "courses"
SHELF = load_scenarios(COURSES)
SHIP_THURSDAY = SHELF.scenarios["ship-thursday"]
SHORT_SHIFT = SHELF.scenarios["three-minute-shift"]
SEEDS = range(30)
TRUE_URGENCY = dict(zip(WEIGHTS, (2, 3, 4, 5), strict=True))

both = pytest.mark.parametrize("scenario", SHELF.scenarios.values(), ids=list(SHELF.scenarios))


def roots(instance: Instance) -> list[Request]:
    return [request for request in instance.requests if request.trigger is Trigger.ROOT]


def kind_of(request: Request) -> str:
    """Sort by what is claimed and what is so: loud claims more, quiet hides two steps or more."""
    hidden = TRUE_URGENCY[request.hidden.weight] - request.visible.claimed_urgency
    return "loud" if hidden < 0 else "quiet" if hidden >= 2 else "routine"


def test_nothing_is_wrong_with_the_shipped_scenarios() -> None:
    assert [str(problem) for problem in SHELF.problems if problem.severity == "error"] == []
    assert list(SHELF.scenarios) == ["three-minute-shift", "ship-thursday"]


def test_the_catalogue_is_complete() -> None:
    catalogue = load_catalogue(COURSES)
    assert list(catalogue.requests) == [f"R{number:02d}" for number in range(1, 125)]
    assert Counter(kind.best for kind in catalogue.requests.values()) == {
        Handler.DO: 27,
        Handler.ROUTE: 26,
        Handler.ESCALATE: 26,
        Handler.DELEGATE: 23,
        Handler.DECLINE: 9,
        Handler.ASK: 8,
        Handler.SCHEDULE: 5,
    }
    assert sum(kind.contain_first for kind in catalogue.requests.values()) == 18
    assert sum(kind.ends_day for kind in catalogue.requests.values()) == 6


@both
def test_the_simulator_accepts_every_day(scenario: Scenario) -> None:
    assert [validate(scenario.instance(seed)) for seed in SEEDS] == [[]] * len(SEEDS)


@both
def test_every_seed_gives_another_day(scenario: Scenario) -> None:
    assert len({scenario.instance(seed).digest for seed in SEEDS}) == len(SEEDS)


@both
def test_the_work_is_more_than_one_person_can_do(scenario: Scenario) -> None:
    for seed in SEEDS:
        day = scenario.instance(seed)
        free = day.horizon - sum(item.ends - item.starts for item in day.appointments)
        work = sum(request.hidden.work_minutes for request in roots(day))
        assert 1.05 <= work / free <= 1.3
    typical = [
        sum(request.hidden.work_minutes for request in roots(scenario.instance(seed))) for seed in SEEDS
    ]
    assert 1.1 <= sum(typical) / len(typical) / free <= 1.3


@both
def test_no_text_is_left_with_a_hole(scenario: Scenario) -> None:
    for seed in SEEDS:
        assert not {"{", "}"} & set(
            "".join(
                request.visible.subject + request.visible.body + request.hidden.reason + request.hidden.answer
                for request in scenario.instance(seed).requests
            )
        )


@both
def test_every_verdict_and_every_request_teaches(scenario: Scenario) -> None:
    for request in scenario.instance(1).requests:
        assert request.hidden.reason
        assert request.hidden.ideal
        assert request.hidden.consequence
        assert request.hidden.skills
        assert all(verdict.reason for verdict in request.hidden.verdicts)


@both
def test_every_family_of_skills_is_exercised(scenario: Scenario) -> None:
    skills = {skill[:2] for request in scenario.instance(1).requests for skill in request.hidden.skills}
    assert skills == {"K1", "K2", "K3", "K4", "K5"}


def test_ship_thursday_is_mixed_as_a_fair_day_is() -> None:
    day = SHIP_THURSDAY.instance(1)
    kinds = Counter(kind_of(request) for request in roots(day))
    total = len(roots(day))
    assert 18 <= total <= 22
    assert 0.40 <= kinds["routine"] / total <= 0.45
    assert 0.25 <= kinds["quiet"] / total <= 0.30
    assert 0.25 <= kinds["loud"] / total <= 0.30


def test_ship_thursday_holds_the_requests_of_its_idea() -> None:
    names = {request.id for request in roots(SHIP_THURSDAY.instance(1))}
    assert names >= {"R03", "R39", "R58", "R59", "R62", "R91", "R123", "R124"}


def test_ship_thursday_has_a_peak_with_two_deadlines_and_a_lull_before_it() -> None:
    for seed in SEEDS:
        day = SHIP_THURSDAY.instance(seed)
        arrivals = sorted(request.arrives + day.starts_at for request in roots(day))
        peak = [minute for minute in arrivals if 14 * 60 + 18 <= minute <= 14 * 60 + 52]
        assert 5 <= len(peak) <= 8
        assert not [minute for minute in arrivals if 12 * 60 + 45 <= minute < 14 * 60 + 15]
        due = {
            request.id: request.arrives + request.hidden.due_minutes + day.starts_at for request in roots(day)
        }
        assert due["R39"] < 15 * 60 + 5
        assert due["R62"] < 15 * 60 + 30


def test_loud_and_quiet_arrive_together() -> None:
    for seed in SEEDS:
        at = {request.id: request.arrives for request in SHIP_THURSDAY.instance(seed).requests}
        assert abs(at["R119"] - at["R82"]) <= 30
        assert abs(at["R30"] - at["R31"]) <= 30
        short = {request.id: request.arrives for request in SHORT_SHIFT.instance(seed).requests}
        assert abs(short["paper"] - short["playlist"]) <= 5


def test_seoul_is_answered_before_it_goes_home() -> None:
    for seed in SEEDS:
        question = SHIP_THURSDAY.instance(seed).requests[0]
        assert SHIP_THURSDAY.opens + question.arrives + question.hidden.due_minutes == 9 * 60


def test_the_transfer_sums_are_right() -> None:
    for seed in SEEDS:
        request = next(item for item in SHIP_THURSDAY.instance(seed).requests if item.id == "R39")
        words = request.visible.attachments[0].text.replace(",", " ").split()
        size, arrived = int(words[2]), int(words[words.index("arrived") + 1])
        left = float(words[words.index("%") + 1])
        hours, minutes = int(words[words.index("whole") + 2]), int(words[words.index("whole") + 4])
        rest = words[words.index("alone") + 1 :]
        assert abs(size * (100 - arrived) / 100 - left) < 0.2
        assert hours * 60 + minutes == size * 8000 // 100 // 60
        assert int(rest[0]) * 60 + int(rest[2]) == round(left * 8000 / 100 / 60)
        again = 14 * 60 + 20 + hours * 60 + minutes
        assert f"{again // 60}:{again % 60:02d}" in request.visible.attachments[0].text
        assert again > 16 * 60 + 40


def test_the_short_shift_is_for_visitors_and_shows_one_of_each() -> None:
    day = SHORT_SHIFT.instance(1)
    assert (SHORT_SHIFT.visitors, SHIP_THURSDAY.visitors) == (True, False)
    assert (day.horizon, len(roots(day)), len(day.runners)) == (45, 6, 1)
    right = {
        handler
        for request in roots(day)
        for handler in Handler
        if request.hidden.verdict(handler).judgement is Judgement.RIGHT
    }
    assert right >= {Handler.DO, Handler.DELEGATE, Handler.ROUTE, Handler.ASK, Handler.DECLINE}


def test_board_effects_name_requests_and_cells_that_exist() -> None:
    for scenario in SHELF.scenarios.values():
        names = {request.id for request in scenario.instance(1).requests}
        assert set(scenario.board_effects) <= names
        assert scenario.board_effects
        for effects in scenario.board_effects.values():
            for change in (*effects.done, *effects.late):
                assert change.column in scenario.board.rows[change.row].cells
