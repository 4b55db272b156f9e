"""Values and the regret ledger: they add up, for every day and every way of playing it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sim.calendar import next_change
from academy.sim.commands import Delegate, Do, Entry, Tick
from academy.sim.engine import advance, apply, finish, fold, initial
from academy.sim.instance import Instance
from academy.sim.ledger import Category, Kind, regret_ledger
from academy.sim.policies.expert import Expert, human, perturbed
from academy.sim.policies.play import play, play_on
from academy.sim.state import State
from academy.sim.value import Appraiser, future, interrupts_work
from tests.sim.days import day, drawn_day, request
from tests.sim.playing import days, plays
from tests.sim.playing import play as play_moves

few = settings(max_examples=25)
small_days = st.builds(drawn_day, st.integers(0, 10**6), st.integers(1, 7), st.integers(0, 2))
short = st.tuples(st.integers(0, 10**9), st.integers(0, 25), st.integers(0, 20))


def plain_value(state: State, experts: int = 2) -> list[int]:
    """Return the final cost by expert, worked out without any short cut."""
    return [play_on(state.copy(), policy).cost for policy in perturbed(experts)]


@given(small_days, short)
def test_losses_add_up_exactly_to_the_cost_beyond_the_value_of_the_start(instance, drawn):
    log, state = play_moves(instance, drawn)
    ledger = regret_ledger(instance, log)
    assert ledger.cost == finish(state).cost
    for expert, start in enumerate(ledger.start):
        assert start + sum(entry.losses[expert] for entry in ledger.entries) == ledger.cost
    total = sum(entry.loss for entry in ledger.entries)
    assert total == ledger.experts * ledger.cost - Appraiser().value(initial(instance)).total
    assert ledger.points == total / ledger.experts


@few
@given(days, short)
def test_words_add_up_to_what_silence_and_promises_cost(instance, drawn):
    log, state = play_moves(instance, drawn)
    ledger, start = regret_ledger(instance, log), Appraiser().value(initial(instance))
    spoken = Appraiser().value(finish(state)).words
    for expert in range(ledger.experts):
        assert sum(entry.words[expert] for entry in ledger.entries) == spoken[expert] - start.words[expert]


@few
@given(days, short)
def test_every_decision_has_an_entry_and_time_goes_forward(instance, drawn):
    log, _ = play_moves(instance, drawn)
    entries = regret_ledger(instance, log).entries
    decided = [place for place, entry in enumerate(log) if not isinstance(entry.command, Tick)]
    assert [entry.place for entry in entries if entry.kind is Kind.DID] == decided
    assert [entry.minute for entry in entries] == sorted(entry.minute for entry in entries)
    assert all(entry.until > entry.minute for entry in entries if entry.kind is Kind.LEFT)


@few
@given(days, short)
def test_short_cuts_change_no_value(instance, drawn):
    """What is remembered, and lines that are followed or met, come to the cost of playing on afresh."""
    log, _ = play_moves(instance, drawn)
    appraiser, state = Appraiser(), initial(instance)
    for entry in log:
        advance(state, entry.minute)
        assert list(appraiser.value(state).costs) == plain_value(state)
        apply(state, entry.minute, entry.command)
    assert list(appraiser.value(state).costs) == plain_value(state)


def test_following_the_expert_needs_no_new_value_and_changes_none():
    for instance in (drawn_day(3, 20), drawn_day(5, 14), drawn_day(8, 25)):
        log = play(instance, Expert())[1]
        appraiser, state = Appraiser(), initial(instance)
        before = appraiser.value(state)
        for entry in log:
            advance(state, entry.minute)
            interrupts = interrupts_work(state, entry.command)
            apply(state, entry.minute, entry.command)
            before = appraiser.value_after(before, entry, state, interrupts=interrupts)
            assert list(before.costs) == plain_value(state)


@few
@given(days, plays)
def test_equal_futures_cost_the_same_from_there(instance: Instance, drawn):
    """Two orders of a pair of decisions that come to the same desk have the same future."""
    log, state = play_moves(instance, drawn)
    again = advance(fold(instance, log), state.now)
    assert future(again) == future(state)
    again.cost += 100
    again.charges.append((0, 0, "late", 100, 0))
    again.spans.clear()
    assert future(again) == future(state)


def test_the_expert_regrets_nothing():
    for instance in (drawn_day(3, 20), drawn_day(5, 14)):
        ledger = regret_ledger(instance, play(instance, Expert())[1])
        assert {entry.losses[0] for entry in ledger.entries} == {0}


def test_what_is_left_lying_is_named_with_what_the_expert_would_do():
    alone = day(request("R1", due_minutes=30, claimed_minutes=30), runners=())
    ledger = regret_ledger(alone, [])
    left = ledger.entries[0]
    assert (left.kind, left.minute, left.request, left.place) == (Kind.LEFT, 0, "R1", None)
    assert left.expert.command == Do("R1", "now")
    assert left.category is Category.ORGANISATION
    assert sum(entry.points for entry in ledger.entries) == 4 * (540 - 30) + 20


def test_a_slow_way_is_regretted_by_what_it_costs():
    pair = day(request("R1", due_minutes=25, claimed_minutes=25), runners=())
    late = regret_ledger(pair, [Entry(15, Do("R1"))])
    assert [(entry.kind, entry.losses[0]) for entry in late.entries if any(entry.losses)] == [
        (Kind.LEFT, 4 * 10)
    ]
    assert late.entries[0].until == 15


def test_regret_lies_where_the_value_fell():
    instance = day(request("R1", needed_level=2, weight=4), runners=day().runners)
    ledger = regret_ledger(instance, [Entry(0, Delegate("R1", "jonah"))])
    did = next(entry for entry in ledger.entries if entry.kind is Kind.DID)
    assert did.category is Category.INITIATIVE
    assert did.place == 0


def test_a_day_that_ends_early_is_accounted_for():
    for seed in range(30):
        instance = drawn_day(seed, 14)
        state, log = play(instance, human(0.0, seed))
        if state.failed >= 0:
            ledger = regret_ledger(instance, log)
            assert sum(entry.losses[0] for entry in ledger.entries) == state.cost - ledger.start[0]
            return
    raise AssertionError("no day fails")


def test_a_stretch_ends_with_the_next_visible_change():
    instance = day(request("R1"), request("R2", arrives=50), runners=())
    first = regret_ledger(instance, []).entries[0]
    assert first.until == next_change(initial(instance)) == 50
