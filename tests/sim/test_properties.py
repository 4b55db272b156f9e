"""What holds for every day and every way of playing it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim.books import accrued, ledger
from academy.sim.commands import Command, Tick, from_row, to_row
from academy.sim.engine import IllegalMove, advance, apply, finish, fold, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.rng import Rng
from academy.sim.state import State, Status
from academy.sim.validation import validate
from tests.sim.playing import days, draw_command, play, plays


@given(days)
def test_drawn_days_are_sound_and_survive_json(day):
    assert validate(day) == []
    assert Instance.from_json(day.to_json()) == day
    assert Instance.from_json(day.to_json()).digest == day.digest


@given(days, plays)
def test_the_same_log_gives_the_same_state(day, drawn):
    log, state = play(day, drawn)
    assert advance(fold(day, log), state.now).key() == state.key()


@given(days, plays, st.integers(0, 150))
def test_a_log_may_be_folded_in_parts(day, drawn, cut):
    log, _ = play(day, drawn)
    first = fold(day, log[:cut])
    kept = first.copy()
    assert fold(day, log[cut:], first).key() == fold(day, log).key()
    assert kept.key() == fold(day, log[:cut]).key(), "a copy is independent of its original"


@given(days, plays, st.lists(st.integers(0, 480), max_size=30))
def test_looking_at_a_run_changes_nothing(day, drawn, looks):
    log, _ = play(day, drawn)
    looked = initial(day)
    looks.sort()
    for entry in log:
        while looks and looks[0] < entry.minute:
            advance(advance(looked, looks[0]), looks.pop(0))
        apply(looked, entry.minute, entry.command)
    for minute in looks:
        advance(looked, minute)
    assert finish(looked).key() == finish(fold(day, log)).key()


@given(days, plays)
def test_time_and_cost_never_go_back(day, drawn):
    seen = [(0, 0)]

    def watch(state: State, command: Command) -> None:
        now = (state.now, accrued(state))
        assert now[0] >= seen[-1][0]
        assert now[1] >= seen[-1][1]
        assert accrued(apply(state.copy(), state.now, command)) >= now[1]
        seen.append(now)

    _, state = play(day, drawn, watch)
    cost = accrued(state)
    while not state.over:
        advance(state, state.now + 7)
        assert accrued(state) >= cost
        cost = accrued(state)
    assert cost == state.cost == accrued(state)


@given(days, plays)
def test_charges_add_up_to_the_cost(day, drawn):
    _, state = play(day, drawn)
    assert sum(charge.points for charge in ledger(finish(state))) == state.cost
    assert all(charge.points > 0 and charge.reason for charge in ledger(state))


@given(days, plays)
def test_everyone_does_one_thing_at_a_time_within_their_hours(day, drawn):
    _, state = play(day, drawn)
    finish(state)
    for handler, runner in enumerate(state.tables.handlers):
        times = sorted((start, end) for who, _, _, start, end in state.spans if who == handler)
        assert all(start < end for start, end in times)
        assert all(one[1] <= other[0] for one, other in pairwise(times))
        if handler and times:
            assert runner.starts <= times[0][0]
            assert times[-1][1] <= runner.ends


@given(days, plays)
def test_every_request_is_in_exactly_one_place(day, drawn):
    _, state = play(day, drawn)
    queued = sorted(place for queue in state.queues for place in queue)
    working = sorted(place for place in state.current if place >= 0)
    statuses = list(enumerate(state.status))
    assert queued == [place for place, status in statuses if status == Status.QUEUED]
    if not state.over:
        assert working == [place for place, status in statuses if status == Status.WORKING]
    assert all(left == -1 or left >= 0 for left in state.remaining)
    for place, status in statuses:
        assert (state.arrived[place] < 0) == (status == Status.UNBORN)
        assert (state.closed[place] >= 0) == (status >= Status.DONE)


@given(days, plays)
def test_work_takes_its_size_and_two_minutes_for_each_interruption(day, drawn):
    log, state = play(day, drawn)
    finish(state)
    given_away = ("recall", "delegate", "merge", "route", "escalate")
    moved = {entry.command.request for entry in log if entry.command.op in given_away}
    for place, request in enumerate(day.requests):
        if state.status[place] != Status.DONE or request.id in moved or state.into[place] >= 0:
            continue
        spans = [
            end - start for who, kind, what, start, end in state.spans if (who, kind, what) == (0, -1, place)
        ]
        if not spans or state.handler[place] != 0:
            continue
        size = state.tables.duration[0][place]
        extra = sum(spans) - size
        assert extra >= 0
        interruptions = extra - state.tables.rework[place], extra
        assert any(left >= 0 and left % 2 == 0 for left in interruptions)


@given(days, plays, st.integers(0, 10**9))
def test_a_refused_command_changes_nothing(day, drawn, seed):
    _, state = play(day, drawn)
    command = draw_command(day, state, Rng("refused", seed))
    before = state.key()
    reason = check(state, command)
    if reason is None:
        apply(state, state.now, command)
        return
    assert reason.endswith(".")
    with pytest.raises(IllegalMove, match=r"."):
        apply(state, state.now, command)
    assert state.key() == before


@given(days, plays)
def test_a_finished_run_refuses_everything(day, drawn):
    _, state = play(day, drawn)
    finish(state)
    before = state.key()
    for seed in range(20):
        assert check(state, draw_command(day, state, Rng("over", seed))) is not None
    assert check(state, Tick()) == "The day is over."
    assert advance(state, 10_000).key() == before


@given(days, plays)
def test_every_log_row_survives_json(day, drawn):
    log, _ = play(day, drawn)
    assert [from_row(to_row(entry)) for entry in log] == log
