"""What practice offers somebody besides the written scenarios: a drawn day, with a stage and a level chosen.

The rule it keeps: a choice is only ever a proposal; the person can take any stage and any level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person, TimeFactor
from academy.content.days.pool import DayPool
from academy.content.days.recipe import Knobs, knobs_at
from academy.content.days.world import StageFile, WorldFile
from academy.simulations.queries import Record
from academy.simulations.ratings import Standing, standing_of
from academy.simulations.timekeeping import live_minutes

#: The levels a page lists; any whole number between them is played too.
LEVELS = range(0, 101, 5)

_NO_RECORD = Record(open_run=None, finished=0, best_outcome=None, last=None)


@dataclass(frozen=True, slots=True)
class StageOffer:
    """One stage of the office, and what the person has to show for it."""

    name: str
    file: StageFile
    record: Record


@dataclass(frozen=True, slots=True)
class Offer:
    """The drawn days that somebody can start."""

    office: WorldFile
    requests: int  # how many the pool holds that come by the clock
    stages: tuple[StageOffer, ...]
    stage: StageOffer  # chosen
    level: int  # chosen, 0 to 100
    standing: Standing
    is_untimed: bool
    live_minutes: int | None  # None for somebody without timed work

    @property
    def levels(self) -> list[int]:
        """The levels to choose from, the chosen one among them."""
        return sorted({*LEVELS, self.level, self.standing.level})

    @property
    def knobs(self) -> Knobs:
        """What the chosen level means."""
        return knobs_at(self.level, self.office.goodwill)


def day_slug(stage: str) -> str:
    """The slug under which runs on drawn days of a stage are kept."""
    return f"day-{stage}"


def stages_of(pool: DayPool) -> Mapping[str, StageFile]:
    """The stages of which the pool can draw days, by name."""
    return pool.world.stages if pool.world is not None and pool.requests else {}


def offer_of(
    session: Session,
    *,
    person: Person,
    records: Mapping[str, Record],
    pool: DayPool,
    now: datetime,
    stage: str | None = None,
    level: int | None = None,
) -> Offer | None:
    """What is offered to the person, who has these `records` to show; None without an office.

    Without a wish, the level that suits them is chosen, and the stage they have finished least often, rather
    one that is not open.
    """
    if pool.world is None or not stages_of(pool):
        return None
    stages = tuple(
        StageOffer(name, file, records.get(day_slug(name), _NO_RECORD))
        for name, file in stages_of(pool).items()
    )
    standing = standing_of(session, person=person, now=now)
    wished = next((one for one in stages if one.name == stage), None)
    return Offer(
        office=pool.world,
        requests=sum(request.lands is not None for request in pool.requests.values()),
        stages=stages,
        stage=wished or min(stages, key=lambda one: (bool(one.record.open_run), one.record.finished)),
        level=standing.level if level is None else level,
        standing=standing,
        is_untimed=person.time_factor == TimeFactor.UNTIMED,
        live_minutes=live_minutes(pool.world.closes - pool.world.opens, person.time_factor),
    )
