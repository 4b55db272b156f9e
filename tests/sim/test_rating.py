"""Ratings of players and days: Glickman's own example, and what must hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim.rating import (
    LEAST_DEVIATION,
    MOST_DEVIATION,
    Rating,
    after_idle,
    expected,
    next_day,
    next_level,
    rated,
    result_of,
    starting_rating,
)

ratings = st.builds(Rating, st.floats(-500, 3500), st.floats(LEAST_DEVIATION, MOST_DEVIATION))
results = st.floats(0, 1)


def test_a_game_of_the_published_example():
    """A player of 1500 ± 200 beats one of 1400 ± 30: Glickman gives E = 0.639 and g = 0.9955."""
    player, opponent = Rating(1500, 200), Rating(1400, 30)
    after = rated(player, opponent, 1)
    assert after.value == pytest.approx(1563.4, abs=0.5)
    assert after.deviation == pytest.approx(175.2, abs=0.5)
    assert expected(Rating(1400, 80), Rating(1500, 150)) == pytest.approx(0.376, abs=0.001)


def test_a_score_of_sixty_is_an_even_game():
    assert result_of(60) == 0.5
    assert result_of(0) < 0.01 < 0.99 < result_of(100)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_better_score_is_never_a_worse_result(one, other):
    low, high = sorted((one, other))
    assert 0 < result_of(low) <= result_of(high) < 1


@given(ratings, ratings, results)
def test_every_game_is_evidence(player, day, result):
    after = rated(player, day, result)
    assert LEAST_DEVIATION <= after.deviation <= player.deviation
    assert abs(after.value - player.value) < 1000


@given(ratings, ratings, results, results)
def test_a_better_result_gives_a_higher_rating(player, day, one, other):
    low, high = sorted((one, other))
    assert rated(player, day, low).value <= rated(player, day, high).value


@given(ratings, ratings)
def test_expectations_of_both_sides_add_up(player, day):
    assert 0 < expected(player, day) < 1
    assert expected(player, day) + expected(day, player) == pytest.approx(1)


@given(ratings, st.floats(0, 3000), st.floats(0, 3000))
def test_idle_time_makes_a_rating_less_certain(rating, one, other):
    less, more = sorted((one, other))
    assert rating.deviation <= after_idle(rating, less).deviation <= after_idle(rating, more).deviation
    assert after_idle(rating, more).deviation <= MOST_DEVIATION
    assert after_idle(rating, more).value == rating.value


def test_a_result_out_of_range_is_refused():
    with pytest.raises(ValueError, match="0 to 1"):
        rated(Rating(), Rating(), 1.2)


def test_many_games_find_a_players_strength():
    player = Rating()
    for level in range(0, 100, 2):
        day = starting_rating(level)
        player = rated(player, day, expected(Rating(1700, LEAST_DEVIATION), day))
    assert player.value == pytest.approx(1700, abs=80)
    assert player.deviation < 120


def test_the_next_day_is_one_that_seven_in_ten_would_win():
    days = {name: Rating(value, 60) for name, value in (("easy", 900), ("right", 1350), ("hard", 1900))}
    assert next_day(Rating(1500, 60), days) == "right"
    with pytest.raises(ValueError, match="empty"):
        next_day(Rating(), {})


@given(st.floats(800, 2200), st.floats(800, 2200))
def test_stronger_players_get_harder_levels(one, other):
    weaker, stronger = sorted((one, other))
    assert next_level(Rating(weaker, 80)) <= next_level(Rating(stronger, 80))
