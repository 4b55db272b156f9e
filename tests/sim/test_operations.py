"""Each operation: what it costs in attention, what it brings, and when it is refused."""

import pytest

from academy.sim.commands import (
    Ask,
    Contain,
    Decline,
    Delegate,
    Do,
    Escalate,
    Merge,
    Position,
    Promise,
    Recall,
    Reply,
    Route,
    Tick,
)
from academy.sim.engine import IllegalMove, advance, apply, finish, initial
from academy.sim.instance import Appointment, Channel, Judgement, Wording, WordingEffect, Work
from academy.sim.state import Status
from academy.sim.view import spans, view
from tests.sim.days import day, request
from tests.sim.playing import played, points


def closed_at(state, place=0):
    return finish(state).closed[place]


def refusal(state, minute, command):
    with pytest.raises(IllegalMove) as refused:
        apply(state, minute, command)
    return refused.value.reason


def test_own_work_takes_its_size():
    state = played(day(request(work_minutes=20)), (5, Do("R1")))
    assert closed_at(state) == 25


def test_size_is_rounded_up_for_a_handler():
    state = played(day(request(work_minutes=11)), (0, Delegate("R1", "maya")))
    assert closed_at(state) == 2 + 9  # 11 x 80 % = 8.8


def test_a_runner_has_their_own_speed_by_kind_of_work():
    state = played(day(request(work_minutes=10, work=Work.PEOPLE)), (0, Delegate("R1", "maya")))
    assert closed_at(state) == 2 + 14


def test_a_departments_work_takes_us_twice_as_long():
    state = played(day(request(work_minutes=20, owner="design")), (0, Do("R1")))
    assert closed_at(state) == 40


def test_missing_information_adds_its_rework():
    assert closed_at(played(day(request(rework_minutes=15)), (0, Do("R1")))) == 35


def test_an_answer_saves_the_rework():
    state = played(day(request(rework_minutes=15, channel=Channel.CHAT)), (0, Ask("R1")), (10, Do("R1")))
    assert closed_at(state) == 30


@pytest.mark.parametrize(
    ("channel", "attention", "answered"),
    [
        (Channel.MAIL, 1, 26),
        (Channel.CHAT, 1, 7),
        (Channel.PHONE, 3, 3),
        (Channel.WALK_IN, 3, 3),
        (Channel.TRACKER, 1, 26),
    ],
)
def test_asking_costs_and_waits_by_channel(channel, attention, answered):
    state = played(day(request(channel=channel)), (0, Ask("R1")))
    assert state.attending == attention
    assert not advance(state, answered - 1).known[0]
    assert advance(state, answered).known[0]


def test_one_asks_once():
    assert refusal(played(day(), (0, Ask("R1"))), 1, Ask("R1")) == "You have asked already."


def test_an_operation_interrupts_own_work_and_resuming_costs_two_minutes():
    both = day(request("R1", work_minutes=20), request("R2"))
    state = played(both, (0, Do("R1")), (5, Promise("R2", 200)))
    assert closed_at(state) == 20 + 1 + 2


def test_a_message_in_the_minute_the_last_one_left_costs_no_second_resumption():
    three = day(request("R1", work_minutes=20), request("R2"), request("R3"))
    state = played(three, (0, Do("R1")), (5, Promise("R2", 200)), (6, Promise("R3", 200)))
    assert closed_at(state) == 20 + 2 + 2


def test_do_now_sets_aside_what_is_in_hand():
    both = day(request("R1", work_minutes=20), request("R2", work_minutes=10))
    state = played(both, (0, Do("R1")), (5, Do("R2", Position.NOW)))
    finish(state)
    assert state.closed == [32, 15]


def test_do_next_and_last_order_the_queue():
    three = day(request("R1"), request("R2"), request("R3"))
    state = played(three, (0, Do("R1")), (1, Do("R2", Position.LAST)), (2, Do("R3", Position.NEXT)))
    finish(state)
    assert state.closed == [20, 60, 40]


