"""A fair day from a stage, a level and a seed; the rule: the same pool and the same key give the same day.

Every chance is drawn by name, a day that is not fair is drawn again under the next number, and how often that
happened is part of the day.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from academy.content.days.choosing import NoFairDayError, candidates
from academy.content.days.composing import Key, compose
from academy.content.days.fairness import faults_of_day
from academy.content.days.pool import DayPool
from academy.content.days.recipe import knobs_at
from academy.content.days.timetable import CrowdedError
from academy.content.days.world import WorldFile
from academy.content.scenario_file import CastFile, ScenarioFile
from academy.content.scenario_instance import build_instance
from academy.content.scenarios import Day, Scenario, scenario_of
from academy.sim.instance import Instance
from academy.sim.rng import Rng

GENERATOR_VERSION = 1
TRIES = 60
SHORT_KEYS = 10**7  # a key of thousands of streams is kept short, as each letter of it costs time


@dataclass(frozen=True, slots=True)
class GeneratedDay:
    """A fair day as pages and runs need it; `scenario.slug` is "day-<stage>"."""

    scenario: Scenario
    stage: str
    level: int
    seed: int
    redraws: int  # drafts that were thrown away before this one
    _instance: Instance

    def instance(self) -> Instance:
        """Return the playable day, equal to `scenario.instance(seed)`."""
        return self._instance


def generate_day(pool: DayPool, stage: str, level: int, seed: int) -> GeneratedDay:
    """Draw a fair day of a stage of the pool's world, `level` from 0 (calm) to 100.

    Raises NoFairDayError, saying what stood in the way most often, when the pool does not hold one, and
    ValueError for a level out of range.
    """
    world = pool.world
    if world is None or stage not in world.stages:
        raise NoFairDayError(f"the pool has no stage {stage}")
    knobs, offered = knobs_at(level, world.goodwill), candidates(pool, stage)
    reasons: Counter[str] = Counter()
    for redraw in range(TRIES):
        key: Key = (Rng("day", GENERATOR_VERSION, stage, level, seed, redraw).between(0, SHORT_KEYS),)
        try:
            draft = compose(pool, world, stage, offered, knobs, key)
        except (NoFairDayError, CrowdedError) as error:
            reasons[str(error)] += 1
            continue
        file = _titled(draft.file, world, stage, level)
        instance = build_instance(f"day-{stage}", file, pool.catalogue.requests, seed)
        fault = next(faults_of_day(draft, world.pairs, instance), None)
        if fault is None:
            return GeneratedDay(
                _scenario(pool, world, file, stage, instance), stage, level, seed, redraw, instance
            )
        reasons[fault] += 1
    why = "; ".join(f"{reason} ({count} times)" for reason, count in reasons.most_common(3))
    raise NoFairDayError(f"no fair day of stage {stage} at level {level} in {TRIES} draws: {why}")


def _titled(file: ScenarioFile, world: WorldFile, stage: str, level: int) -> ScenarioFile:
    grade: Day = "introductory" if level < 34 else "intermediate" if level < 67 else "advanced"
    title = f"{world.title}: {world.stages[stage].title}, level {level}"
    return file.model_copy(update={"title": title, "level": grade})


def _scenario(
    pool: DayPool, world: WorldFile, file: ScenarioFile, stage: str, instance: Instance
) -> Scenario:
    kinds = {item.catalogue for item in file.requests.values()}
    used = {name: about for name, about in pool.catalogue.requests.items() if name in kinds}
    marks = [pool.office_marks[stage], *(pool.marks[name] for name in file.requests)]
    content = json.dumps([GENERATOR_VERSION, stage, instance.digest, marks])
    scenario = scenario_of(
        instance.slug,
        file,
        MappingProxyType(used),
        briefing_html=pool.briefings[stage],
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )
    return replace(scenario, cast=_colleagues(world))


def _colleagues(world: WorldFile) -> Mapping[str, CastFile]:
    """Return everybody who works in the building: who writes today would say what comes."""
    return MappingProxyType(
        {
            name: person
            for name, person in world.cast.items()
            if person.department or name in world.runners or name in world.contacts
        }
    )
