"""What else could have been done: only what was visible, valued like everything else."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sim.commands import Delegate, Do, Entry, Escalate, Position, Tick
from academy.sim.counterfactual import alternatives, moments, what_if, worst_and_best
from academy.sim.engine import IllegalMove, advance, apply, finish, fold, initial
from academy.sim.legality import check
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import play, play_on
from academy.sim.view import choices, view
from tests.sim.days import day, drawn_day, request
from tests.sim.playing import days
from tests.sim.playing import play as play_moves

short = st.tuples(st.integers(0, 10**9), st.integers(0, 12), st.integers(0, 30))


@settings(max_examples=20)
@given(days, short)
def test_every_option_could_have_been_given_and_costs_what_playing_on_from_it_costs(instance, drawn):
    log, _ = play_moves(instance, drawn)
    for moment in islice(moments(instance, log), 3):
        before = advance(fold(instance, log[: moment.place]), moment.minute)
        for option in (moment.done, *moment.options):
            assert check(before, option.command) is None
            after = apply(before.copy(), moment.minute, option.command)
            assert option.cost == play_on(after, Expert()).cost
        assert moment.expert_cost == play_on(before.copy(), Expert()).cost
        assert moment.regret >= 0


@settings(max_examples=20)
@given(days, st.integers(0, 400))
def test_alternatives_are_the_choices_of_the_view(instance, minute):
    state = advance(initial(instance), minute)
    for shown in view(state).requests:
        assert choices(state, shown.id) == shown.choices
        allowed = {(choice.op, choice.target) for choice in shown.choices if choice.reason is None}
        found = alternatives(state, shown.id)
        assert {command.op for command in found} <= {op for op, _ in allowed}
        assert {op for op, _ in allowed} - {command.op for command in found} <= {"merge", "do"}
        assert len(found) == len(set(found))


def test_every_decision_is_looked_at_once_and_ticks_never():
    instance = drawn_day(3, 14)
    log = [Entry(0, Tick()), *play(instance, human(0.5, 1))[1]]
    found = list(moments(instance, log))
    assert [moment.place for moment in found] == list(range(1, len(log)))
    assert [moment.place for moment in moments(instance, log, range(2, 5))] == [2, 3, 4]
    assert [moment for moment in found if moment.place in range(2, 5)] == list(
        moments(instance, log, range(2, 5))
    )


def test_a_decision_is_looked_at_only_when_it_is_asked_for():
    log = [Entry(0, Do("R1")), Entry(0, Do("nothing"))]
    stream = moments(day(), log)
    assert next(stream).place == 0
    with pytest.raises(IllegalMove):
        next(stream)


def test_the_better_way_is_found():
    urgent = day(request("R1", due_minutes=20, claimed_minutes=20), request("R2", weight=1, due_minutes=400))
    log = [Entry(0, Do("R2")), Entry(1, Escalate("R1", "ruth"))]
    second = list(moments(urgent, log))[1]
    assert second.done.cost > 0
    assert second.best.cost == min(option.cost for option in second.options)
    assert second.regret == second.done.cost - min(second.best.cost, second.waiting, second.expert_cost)


def test_best_and_worst_moments_do_not_overlap_and_stand_in_order():
    instance = drawn_day(7, 25)
    found = worst_and_best(moments(instance, play(instance, human(0.4, 3))[1], range(25)))
    assert len(found.worst) == 3
    assert [moment.regret for moment in found.worst] == sorted(
        (moment.regret for moment in found.worst), reverse=True
    )
    assert not {moment.place for moment in found.worst} & {moment.place for moment in found.best}
    assert all(moment.regret <= 0 < moment.merit for moment in found.best)


def test_what_if_the_same_had_been_done_comes_to_the_same_day():
    instance = drawn_day(3, 14)
    state, log = play(instance, human(0.5, 1))
    for place in (0, len(log) // 2, len(log) - 1):
        same = what_if(instance, log, place, log[place].command)
        assert (same.replayed, same.dropped) == (state.cost, 0)


def test_what_if_something_else_had_been_done():
    instance = day(request("R1", due_minutes=20), request("R2", due_minutes=20), runners=day().runners)
    log = [Entry(0, Do("R1", Position.LAST)), Entry(1, Do("R2"))]
    other = what_if(instance, log, 0, Delegate("R1", "maya"))
    assert other.replayed < finish(fold(instance, log)).cost
    taken_over = what_if(instance, log, 0, Do("R2"))
    assert taken_over.dropped == 1, "what is being worked on cannot be taken up again"
    with pytest.raises(IllegalMove):
        what_if(instance, log, 0, Delegate("R1", "nobody"))