def test_own_work_can_wait_until_a_time():
    state = played(day(request()), (0, Do("R1", Position.NOT_BEFORE, 30)))
    assert closed_at(state) == 50


def test_a_start_in_the_past_is_refused():
    state = played(day(), (10, Tick()))
    assert refusal(state, 10, Do("R1", Position.NOT_BEFORE, 10)) == "Choose a start later today."


def test_what_is_in_hand_cannot_be_started_again():
    assert refusal(played(day(), (0, Do("R1"))), 3, Do("R1", Position.NOW)) == "You are working on it."


def test_a_briefing_takes_two_minutes_and_runners_work_one_after_another():
    both = day(request("R1", work_minutes=20), request("R2", work_minutes=20))
    state = played(both, (0, Delegate("R1", "maya")), (0, Delegate("R2", "maya")))
    finish(state)
    assert state.closed == [2 + 16, 18 + 16]


def test_a_runner_starts_with_the_shift_and_stops_at_its_end():
    early = played(day(request(work_minutes=20)), (0, Delegate("R1", "jonah")))
    assert closed_at(early) == 30 + 24
    late = played(day(request(work_minutes=20)), (410, Delegate("R1", "jonah")))
    assert advance(late, 430).status[0] == Status.QUEUED
    assert closed_at(late) == -1


def test_a_runner_whose_shift_is_over_cannot_be_briefed():
    assert refusal(played(day()), 418, Delegate("R1", "jonah")) == "The shift of Jonah is over."
    assert refusal(played(day()), 0, Delegate("R1", "you")) == "There is no such runner."


def test_what_a_runner_has_must_be_recalled_first():
    state = played(day(), (0, Delegate("R1", "maya")))
    assert refusal(state, 5, Do("R1")) == "Maya has it. Recall it first."
    apply(state, 5, Recall("R1"))
    apply(state, 6, Do("R1"))
    assert closed_at(state) == 26


def test_the_owner_of_a_request_does_it_after_the_lead_time():
    assert closed_at(played(day(request(owner="design")), (0, Route("R1", "design")))) == 31


def test_a_department_works_in_its_hours():
    late = played(day(request(owner="it")), (380, Route("R1", "it")))
    assert closed_at(late) == -1


def test_a_request_sent_to_the_wrong_department_comes_back_with_a_nuisance():
    state = played(day(request(owner="it")), (0, Route("R1", "design")))
    assert view(advance(state, 15)).requests[0].sent_back_by == ()
    shown = view(advance(state, 16)).requests[0]
    assert (shown.status, shown.sent_back_by) == ("open", ("design",))
    assert points(state) == [("wrong_address", 8)]
    assert refusal(state, 16, Route("R1", "design")) == "They have sent it back before."


@pytest.mark.parametrize(("prepared", "minute"), [(True, 4 + 15), (False, 2 + 25)])
def test_a_decision_comes_sooner_with_options(prepared, minute):
    state = played(day(), (0, Escalate("R1", "ruth", prepared)))
    assert state.tokens == 2
    assert closed_at(state) == minute


def test_escalating_spends_goodwill():
    state = played(day(request("R1"), request("R2"), tokens=1), (0, Escalate("R1", "ruth")))
    assert refusal(state, 0, Escalate("R2", "ruth")) == "You have used up the goodwill for today."


def test_somebody_who_cannot_decide_sends_it_back():
    state = played(day(request(contacts=("noor",))), (0, Escalate("R1", "ruth")))
    assert advance(state, 17).status[0] == Status.OPEN
    assert points(state) == [("wrong_address", 8)]
    assert refusal(state, 17, Escalate("R1", "ruth")) == "They have sent it back before."


def test_containing_takes_a_minute_and_is_done_once():
    state = played(day(request(contain_minutes=10, contain_cost=30)), (0, Contain("R1")))
    assert advance(state, 1).contained[0] == 1
    assert refusal(state, 2, Contain("R1")) == "You have contained it."
    assert points(advance(state, 50)) == []


