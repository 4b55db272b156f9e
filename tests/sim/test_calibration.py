"""The calibration gate and what a day must hold before anybody plays it."""

from dataclasses import replace

import pytest

from academy.sim.calibration import BANDS, SKILLS, calibrate
from academy.sim.instance import Appointment, Handler, Instance, Judgement, Trigger, Verdict
from academy.sim.score import References, references
from academy.sim.soundness import earliest_arrivals, unsound, workload
from tests.sim.days import day, drawn_day, request

RIGHT = Judgement.RIGHT
FAR_APART = References(9000, 500.0, 100)


def full_day(*requests, **fields) -> Instance:
    """Make a day whose requests are its whole workload: one long root besides the given ones."""
    work = sum(item.hidden.work_minutes for item in requests if item.trigger is Trigger.ROOT)
    long = request("LONG", work_minutes=576 - work, due_minutes=900)
    return day(long, *requests, **fields)


def test_workload_counts_the_roots_against_the_minutes_without_appointments():
    meeting = Appointment("call", "Call", 60, 140)
    late = request("R2", parent="R1", trigger=Trigger.LATE, work_minutes=99)
    assert workload(day(request("R1", work_minutes=200), late, appointments=(meeting,))) == 50


def test_a_full_day_is_sound():
    assert list(unsound(full_day())) == []


@pytest.mark.parametrize("minutes", [100, 900])
def test_too_little_and_too_much_work_are_unsound(minutes):
    assert "workload" in next(unsound(day(request(work_minutes=minutes, due_minutes=900))))


@pytest.mark.parametrize(
    ("handler", "facts"),
    [
        (Handler.DO, {"work_minutes": 30}),
        (Handler.DO, {"work_minutes": 16, "owner": "design"}),  # others' work takes twice as long
        (Handler.DELEGATE, {"work_minutes": 40}),
        (Handler.ROUTE, {"owner": "design"}),
        (Handler.ESCALATE, {"due_minutes": 18}),
    ],
)
def test_a_due_time_that_no_good_way_can_meet_is_unsound(handler, facts):
    facts = {"due_minutes": 29, "verdicts": (Verdict(handler, RIGHT),)} | facts
    assert [fault.split()[0] for fault in unsound(full_day(request("R1", **facts)))] == ["R1"]


@pytest.mark.parametrize(
    ("handler", "facts"),
    [
        (Handler.DO, {"work_minutes": 29}),
        (Handler.DELEGATE, {"work_minutes": 30}),  # Maya is quick with files
        (Handler.ROUTE, {"owner": "it"}),
        (Handler.ESCALATE, {"due_minutes": 19}),
        (Handler.DECLINE, {"due_minutes": 1}),
        (Handler.ASK, {"due_minutes": 1}),  # an answer closes nothing, so nothing is said
    ],
)
def test_a_due_time_that_a_good_way_can_meet_is_sound(handler, facts):
    facts = {"due_minutes": 29, "verdicts": (Verdict(handler, RIGHT),)} | facts
    assert list(unsound(full_day(request("R1", **facts)))) == []


def test_opening_hours_and_shifts_count():
    routed = request("R1", owner="it", due_minutes=60, arrives=390, verdicts=(Verdict(Handler.ROUTE, RIGHT),))
    assert list(unsound(full_day(routed))) == [], "after hours no good way is left, and nothing can be said"
    early = replace(day().departments[1], opens=100)
    routed = replace(routed, arrives=0)
    assert "takes 120" in next(unsound(full_day(routed, departments=(early,))))


def test_the_earliest_arrival_follows_the_chain_of_parents():
    root = request("R1", arrives=10, due_minutes=50, grace_minutes=20, contain_minutes=15)
    late = request("R2", parent="R1", trigger=Trigger.LATE, delay=5, due_minutes=60)
    chain = request("R3", parent="R2", trigger=Trigger.MISHANDLED, delay=7)
    spread = request("R4", parent="R1", trigger=Trigger.UNCONTAINED)
    assert earliest_arrivals(day(root, late, chain, spread)) == {"R1": 10, "R2": 85, "R3": 92, "R4": 25}


def test_what_can_never_come_is_unsound():
    late = request("R2", parent="LONG", trigger=Trigger.LATE)
    assert list(unsound(full_day(late))) == ["R2 can never come"]


def test_the_gate_says_who_is_out_of_place_on_a_day_that_tells_nobody_apart():
    found = calibrate([full_day()], [References(700, 690.0, 680)])
    assert not found.publishable
    assert any("less than three times" in fault for fault in found.faults)
    assert "decline_all scores 100, not 0 to 30" in found.faults
    assert set(found.bots) == {band.name for band in BANDS} | {f"human({skill:g})" for skill in SKILLS}
    assert all(0 <= scored <= 100 for scored in found.bots.values())


def test_a_request_that_costs_nobody_anything_is_a_fault():
    never = request("R2", parent="LONG", trigger=Trigger.LATE)
    assert "R2 changes nobody's outcome" in calibrate([full_day(never)], [FAR_APART]).faults
    assert "R2 changes nobody's outcome" not in calibrate([full_day(never)], [FAR_APART], full=False).faults


def test_references_are_worked_out_when_they_are_not_given():
    instances = [drawn_day(3, 3)]
    assert calibrate(instances, full=False) == calibrate(instances, [references(instances[0])], full=False)


def test_a_gate_without_days_or_with_too_few_references_is_refused():
    with pytest.raises(ValueError, match="no day"):
        calibrate([])
    with pytest.raises(ValueError, match="shorter"):
        calibrate([full_day()], [])
