"""Over-triage and under-triage: two errors, never netted."""

import pytest
from hypothesis import given, settings

from academy.sim.commands import Delegate, Do, Entry, Escalate, Position
from academy.sim.engine import finish, fold
from academy.sim.instance import Handler, Judgement, Verdict
from academy.sim.triage import triage
from tests.sim.days import day, request
from tests.sim.playing import days, play, plays

HEAVY = request("R1", weight=8, due_minutes=60)
LIGHT = request("R2", weight=1, due_minutes=400, claimed_minutes=400)


def of(instance, *log):
    return triage(finish(fold(instance, log)), log)


def test_heavy_first_is_right():
    found = of(day(HEAVY, LIGHT), Entry(0, Do("R1")), Entry(1, Do("R2")))
    assert (found.over, found.under) == ((), ())
    assert (found.light, found.heavy) == (1, 1)


def test_a_light_request_taken_up_while_a_heavy_one_waits_is_over_triage():
    found = of(day(HEAVY, LIGHT), Entry(0, Do("R2")), Entry(1, Do("R1")))
    assert (found.over, found.over_rate) == (("R2",), 1.0)
    assert found.under == (), "the heavy one was settled in time all the same"


def test_a_light_request_on_a_senior_desk_is_over_triage_unless_it_belongs_there():
    assert of(day(LIGHT), Entry(0, Escalate("R2", "ruth"))).over == ("R2",)
    fitting = request("R2", weight=1, verdicts=(Verdict(Handler.ESCALATE, Judgement.RIGHT),))
    assert of(day(fitting), Entry(0, Escalate("R2", "ruth"))).over == ()


def test_interrupting_for_a_light_request_is_over_triage():
    log = (Entry(0, Do("R1")), Entry(5, Do("R2", Position.NOW)))
    assert of(day(HEAVY, LIGHT), *log).over == ("R2",)
    assert of(day(LIGHT), Entry(0, Do("R2", Position.NOW))).over == ()


def test_a_heavy_request_late_behind_a_light_one_is_under_triage():
    log = (Entry(0, Delegate("R2", "maya")), Entry(70, Do("R1")))
    found = of(day(HEAVY, LIGHT), *log)
    assert (found.under, found.under_rate) == (("R1",), 1.0)


def test_a_heavy_request_never_touched_is_under_triage():
    assert of(day(HEAVY)).under == ("R1",)


def test_a_heavy_request_late_although_nothing_lighter_came_first_is_bad_luck():
    slow = request("R1", weight=8, due_minutes=10, work_minutes=60)
    assert of(day(slow, LIGHT), Entry(0, Do("R1"))).under == ()


def test_no_requests_of_a_kind_make_no_rate():
    assert of(day(HEAVY)).over_rate == 0
    assert of(day(LIGHT)).under_rate == 0


@settings(max_examples=40)
@given(days, plays)
def test_rates_are_shares_and_name_requests_of_the_right_weight(instance, drawn):
    log, state = play(instance, drawn)
    found = triage(finish(state), log)
    weight = {item.id: item.hidden.weight for item in instance.requests}
    assert all(weight[name] <= 2 for name in found.over)
    assert all(weight[name] >= 4 for name in found.under)
    assert found.over_rate * found.light == pytest.approx(len(found.over))
    assert found.under_rate * found.heavy == pytest.approx(len(found.under))
