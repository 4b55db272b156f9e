"""The queue of a day: how much of what waits is for today, and whose turn it is. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from academy.review.schedule import Pause

REVIEWS_A_DAY = 12
NEW_A_DAY = 5
#: About what a card takes as long as too few of somebody's own are known.
SECONDS_A_CARD = 12.0
#: Own durations from which the median is taken, at least and at most.
FEWEST_DURATIONS, MOST_DURATIONS = 10, 100
#: A card that comes back this soon is shown when nothing else is left, rather than waited for.
SOON = timedelta(minutes=20)


class Turn(StrEnum):
    """Which of those who wait comes next."""

    PULLED = "pulled"  # asked for by hand
    SHORT = "short"  # forgotten or new a few minutes ago
    DUE = "due"
    NEW = "new"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many cards somebody wants in a day at most."""

    reviews: int = REVIEWS_A_DAY
    new: int = NEW_A_DAY


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards wait, by what they wait for."""

    pulled: int = 0
    short: int = 0
    due: int = 0
    new: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """One person's day of review. A pause closes it."""

    waiting: Waiting
    limits: Limits = Limits()
    done_due: int = 0
    done_new: int = 0
    seconds_a_card: float = SECONDS_A_CARD
    pause: Pause | None = None

    @property
    def due(self) -> int:
        """Due cards that today still has room for."""
        return min(self.waiting.due, max(0, self.limits.reviews - self.done_due))

    @property
    def new(self) -> int:
        """New cards that today still has room for."""
        return min(self.waiting.new, max(0, self.limits.new - self.done_new))

    @property
    def again(self) -> int:
        """Cards that were asked for, or come back within minutes; no limit holds them."""
        return self.waiting.pulled + self.waiting.short + self.waiting.soon

    @property
    def total(self) -> int:
        """Cards left for today."""
        return 0 if self.pause else self.again + self.due + self.new

    @property
    def later(self) -> int:
        """Due cards that wait for another day, because today's limit is reached."""
        return self.waiting.due - self.due

    @property
    def minutes(self) -> int:
        """About how long today's cards take, in minutes."""
        return math.ceil(self.total * self.seconds_a_card / 60)

    def turn(self) -> Turn | None:
        """Whose turn it is; new cards are spread evenly over the due ones."""
        if self.total == 0:
            return None
        if self.waiting.pulled:
            return Turn.PULLED
        if self.waiting.short:
            return Turn.SHORT
        if self.new and self._new_is_behind():
            return Turn.NEW
        return Turn.DUE if self.due else Turn.SOON

    def _new_is_behind(self) -> bool:
        all_due, all_new = self.done_due + self.due, self.done_new + self.new
        return self.due == 0 or (self.done_new + 1) * all_due <= self.done_due * all_new


def seconds_a_card(durations_milliseconds: Sequence[int]) -> float:
    """The median of somebody's own durations, once there are enough of them."""
    if len(durations_milliseconds) < FEWEST_DURATIONS:
        return SECONDS_A_CARD
    return statistics.median(durations_milliseconds) / 1000
