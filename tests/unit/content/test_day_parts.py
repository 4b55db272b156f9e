"""Recipe, timetable and shaping, each on its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.content.days.recipe import ROOTS, SHARES, Kind, knobs_at, quotas
from academy.content.days.timetable import (
    CUT_OFFS,
    LULL_MINUTES,
    PAIR_MINUTES,
    PEAK_MINUTES,
    CrowdedError,
    Slot,
    busiest,
    lay_out,
)
from academy.content.scenario_values import Hours, Span
from academy.sim.rng import Rng

GOODWILL = Span(2, 4)
DAY = Hours(510, 1050)
LUNCH = Hours(780, 840)

lands = st.sampled_from([Hours(510, 800), Hours(600, 900), Hours(540, 1000), Hours(720, 1000)])
slots = st.lists(st.tuples(lands, st.integers(20, 400), st.booleans()), min_size=18, max_size=26).map(
    lambda rows: [Slot(f"r{place}", span, due, 60, weighs) for place, (span, due, weighs) in enumerate(rows)]
)


@given(st.integers(0, 99))
def test_a_harder_level_never_turns_a_knob_back(level):
    easier, harder = knobs_at(level, GOODWILL), knobs_at(level + 1, GOODWILL)
    for name in ("roots", "workload", "load", "lies", "burst", "peak"):
        assert getattr(easier, name) <= getattr(harder, name)
    assert easier.slack >= harder.slack
    assert easier.tokens >= harder.tokens


def test_the_ends_of_the_knobs():
    easy, hard = knobs_at(0, GOODWILL), knobs_at(100, GOODWILL)
    assert (easy.load, easy.slack, easy.lies, easy.burst, easy.tokens) == (55, 120, 40, 0, 4)
    assert (hard.load, hard.slack, hard.lies, hard.burst, hard.tokens) == (125, 50, 140, 70, 2)


@pytest.mark.parametrize("roots", ROOTS)
def test_quotas_add_up_and_keep_to_the_shares(roots):
    wanted = quotas(roots)
    assert sum(wanted.values()) == roots
    for kind in Kind:
        low, high = SHARES[kind]
        assert roots * low // 100 <= wanted[kind] <= -(-roots * high // 100)


@given(slots, st.integers(0, 70), st.integers(5, 7), st.integers(0, 10**6))
def test_a_timetable_keeps_its_promises(slots, burst, size, seed):
    pairs = [("r0", "r1"), ("r2", "missing")]
    try:
        made = lay_out(slots, pairs, [LUNCH], DAY, size, burst, Rng(seed))
    except CrowdedError:
        return
    minutes = sorted(made.arrivals.values())
    ends = made.peak + PEAK_MINUTES
    assert {slot.name for slot in slots} == set(made.arrivals)
    assert all(slot.lands.opens <= made.arrivals[slot.name] <= slot.lands.closes for slot in slots)
    assert sum(made.peak <= minute < ends for minute in minutes) == size
    assert not any(ends <= minute < ends + LULL_MINUTES for minute in minutes)
    assert busiest(minutes) <= 7
    assert abs(made.arrivals["r0"] - made.arrivals["r1"]) <= PAIR_MINUTES
    dues = [made.arrivals[slot.name] + slot.due for slot in slots if slot.weighs]
    assert sum(made.peak <= due < ends for due in dues) >= CUT_OFFS


@given(slots, st.integers(0, 10**6))
def test_what_cannot_wait_does_not_come_during_an_appointment(slots, seed):
    hasty = [Slot(slot.name, slot.lands, slot.due, 5, slot.weighs) for slot in slots]
    try:
        made = lay_out(hasty, [], [LUNCH], DAY, 5, 0, Rng(seed))
    except CrowdedError:
        return
    assert not any(LUNCH.opens <= minute < LUNCH.closes - 5 for minute in made.arrivals.values())


def test_requests_that_fit_no_half_hour_are_refused():
    early = [Slot(f"r{place}", Hours(510, 520), 300, 60, True) for place in range(20)]
    with pytest.raises(CrowdedError):
        lay_out(early, [], [], DAY, 5, 0, Rng(1))
