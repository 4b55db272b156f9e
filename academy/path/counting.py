"""What counts towards a post and how far somebody is with it: pure values, worked out when asked for.

The rule: nothing here says that somebody is ready. It says what they have read, played and kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from academy.content.career import Career, Rung, SideStep


class State(StrEnum):
    """How far one thing is."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"


class Kind(StrEnum):
    """What sort of thing counts."""

    MODULE = "module"
    DAY = "practice day"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class Thing:
    """One module, practice day or checklist: about how many minutes it takes, and how many are left.

    `state` is None for what is offered but not followed.
    """

    kind: Kind
    title: str
    url: str
    minutes: int
    minutes_left: int
    state: State | None
    note: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A post with the things that count towards it."""

    post: Rung
    things: tuple[Thing, ...]

    @property
    def followed(self) -> tuple[Thing, ...]:
        return tuple(thing for thing in self.things if thing.state is not None)

    @property
    def minutes(self) -> int:
        return sum(thing.minutes for thing in self.followed)

    @property
    def minutes_left(self) -> int:
        return sum(thing.minutes_left for thing in self.followed)

    @property
    def done(self) -> int:
        """How many of the things are done."""
        return sum(thing.state is State.DONE for thing in self.followed)

    @property
    def percent(self) -> int:
        """The share of the minutes that is behind the person, rounded down: 100 means everything."""
        return 100 * (self.minutes - self.minutes_left) // self.minutes if self.minutes else 0


@dataclass(frozen=True, slots=True)
class Way:
    """What lies between somebody and a target: everything that counts, once, in order; and the days left."""

    target: Rung
    things: tuple[Thing, ...]
    due_on: date
    days_left: int  # below zero once the date is past

    @property
    def missing(self) -> tuple[Thing, ...]:
        return tuple(thing for thing in self.things if thing.state in {State.BEGUN, State.OPEN})

    @property
    def next(self) -> Thing | None:
        """What to take next: the first thing that is not done."""
        return next(iter(self.missing), None)

    @property
    def minutes_left(self) -> int:
        return sum(thing.minutes_left for thing in self.missing)

    @property
    def followed(self) -> int:
        return sum(thing.state is not None for thing in self.things)

    @property
    def done(self) -> int:
        return sum(thing.state is State.DONE for thing in self.things)

    @property
    def minutes_a_week(self) -> int | None:
        """Minutes needed each week until the date, rounded up; in the last week all. None once it is past."""
        if self.days_left < 0:
            return None
        return math.ceil(self.minutes_left / max(1.0, self.days_left / 7))


def posts_to(career: Career, standing: int, target: Rung) -> tuple[Rung, ...]:
    """Return the posts whose things lead to `target`, from the rung above the height `standing` up.

    For a step beside the ladder they go up to the rung it leaves, and then to the side.
    """
    is_step = isinstance(target, SideStep)
    height = career.height(target.leaves if isinstance(target, SideStep) else target.slug)
    rungs = career.rungs[standing:height]
    return (*rungs, target) if is_step else rungs


def way_to(target: Rung, counts: Iterable[Count], *, due_on: date, today: date) -> Way:
    """Return the way through the things of these counts; what two posts share is taken once."""
    things = {thing.url: thing for count in counts for thing in count.things}
    return Way(target, tuple(things.values()), due_on, (due_on - today).days)
