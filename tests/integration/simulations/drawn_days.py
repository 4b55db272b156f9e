"""Drawn days of the tests: drawn once for all of them, between references that need no working out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.config import courses_folder
from academy.content.days.generator import GeneratedDay, generate_day
from academy.content.days.pool import DayPool, load_day_pool
from academy.simulations.models import Mode
from academy.simulations.services import PreparedDay, start_run
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import Player, fresh_key

LEVEL = 50
REFERENCES = {"naive": 9000, "expert": 500.0, "best_known": 300, "best_known_is_proven": False}
#: Of a day on which good and careless play come to much the same.
CLOSE_REFERENCES = REFERENCES | {"expert": 310.0}


@cache
def drawn(seed: int = 7, stage: str = "production") -> GeneratedDay:
    """A day of the shipped pool."""
    return generate_day(load_day_pool(courses_folder()), stage, LEVEL, seed)


def start_on(
    session: Session,
    client: Browser,
    person: Person,
    *,
    seed: int = 7,
    references: dict[str, Any] = REFERENCES,
) -> Player:
    """The person, whose browser this is, on the day of a seed, step by step."""
    day = drawn(seed)
    run = start_run(
        session,
        person=person,
        scenario=day.scenario,
        day=PreparedDay(day.seed, day.instance(), references, day.level),
        mode=Mode.STEP,
        key=fresh_key(),
        now=MONDAY_MORNING,
    )
    session.commit()
    return Player(client, run.id)


def no_pool() -> DayPool:
    """The pool of a content folder without drawn days."""
    return load_day_pool(Path("there is no such folder"))
