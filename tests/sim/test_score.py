"""References, outcome and the score sheet."""

import json
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim.commands import Delegate, Do, Entry, Escalate
from academy.sim.engine import finish, fold, initial
from academy.sim.hindsight import best_known
from academy.sim.instance import Handler, Judgement, Trigger, Verdict
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play
from academy.sim.score import References, explain, outcome, references, score_sheet
from tests.sim.days import day, drawn_day, request
from tests.sim.playing import days, played, plays
from tests.sim.playing import play as play_moves

AGAINST = References(naive=4000, expert=400.0, best_known=100)
costs = st.integers(0, 10**6)
any_references = st.builds(References, costs, costs.map(float), costs)


def test_the_anchors_of_the_scale():
    assert outcome(4000, AGAINST) == 0
    assert outcome(400, AGAINST) == 80
    assert outcome(100, AGAINST) == 100
    assert outcome(10**6, AGAINST) == 0
    assert outcome(0, AGAINST) == 100


def test_the_scale_is_linear_in_the_logarithm():
    expected = 80 * (log(4060) - log(1060)) / (log(4060) - log(460))
    assert outcome(1000, AGAINST) == pytest.approx(expected)
    assert outcome(200, AGAINST) == pytest.approx(80 + 20 * (log(460) - log(260)) / (log(460) - log(160)))


@given(any_references, costs, costs)
def test_outcome_is_bounded_and_never_rises_with_cost(against, one, other):
    low, high = sorted((one, other))
    assert 0 <= outcome(high, against) <= outcome(low, against) <= 100


def test_a_day_that_tells_nobody_apart_may_not_be_rated():
    assert AGAINST.are_far_enough_apart
    assert not References(1000, 400.0, 100).are_far_enough_apart
    assert not References(4000, 110.0, 100).are_far_enough_apart


def test_the_formula_in_words_carries_the_numbers():
    lines = " ".join(explain(1000, AGAINST))
    for figure in ("1000", "4000", "400", "100", "ln(x + 60)", f"{outcome(1000, AGAINST):.1f}"):
        assert figure in lines
    assert "80 + 20" in " ".join(explain(200, AGAINST))


@pytest.mark.parametrize("seed", range(3))
def test_references_stand_in_order_and_are_the_same_again(seed):
    instance = drawn_day(seed, 14)
    found = references(instance, rounds=60)
    assert found.best_known <= found.expert
    assert found == references(instance, rounds=60)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_known_cost_is_proved_by_its_log(seed):
    instance = drawn_day(seed, 14)
    best = best_known(instance, rounds=60)
    assert finish(fold(instance, best.log)).cost == best.cost
    assert best.cost <= play(instance, Expert())[0].cost


def test_searching_longer_is_never_worse():
    instance = drawn_day(2, 20)
    assert best_known(instance, rounds=150).cost <= best_known(instance, rounds=5).cost


@given(days, plays)
def test_the_sheet_accounts_for_every_point(instance, drawn):
    log, state = play_moves(instance, drawn)
    sheet = score_sheet(finish(state), log, AGAINST)
    assert sum(item.cost for item in sheet.requests) == sheet.cost == state.cost
    assert sum(total.points for total in sheet.totals) == state.cost
    assert {item.id for item in sheet.requests} | set(sheet.avoided) == {
        item.id for item in instance.requests
    }
    assert json.loads(sheet.to_json())["outcome"] == sheet.outcome


def test_the_sheet_says_what_was_done_and_what_would_have_been_right():
    judged = request(
        weight=2,
        verdicts=(
            Verdict(Handler.DELEGATE, Judgement.RIGHT),
            Verdict(Handler.DO, Judgement.ACCEPTABLE),
            Verdict(Handler.ESCALATE, Judgement.POOR, "Not theirs to decide.", cost=5),
        ),
        ideal="Brief a runner.",
    )
    state = finish(played(day(judged), (3, Escalate("R1", "ruth", True))))
    sheet = score_sheet(state, [], AGAINST)
    item = sheet.requests[0]
    assert (item.judgement, item.ideal) == (Judgement.POOR, "Brief a runner.")
    assert [(use.minute, use.handler, use.reason) for use in item.handlers] == [
        (7, "escalate", "Not theirs to decide.")
    ]
    assert (item.right_handlers, item.acceptable_handlers) == (("delegate",), ("do",))
    assert {(charge.kind.value, charge.points) for charge in item.charges} == {
        ("poor_handler", 5),
        ("needless_escalation", 16),
    }


def test_the_sheet_lists_the_deeds_of_each_request():
    both = day(request("R1"), request("R2"))
    log = [(0, Do("R1")), (4, Delegate("R2", "maya"))]
    state = finish(played(both, *log))
    entries = [Entry(minute, command) for minute, command in log]
    deeds = [item.deeds for item in score_sheet(state, entries, AGAINST).requests]
    assert [(deed.minute, deed.op, deed.detail) for deed in deeds[1]] == [(4, "delegate", "maya")]
    assert [(deed.minute, deed.op, deed.detail) for deed in deeds[0]] == [(0, "do", "last")]


def test_follow_ups_that_never_came_are_named_as_avoided():
    chain = day(request("R1"), request("R2", parent="R1", trigger=Trigger.LATE))
    sheet = score_sheet(finish(played(chain, (0, Do("R1")))), [], AGAINST)
    assert sheet.avoided == ("R2",)


def test_a_run_is_not_scored_before_its_end():
    with pytest.raises(ValueError, match="over"):
        score_sheet(initial(day()), [], AGAINST)
