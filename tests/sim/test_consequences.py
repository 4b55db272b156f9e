"""Each cost of the model, point by point, and the follow-ups and ends it brings."""

import pytest

from academy.sim import rules
from academy.sim.books import accrued
from academy.sim.calendar import next_change
from academy.sim.commands import Contain, Decline, Delegate, Do, Escalate, Position, Promise
from academy.sim.engine import advance, finish, initial
from academy.sim.instance import Handler, Judgement, Trigger, Verdict
from academy.sim.state import Status
from tests.sim.days import day, request
from tests.sim.playing import played, points


def child(name, parent, trigger, delay=10):
    return request(name, parent=parent, trigger=trigger, delay=delay)


def poor(handler, **harm):
    return Verdict(handler, Judgement.POOR, "It does harm.", **harm)


def test_lateness_costs_its_weight_a_minute():
    state = played(day(request(weight=8, due_minutes=15)), (0, Do("R1")))
    assert points(finish(state)) == [("late", 8 * 5)]


def test_lateness_runs_before_it_is_charged():
    state = advance(initial(day(request(weight=2, due_minutes=15, silence_cost=0))), 25)
    assert (state.cost, accrued(state)) == (0, 20)


def test_what_is_open_at_the_end_counts_as_done_an_hour_later():
    state = finish(initial(day(request(weight=2, due_minutes=100, silence_cost=0))))
    assert points(state) == [("left_open", 2 * (480 + 60 - 100))]


@pytest.mark.parametrize("weight", [1, 2, 4, 8])
def test_silence_past_the_window_costs(weight):
    quiet = request(weight=weight, acknowledge_minutes=10, due_minutes=400)
    assert points(advance(initial(day(quiet)), 9)) == []
    assert points(advance(initial(day(quiet)), 10)) == [("silence", 4 * weight + 4)]


def test_a_sign_of_life_in_time_avoids_it():
    quiet = request(acknowledge_minutes=10, due_minutes=400)
    assert points(advance(played(day(quiet), (9, Promise("R1", 300))), 50)) == []


def test_a_promise_in_time_and_within_flexibility_moves_the_deadline():
    state = played(
        day(request(due_minutes=15, flexibility_minutes=20)), (0, Promise("R1", 35)), (1, Do("R1"))
    )
    assert points(finish(state)) == []
    assert state.due[0] == 35


def test_a_broken_promise_costs_and_lateness_counts_from_the_promise():
    state = played(
        day(request(weight=4, due_minutes=15, flexibility_minutes=5)), (0, Promise("R1", 20)), (5, Do("R1"))
    )
    assert points(finish(state)) == [("broken_promise", 6 * 4), ("late", 4 * 5)]


def test_an_early_promise_can_be_broken_before_the_deadline():
    state = played(day(request(weight=4, due_minutes=100)), (0, Promise("R1", 10)), (1, Do("R1")))
    assert points(finish(state)) == [("broken_promise", 24)]
    assert state.due[0] == 100


def test_asking_for_too_much_time_is_refused_and_costs():
    state = played(day(request(weight=4, due_minutes=15, flexibility_minutes=5)), (0, Promise("R1", 30)))
    assert points(advance(state, 1)) == [("refused_promise", 3 * 4)]
    assert state.promised[0] == -1


def test_a_promise_after_the_deadline_is_refused():
    state = played(day(request(weight=1, due_minutes=5, flexibility_minutes=50)), (6, Promise("R1", 20)))
    assert points(advance(state, 7)) == [("refused_promise", 3)]


def test_a_late_request_sets_off_its_follow_up_after_the_grace():
    late = day(request("R1", due_minutes=20, grace_minutes=30), child("R2", "R1", Trigger.LATE))
    state = initial(late)
    assert advance(state, 59).status[1] == Status.UNBORN
    assert advance(state, 60).status[1] == Status.OPEN


def test_a_moved_deadline_moves_the_grace():
    late = day(
        request("R1", due_minutes=20, flexibility_minutes=40, grace_minutes=30),
        child("R2", "R1", Trigger.LATE),
    )
    state = played(late, (0, Promise("R1", 60)))
    assert advance(state, 99).status[1] == Status.UNBORN
    assert advance(state, 100).status[1] == Status.OPEN


def test_a_level_too_low_is_mishandled_with_its_follow_up():
    hard = day(request("R1", weight=4, needed_level=3), child("R2", "R1", Trigger.MISHANDLED))
    state = advance(played(hard, (0, Do("R1"))), 30)
    assert points(state) == [("wrong_level", 40)]
    assert state.status == [Status.DONE, Status.OPEN]


def test_an_uncontained_request_costs_and_sets_off_its_follow_up():
    spreading = day(
        request("R1", contain_minutes=15, contain_cost=33), child("R2", "R1", Trigger.UNCONTAINED, delay=0)
    )
    state = advance(initial(spreading), 15)
    assert points(state) == [("uncontained", 33)]
    assert state.status[1] == Status.OPEN
    held = advance(played(spreading, (14, Contain("R1"))), 40)
    assert points(held) == []
    assert held.status[1] == Status.UNBORN


