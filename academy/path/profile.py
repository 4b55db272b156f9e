"""Skills from evidence, pure: what is known of each, how surely, and how it fades.

Formula. A piece of evidence with value v (0 failed, 1 went well) and weight w (1: one question) counts
w(t) = w x 2^(-age / 60 days). The share of such tasks that would go well has the posterior
Beta(1 + sum w(t) v, 1 + sum w(t) (1 - v)), from the prior Beta(1, 1), which knows nothing. The value is its
mean x 100; the interval runs from its 10th to its 90th percentile and so holds 80 % of it.
Source: conjugate prior of the binomial, Gelman et al., Bayesian Data Analysis (3rd ed. 2013), section 2.4;
weights that fade: the discount factor of West and Harrison, Bayesian Forecasting and Dynamic Models
(2nd ed. 1997), section 6.3, as a half-life.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import exp, fsum, lgamma, log

SKILLS = ("K1", "K2", "K3", "K4", "K5")
HALF_LIFE_DAYS = 60.0
#: After six half-lives 1.6 % of the weight is left, and a piece is no longer counted.
FADED_DAYS = 6 * HALF_LIFE_DAYS
#: Fewer pieces say nothing that should be called a value.
FEWEST_PIECES = 3
TAIL = 0.1  # left out at either end of the interval

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was seen of a skill: `value` 0 to 1, `weight` in questions, and where it can be read.

    `is_part` marks what was seen inside a piece that counts for the whole skill already: it counts for its
    behaviour alone, so that nothing is counted twice.
    """

    skill: str  # "K1" to "K5"
    behaviour: str | None  # "K1.1" to "K5.6"
    value: float
    weight: float
    at: datetime
    what: str
    address: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of a skill or a behaviour; without a value when there are too few pieces."""

    pieces: int
    last_at: datetime | None
    value: float | None = None  # 0 to 100
    low: float | None = None
    high: float | None = None
    age_days: float | None = None  # of the newest piece

    @property
    def uncertainty(self) -> float | None:
        """Half the width of the interval, in points of value."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def is_stale(self) -> bool:
        """Whether even the newest piece has lost half its weight."""
        return self.age_days is not None and self.age_days >= HALF_LIFE_DAYS


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as a page lists it, with what is left of its weight."""

    evidence: Evidence
    weight_now: float


@dataclass(frozen=True, slots=True)
class SkillProfile:
    """One skill: its estimate, those of its behaviours by code, and what it rests on, newest first."""

    code: str
    estimate: Estimate
    behaviours: Mapping[str, Estimate]
    pieces: tuple[Piece, ...]


def profile_of(evidence: Iterable[Evidence], behaviours: Sequence[str], now: datetime) -> list[SkillProfile]:
    """Return the five skills in order, with an estimate of each behaviour that is named."""
    alive = [piece for piece in evidence if age_days(piece, now) < FADED_DAYS]
    return [_skill(code, alive, behaviours, now) for code in SKILLS]


def estimate(evidence: Sequence[Evidence], now: datetime) -> Estimate:
    """Return what these pieces say together at `now`, as the module's first lines have it."""
    if not evidence:
        return Estimate(0, None)
    last_at = max(piece.at for piece in evidence)
    age = max(0.0, (now - last_at).total_seconds() / _DAY_SECONDS)
    if len(evidence) < FEWEST_PIECES:
        return Estimate(len(evidence), last_at, age_days=age)
    weights = [faded(piece.weight, age_days(piece, now)) for piece in evidence]
    went_well = 1 + fsum(weight * piece.value for weight, piece in zip(weights, evidence, strict=True))
    did_not = 1 + fsum(weight * (1 - piece.value) for weight, piece in zip(weights, evidence, strict=True))
    return Estimate(
        pieces=len(evidence),
        last_at=last_at,
        value=100 * went_well / (went_well + did_not),
        low=100 * beta_quantile(TAIL, went_well, did_not),
        high=100 * beta_quantile(1 - TAIL, went_well, did_not),
        age_days=age,
    )


def faded(weight: float, days: float) -> float:
    """Return what is left of a weight after so many days."""
    return float(weight * 2 ** (-days / HALF_LIFE_DAYS))


def age_days(evidence: Evidence, now: datetime) -> float:
    """Return how old a piece is, in days; 0 for one from the future of another clock."""
    return max(0.0, (now - evidence.at).total_seconds() / _DAY_SECONDS)


@lru_cache(maxsize=1024)
def beta_quantile(share: float, a: float, b: float) -> float:
    """Return x with `share` of Beta(a, b) below it, to 1e-6, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        if beta_share_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_share_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), for a, b >= 1.

    By the continued fraction of NIST DLMF 8.17.22, which is quick for x < (a + 1) / (a + b + 2); else by
    I_x(a, b) = 1 - I_(1-x)(b, a), DLMF 8.17.4.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front / _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1 / (1 + d2 / (1 + ...)), worked out from its end, far enough for 1e-9."""
    value = 1.0
    for place in range(60 + int((a + b) ** 0.5), 0, -1):
        m, is_odd = divmod(place, 2)
        if is_odd:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + term / value
    return value


def _skill(code: str, alive: list[Evidence], behaviours: Sequence[str], now: datetime) -> SkillProfile:
    own = sorted((piece for piece in alive if piece.skill == code), key=lambda piece: piece.at, reverse=True)
    return SkillProfile(
        code=code,
        estimate=estimate([piece for piece in own if not piece.is_part], now),
        behaviours={
            name: estimate([piece for piece in own if piece.behaviour == name], now)
            for name in behaviours
            if name.startswith(f"{code}.")
        },
        pieces=tuple(Piece(piece, faded(piece.weight, age_days(piece, now))) for piece in own),
    )
