"""Whether the pool holds fair days at all; the rule: asked for, not part of loading, as it takes a while."""

from academy.content.days.choosing import NoFairDayError
from academy.content.days.generator import generate_day
from academy.content.days.pool import DayPool
from academy.content.days.pool_checks import WORLD_PATH
from academy.content.problems import Problem

PROBE_LEVELS = (0, 50, 100)
PROBE_SEEDS = range(3)


def probe(pool: DayPool) -> tuple[Problem, ...]:
    """Draw a few days of every stage; return why any of them cannot be drawn. Nothing for an empty pool."""
    if pool.world is None or not pool.requests:
        return ()
    found = set()
    for stage in pool.world.stages:
        for level in PROBE_LEVELS:
            for seed in PROBE_SEEDS:
                try:
                    generate_day(pool, stage, level, seed)
                except NoFairDayError as error:
                    found.add(Problem(WORLD_PATH, 1, f"{error}."))
    return tuple(sorted(found))