def test_stopping_work_for_nothing_is_a_nuisance():
    assert points(advance(played(day(), (0, Contain("R1"))), 1)) == [("needless_containment", 8)]


def test_a_minor_thing_on_a_senior_desk_costs():
    state = played(day(request(weight=2)), (0, Escalate("R1", "ruth")))
    assert points(advance(state, 2)) == [("needless_escalation", 16)]


def test_a_minor_thing_that_needs_a_decision_does_not():
    ours = request(weight=1, verdicts=(Verdict(Handler.ESCALATE, Judgement.RIGHT),))
    assert points(finish(played(day(ours), (0, Escalate("R1", "ruth"))))) == []


def test_declining_rightly_with_a_signpost_is_free():
    small = request(verdicts=(Verdict(Handler.DECLINE, Judgement.RIGHT),))
    assert points(finish(played(day(small), (0, Decline("R1", "ruth"))))) == []
    assert points(finish(played(day(small), (0, Decline("R1"))))) == [("no_signpost", 2 * 4)]


def test_a_signpost_to_the_wrong_place_helps_nobody():
    small = request(owner="it", verdicts=(Verdict(Handler.DECLINE, Judgement.ACCEPTABLE),))
    assert points(finish(played(day(small), (0, Decline("R1", "design"))))) == [("no_signpost", 8)]
    assert points(finish(played(day(small), (0, Decline("R1", "it"))))) == []


def test_declining_wrongly_costs_and_sets_off_its_follow_up():
    needed = day(request("R1", weight=2), child("R2", "R1", Trigger.MISHANDLED))
    state = advance(played(needed, (0, Decline("R1", "ruth"))), 20)
    assert points(state) == [("wrong_decline", 120)]
    assert state.status == [Status.DECLINED, Status.OPEN]


def test_a_poor_handler_costs_once():
    bad = day(
        request("R1", verdicts=(poor(Handler.DO, cost=12, mishandles=True),)),
        child("R2", "R1", Trigger.MISHANDLED),
    )
    state = played(bad, (0, Do("R1")), (5, Promise("R1", 50)))
    assert points(finish(state))[0] == ("poor_handler", 12)
    assert [kind for kind, _ in points(state)].count("poor_handler") == 1
    assert state.arrived[1] == 10


def test_putting_off_is_judged_as_scheduling():
    bad = request(verdicts=(poor(Handler.SCHEDULE, cost=9),), due_minutes=200)
    assert points(finish(played(day(bad), (0, Do("R1", Position.NOT_BEFORE, 60))))) == [("poor_handler", 9)]


def test_doing_it_after_rightly_putting_it_off_is_not_judged_again():
    good = request(
        verdicts=(Verdict(Handler.SCHEDULE, Judgement.RIGHT), poor(Handler.DO, cost=9)), due_minutes=200
    )
    assert points(finish(played(day(good), (0, Do("R1", Position.NOT_BEFORE, 60))))) == []


def test_a_forbidden_way_ends_the_run_and_the_rest_of_the_day_counts_as_lost():
    fatal = request("R1", weight=8, due_minutes=100, verdicts=(poor(Handler.DELEGATE, fatal=True),))
    state = played(day(fatal, request("R2", arrives=300, weight=1)), (0, Delegate("R1", "maya")))
    assert not state.over
    advance(state, 2)
    assert state.over
    assert (state.now, state.failed) == (2, 0)
    assert points(state) == [
        ("fail_state", 40 * 8),
        ("never_reached", 540 - 300 - 60 + rules.silence_cost(1)),
        ("left_open", 8 * (540 - 100)),
    ]


def test_a_fail_state_request_left_too_long_ends_the_run():
    left = request(due_minutes=30, grace_minutes=10, fatal_when_late=True, silence_cost=0)
    state = finish(initial(day(left)))
    assert (state.over, state.now) == (1, 40)


def test_ending_a_day_early_never_pays():
    requests = [request(f"R{n}", arrives=n * 20, silence_cost=5) for n in range(1, 10)]
    fatal = request("R0", verdicts=(poor(Handler.DO, fatal=True),))
    failed = finish(played(day(fatal, *requests), (0, Do("R0"))))
    idle = finish(initial(day(fatal, *requests)))
    assert failed.cost > idle.cost


def test_the_next_change_is_the_next_visible_one():
    state = played(day(request(acknowledge_minutes=5, due_minutes=8)), (0, Do("R1")))
    assert next_change(state) == 20, "silence and lateness do not show"
    assert next_change(finish(state)) == 480


def test_the_next_change_forgets_work_that_was_interrupted():
    state = played(
        day(request("R1"), request("R2", work_minutes=90)), (0, Do("R1")), (5, Do("R2", Position.NOW))
    )
    assert next_change(state) == 95