def test_a_merged_request_closes_with_the_other():
    both = day(request("R1", work_minutes=50), request("R2", duplicate_of="R1"))
    state = played(both, (0, Merge("R2", "R1")), (1, Do("R1")))
    finish(state)
    assert state.closed == [51, 51]


def test_merging_works_both_ways_round():
    both = day(request("R1"), request("R2", duplicate_of="R1"))
    state = played(both, (0, Merge("R1", "R2")), (1, Do("R2")))
    finish(state)
    assert state.status == [Status.DONE, Status.DONE]


def test_requests_merged_into_each_other_do_not_get_lost():
    both = day(request("R1"), request("R2", duplicate_of="R1"))
    state = played(both, (0, Merge("R1", "R2")), (0, Merge("R2", "R1")), (5, Do("R2")))
    finish(state)
    assert state.status == [Status.DONE, Status.DONE]


def test_merging_with_what_is_done_closes_at_once():
    both = day(request("R1", work_minutes=5), request("R2", duplicate_of="R1"))
    assert closed_at(played(both, (0, Do("R1")), (10, Merge("R2", "R1"))), 1) == 11


def test_a_false_duplicate_comes_back():
    state = played(day(request("R1"), request("R2")), (0, Merge("R2", "R1")))
    assert advance(state, 16).status[1] == Status.OPEN
    assert points(state) == [("wrong_merge", 8)]


def test_a_reply_takes_no_time_and_counts_as_a_sign_of_life():
    offered = request(
        acknowledge_minutes=10,
        wordings=(Wording("warm", "Gladly."), Wording("curt", "Why?")),
        wording_effects=(
            WordingEffect("warm", Judgement.RIGHT),
            WordingEffect("curt", Judgement.POOR, 7, "It stung."),
        ),
    )
    warm = played(day(offered), (3, Reply("R1", "warm")))
    assert warm.acknowledged[0] == 3
    assert points(advance(warm, 30)) == []
    assert points(played(day(offered), (3, Reply("R1", "curt")))) == [("poor_wording", 7)]
    assert refusal(warm, 31, Reply("R1", "curt")) == "You have replied."


def test_an_appointment_blocks_attention_and_interrupts_own_work():
    busy = day(request("R1"), request("R2"), appointments=(Appointment("call", "Call", 10, 30),))
    state = played(busy, (0, Do("R1")), (15, Promise("R2", 50)))
    assert advance(state, 30).promised[1] == -1
    assert advance(state, 31).promised[1] == 50
    assert closed_at(state) == 20 + 20 + 1 + 2


def test_an_appointment_waits_for_the_operation_in_hand_only():
    busy = day(request("R1"), request("R2"), appointments=(Appointment("call", "Call", 10, 30),))
    state = played(busy, (9, Escalate("R1", "ruth", True)), (9, Promise("R2", 200)))
    finish(state)
    shown = [(span.label, span.starts, span.ends) for span in spans(state)]
    assert shown == [("escalate", 9, 13), ("appointment", 13, 30), ("promise", 30, 31)]


def test_a_tick_changes_nothing_but_the_time():
    state = played(day(), (7, Tick()))
    assert state.now == 7
    assert state.key() == advance(initial(day()), 7).key()


def test_unknown_and_unborn_requests_are_refused_alike():
    later = day(request("R1"), request("R2", arrives=100))
    state = initial(later)
    for command in (Do("R2"), Do("R9"), Ask("R2"), Merge("R2", "R1")):
        assert refusal(state, 0, command) == "There is no such request on your desk."
    assert refusal(state, 0, Merge("R1", "R2")) == refusal(state, 0, Merge("R1", "R9"))


def test_time_does_not_run_backwards():
    assert refusal(played(day(), (7, Tick())), 6, Tick()) == "That minute has passed."


def test_a_closed_request_is_closed():
    state = advance(played(day(), (0, Do("R1"))), 25)
    assert refusal(state, 25, Decline("R1")) == "It is closed already."
