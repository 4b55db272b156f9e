"""A pile of jobs as a day: the engine charges what the schedule says, and nothing else could be cheaper."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim import commands as order
from academy.sim.commands import Position
from academy.sim.engine import advance, apply, finish, initial
from academy.sim.instance import (
    Appointment,
    Handler,
    Judgement,
    Reading,
    Runner,
    Trigger,
    Verdict,
    Wording,
    WordingEffect,
)
from academy.sim.legality import check
from academy.sim.par.single_machine import Job, cost_of
from academy.sim.par.single_machine_day import NEVER_DECLINE, day_of, jobs_of, replay_cost, solve_day
from academy.sim.rng import Rng
from academy.sim.validation import validate
from tests.sim import days
from tests.sim.par.piles import drawn_pile, least_by_trying

jobs = st.builds(Job, st.integers(1, 40), st.integers(0, 12), st.integers(0, 90))
piles = st.lists(jobs, min_size=1, max_size=6)
PLAIN = {"work_minutes": 20, "due_minutes": 30, "verdicts": (NEVER_DECLINE,)}


def pile_day(*requests, **fields):
    """Make a day of one's own work only."""
    alone = {"runners": (), "departments": (), "contacts": (), **fields}
    return days.day(*(requests or (plain("R1"), plain("R2"))), **alone)


def plain(name, **facts):
    return days.request(name, **{**PLAIN, "acknowledge_minutes": 481, **facts})


def played(day, dice, moves, gap):
    """Return what the day costs when commands drawn by `dice` are given, up to `gap` minutes apart."""
    state = initial(day)
    for _ in range(moves):
        advance(state, state.now + dice.between(0, gap))
        name, other = (dice.choice(day.requests).id for _ in range(2))
        command = dice.choice(
            (
                *(order.Do(name, place) for place in (Position.NOW, Position.NEXT, Position.LAST)),
                *(order.Do(name, Position.NOT_BEFORE, state.now + 5), order.Contain(name), order.Ask(name)),
                *(order.Promise(name, state.now + 9), order.Merge(name, other), order.Decline(name)),
            )
        )
        if check(state, command) is None:
            apply(state, state.now, command)
    return finish(state).cost


@given(
    st.lists(jobs, max_size=30).flatmap(
        lambda pile: st.tuples(st.just(pile), st.permutations(range(len(pile))))
    )
)
def test_the_engine_charges_any_order_what_it_costs(drawn):
    pile, order = drawn
    assert replay_cost(pile, order) == cost_of(pile, order)


@given(st.lists(jobs, min_size=1, max_size=30))
def test_jobs_come_back_from_their_day(pile):
    assert jobs_of(day_of(pile)) == tuple(pile)


@given(piles, st.integers(0, 10**9), st.integers(1, 60), st.integers(0, 20))
def test_no_way_of_playing_the_day_is_cheaper_than_its_par(pile, seed, moves, gap):
    assert played(day_of(pile), Rng("way", seed), moves, gap) >= least_by_trying(pile)


@given(piles, st.integers(0, 10**9), st.integers(1, 30))
def test_no_way_is_cheaper_either_where_a_no_is_only_dear(pile, seed, moves):
    requests = [
        replace(item, hidden=replace(item.hidden, verdicts=(), silence_cost=None, acknowledge_minutes=500))
        for item in day_of(pile).requests
    ]
    day = replace(pile_day(*requests), coordinator=day_of([Job(479, 1, 1)]).coordinator)
    if jobs_of(day) is not None:
        assert played(day, Rng("way", seed), moves, 5) >= least_by_trying(jobs_of(day))


def test_a_day_of_jobs_is_solved_by_the_core():
    pile = drawn_pile(12, 2, 3)
    schedule = solve_day(day_of(pile), 30, time.perf_counter)
    assert schedule.proven
    assert replay_cost(pile, schedule.order) == schedule.value


def test_a_sound_day_of_ones_own_work_is_recognised():
    day = pile_day()
    assert validate(day) == []
    assert jobs_of(day) == (Job(20, 4, 30), Job(20, 4, 30))


def test_the_coordinators_own_speed_counts():
    slow = Runner("you", "You", (150,) * 5, (2,) * 5, 0, 480)
    assert jobs_of(pile_day(coordinator=slow))[0].minutes == 30


def test_declining_that_costs_more_than_the_worst_order_is_no_way_out():
    dear = (Verdict(Handler.DECLINE, Judgement.POOR, cost=100),)
    assert jobs_of(pile_day(plain("R1", verdicts=dear), plain("R2", verdicts=dear))) is not None
    assert jobs_of(pile_day(plain("R1", verdicts=()), plain("R2", verdicts=()))) is not None  # 62 x 4 points
    cheap = [plain(f"R{place}", verdicts=(), due_minutes=1) for place in range(5)]
    assert jobs_of(pile_day(*cheap)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"runners": (days.MAYA,)},
        {"departments": (days.DESIGN,)},
        {"contacts": (days.RUTH,)},
        {"appointments": (Appointment("dailies", "Dailies", 90, 120),)},
        {"coordinator": Runner("you", "You", (100,) * 5, (2,) * 5, 1, 480)},
        {"coordinator": Runner("you", "You", (100,) * 5, (2,) * 5, 0, 39)},
        {"horizon": 39},
        {"engine": 2},
        {"requests": ()},
        {"requests": (plain("R1"), plain("R1"))},
    ],
)
def test_a_day_with_more_to_it_is_not_recognised(fields):
    assert jobs_of(replace(pile_day(), **fields)) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"arrives": 1},
        {"trigger": Trigger.LATE, "parent": "R1"},
        {"acknowledge_minutes": 480},
        {"needed_level": 3},
        {"rework_minutes": 1},
        {"flexibility_minutes": 1},
        {"contain_minutes": 5},
        {"duplicate_of": "R1"},
        {"fatal_when_late": True},
        {
            "wordings": (Wording("warm", "Yes."),),
            "wording_effects": (WordingEffect("warm", Judgement.RIGHT),),
        },
        {"verdicts": (NEVER_DECLINE, Verdict(Handler.DO, Judgement.POOR, cost=1))},
        {"verdicts": (NEVER_DECLINE, Verdict(Handler.DO, Judgement.POOR, fatal=True))},
        {"verdicts": (Verdict(Handler.DECLINE, Judgement.RIGHT),), "due_minutes": 1},
        {"weight": -1},
        {"due_minutes": -1},
        {"grace_minutes": -1},
    ],
)
def test_a_request_with_more_to_it_is_not_recognised(facts):
    assert jobs_of(pile_day(plain("R1"), plain("R2", **facts))) is None


@given(st.integers(0, 40), st.sampled_from((3, 8)))
def test_drawn_days_are_not_taken_for_piles(seed, count):
    assert solve_day(days.drawn_day(seed, count), 1, time.perf_counter) is None


def test_what_is_only_read_changes_nothing():
    read = plain("R2", reading=Reading(urgency=5), claimed_urgency=1, apparent_minutes=99)
    assert jobs_of(pile_day(plain("R1"), read)) == jobs_of(pile_day())
