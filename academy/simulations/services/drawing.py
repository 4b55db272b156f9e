"""Drawing a day of the pool for somebody. The rule: chance chooses its seed, never one they have played."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.days.choosing import NoFairDayError
from academy.content.days.generator import GeneratedDay, generate_day
from academy.content.days.pool import DayPool
from academy.content.scenarios import Scenario
from academy.simulations import queries, scoring
from academy.simulations.cache import Cache
from academy.simulations.errors import NoDayError
from academy.simulations.services.starting import PreparedDay

#: As many as an integer of the database holds.
MAX_SEED = 2**31 - 1
#: How many days are drawn at most to find one that counts for the rating.
DRAWS = 2
#: Days that have been drawn and may not have been started yet.
WAITING_DAYS = 16

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DayWish:
    """For whom a day is drawn: `number` counts their runs of the stage, so that a repeated wish is known."""

    person_id: int
    stage: str
    level: int
    number: int
    played_seeds: frozenset[int]


_drawing = Lock()
_drawn: Cache[tuple[Scenario, PreparedDay]] = Cache(WAITING_DAYS)


def wish_for_day(session: Session, *, person: Person, stage: str, slug: str, level: int) -> DayWish:
    """The wish of a person for a day of a stage, whose runs have `slug`, at a level from 0 to 100."""
    seeds = queries.seeds_of(session, person=person, slug=slug)
    return DayWish(person.id, stage, level, len(seeds), frozenset(seeds))


def draw_day(pool: DayPool, wish: DayWish) -> tuple[Scenario, PreparedDay]:
    """Draw a day and its references; takes a second or more, so not within a transaction.

    A wish that comes twice, by a second click or from another tab, gets the same day. One at a time in each
    process. Raises NoDayError when the pool holds no fair day of this stage and level.
    """
    key: Hashable = (pool, wish)
    with _drawing:
        return _drawn.get(key, lambda: _drawn_day(pool, wish))


def _drawn_day(pool: DayPool, wish: DayWish) -> tuple[Scenario, PreparedDay]:
    """The first of a few days that tells good play from bad, or the last of them."""
    for _ in range(DRAWS):
        day = _generated(pool, wish)
        instance = day.instance()
        references = scoring.references_of(instance)
        if scoring.tells_good_from_bad(references):
            break
    return day.scenario, PreparedDay(day.seed, instance, references, wish.level)


def _generated(pool: DayPool, wish: DayWish) -> GeneratedDay:
    seed = _fresh_seed(wish)
    try:
        return generate_day(pool, wish.stage, wish.level, seed)
    except NoFairDayError as error:
        logger.error("no day could be drawn: %s", error)
        raise NoDayError(wish.level) from error


def _fresh_seed(wish: DayWish) -> int:
    while (seed := 1 + secrets.randbelow(MAX_SEED)) in wish.played_seeds:
        pass
    return seed
