"""Skills from evidence: the posterior, its interval, and how it fades."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from math import comb, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.path.profile import (
    FADED_DAYS,
    HALF_LIFE_DAYS,
    Evidence,
    beta_quantile,
    beta_share_below,
    estimate,
    profile_of,
)
from tests.clock import MONDAY_MORNING

NOW = MONDAY_MORNING
values = st.floats(0, 1)
ages = st.floats(0, FADED_DAYS - 1)
weights = st.floats(0.1, 6)


def piece(
    value: float = 1.0, *, days: float = 0, weight: float = 1, skill: str = "K1", **more: object
) -> Evidence:
    at = NOW - timedelta(days=days)
    return Evidence(skill, more.pop("behaviour", None), value, weight, at, "a question", "/x", **more)  # type: ignore[arg-type]


pieces = st.lists(
    st.builds(lambda v, d, w: piece(v, days=d, weight=w), values, ages, weights), min_size=3, max_size=40
)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 5), (7, 3), (30, 4), (1, 40)])
@pytest.mark.parametrize("x", [0.01, 0.2, 0.5, 0.77, 0.99])
def test_the_beta_function_is_a_binomial_tail(a: int, b: int, x: float) -> None:
    """I_x(a, b) = P(at least a of a + b - 1 go well with chance x), summed here term by term."""
    trials = a + b - 1
    tail = fsum(comb(trials, k) * x**k * (1 - x) ** (trials - k) for k in range(a, trials + 1))
    assert beta_share_below(x, a, b) == pytest.approx(tail, abs=1e-9)


@given(st.floats(1, 300), st.floats(1, 300), st.floats(0.02, 0.98))
def test_a_quantile_has_its_share_below_it(a: float, b: float, share: float) -> None:
    x = beta_quantile(share, a, b)
    assert beta_share_below(x - 2e-6, a, b) <= share <= beta_share_below(x + 2e-6, a, b)


def test_three_good_answers_by_hand() -> None:
    """Beta(4, 1): mean 4/5, and its quantile q is q ** (1/4)."""
    found = estimate([piece()] * 3, NOW)
    assert found.value == pytest.approx(80)
    assert found.low == pytest.approx(100 * 0.1**0.25, abs=1e-3)
    assert found.high == pytest.approx(100 * 0.9**0.25, abs=1e-3)
    assert found.uncertainty == pytest.approx((found.high - found.low) / 2)


def test_two_pieces_are_not_enough() -> None:
    found = estimate([piece(), piece(days=4)], NOW)
    assert (found.pieces, found.value, found.uncertainty) == (2, None, None)
    assert found.last_at == NOW


def test_nothing_is_known_of_nothing() -> None:
    assert estimate([], NOW).last_at is None


def test_half_the_weight_is_left_after_a_half_life() -> None:
    old = estimate([piece(days=HALF_LIFE_DAYS, weight=2)] * 3, NOW)
    fresh = estimate([piece(weight=1)] * 3, NOW)
    assert old.value == pytest.approx(fresh.value)
    assert (old.is_stale, fresh.is_stale) == (True, False)


@given(pieces)
def test_the_value_lies_within_its_interval_and_on_the_scale(evidence: list[Evidence]) -> None:
    found = estimate(evidence, NOW)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low < found.high <= 100
    assert found.value is not None
    assert 0 < found.value < 100


@given(pieces, st.floats(1, 2000))
def test_time_alone_brings_the_value_towards_fifty(evidence: list[Evidence], days: float) -> None:
    now, later = estimate(evidence, NOW), estimate(evidence, NOW + timedelta(days=days))
    assert abs(later.value - 50) <= abs(now.value - 50) + 1e-9


@given(values, st.integers(3, 30))
def test_with_time_little_is_known_again(value: float, count: int) -> None:
    evidence = [piece(value) for _ in range(count)]
    later = [estimate(evidence, NOW + timedelta(days=days)) for days in (600, 900, 3000)]
    assert later[-1].value == pytest.approx(50, abs=0.01)
    assert later[-1].uncertainty == pytest.approx(40, abs=0.01)  # Beta(1, 1): from 10 to 90


@given(pieces)
def test_one_more_success_never_lowers_and_one_more_failure_never_raises(evidence: list[Evidence]) -> None:
    before = estimate(evidence, NOW).value
    assert estimate([*evidence, piece(1)], NOW).value >= before - 1e-9
    assert estimate([*evidence, piece(0)], NOW).value <= before + 1e-9


def test_more_of_the_same_is_surer() -> None:
    widths = [estimate([piece(0.7)] * count, NOW).uncertainty for count in (3, 10, 30, 100)]
    assert all(later < earlier for earlier, later in pairwise(widths))


def test_parts_count_for_their_behaviour_only() -> None:
    whole = [piece(0.9, weight=5)] * 3
    parts = [piece(0, behaviour="K1.2", is_part=True)] * 4
    [k1, *others] = profile_of([*whole, *parts], ["K1.1", "K1.2"], NOW)
    assert k1.estimate == estimate(whole, NOW)
    assert k1.behaviours["K1.2"].value == pytest.approx(100 / 6)
    assert k1.behaviours["K1.1"].pieces == 0
    assert [one.estimate.pieces for one in others] == [0, 0, 0, 0]


def test_pieces_come_newest_first_and_the_faded_ones_are_dropped() -> None:
    evidence = [piece(days=50), piece(days=FADED_DAYS), piece(days=2)]
    [k1, *_] = profile_of(evidence, [], NOW)
    assert [round((NOW - one.evidence.at).days) for one in k1.pieces] == [2, 50]
    assert k1.estimate.pieces == 2
