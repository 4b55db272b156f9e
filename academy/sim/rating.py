"""Measured difficulty: players and days rated by Glicko; the rule: a run is a game, and its score the result.

Formulas and constants are those of Mark Glickman, "Parameter estimation in large dynamic paired comparison
experiments", Applied Statistics 48 (1999), and "The Glicko system" (1999), which restates them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, hypot, log, pi, sqrt
from typing import TypeVar

START = 1500.0
LEAST_DEVIATION = 50.0  # below this, a rating would hardly follow a player who learns
MOST_DEVIATION = 350.0  # of somebody nobody has seen play
IDLE_GROWTH = 15.0  # c: from 50 to 350 in about 530 days without a game
AIM = 0.7  # expected success at which a day is neither dull nor hopeless
GOOD_SCORE, SCORE_SPREAD = 60, 8
# Where days of level 0 and 100 start: over 210 drawn days the mean outcomes of human(0.5) and human(0.75)
# fall by 17 and 19 points from level 10 to 90, which as results of games are 370 and 410 points of rating
EASIEST, HARDEST = 1250.0, 1750.0

_Q = log(10) / 400

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Rating:
    """How strong a player is, or how hard a day: 400 points are odds of ten to one."""

    value: float = START
    deviation: float = MOST_DEVIATION  # one standard deviation of what is not known


def result_of(score: float) -> float:
    """Return a score of 0 to 100 as the result of a game, 0 to 1: 60 is even, and some ten more is clear."""
    return 1 / (1 + exp(-(score - GOOD_SCORE) / SCORE_SPREAD))


def starting_rating(level: int) -> Rating:
    """Return what a day of a level (0 to 100) is taken for before anybody has played it."""
    return Rating(EASIEST + (HARDEST - EASIEST) * level / 100, MOST_DEVIATION / 2)


def expected(player: Rating, day: Rating) -> float:
    """Return the result to expect, 0 to 1, both deviations considered (Glickman, "The Glicko system")."""
    return _win(player.value - day.value, hypot(player.deviation, day.deviation))


def rated(player: Rating, day: Rating, result: float) -> Rating:
    """Return the player's rating after a game with `result` in 0 to 1 (Glickman 1999, step 2).

    The day's is `rated(day, player, 1 - result)`. Raises ValueError for a result out of range.
    """
    if not 0 <= result <= 1:
        raise ValueError(f"result {result} is not within 0 to 1")
    damping = _damping(day.deviation)
    win = _win(player.value - day.value, day.deviation)
    information = (_Q * damping) ** 2 * win * (1 - win)
    precision = 1 / player.deviation**2 + information
    value = player.value + _Q / precision * damping * (result - win)
    return Rating(value, min(player.deviation, max(LEAST_DEVIATION, sqrt(1 / precision))))


def after_idle(rating: Rating, days: float) -> Rating:
    """Return a rating after `days` without a game: less is known of it (Glickman 1999, step 1)."""
    grown = hypot(rating.deviation, IDLE_GROWTH * sqrt(max(0, days)))
    return Rating(rating.value, min(MOST_DEVIATION, grown))


def next_level(player: Rating, levels: Iterable[int] = range(0, 101, 5)) -> int:
    """Return the level whose unplayed day the player should win about seven times in ten."""
    return next_day(player, {level: starting_rating(level) for level in levels})


def next_day(player: Rating, days: Mapping[Name, Rating]) -> Name:
    """Return the candidate whose expected result is nearest to `AIM`; of equals the first.

    Raises ValueError when there is no candidate.
    """
    return min(days, key=lambda name: abs(expected(player, days[name]) - AIM))


def _win(difference: float, deviation: float) -> float:
    """Return the chance of winning over an opponent `difference` points weaker (E in step 2)."""
    odds = _damping(deviation) * difference / 400
    return 1 / (1 + 10 ** -max(-30.0, min(30.0, odds)))


def _damping(deviation: float) -> float:
    """Return g(RD): how much less a game counts for an uncertain opponent (step 2)."""
    return 1 / sqrt(1 + 3 * (_Q * deviation / pi) ** 2)
