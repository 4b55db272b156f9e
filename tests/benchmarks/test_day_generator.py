"""How fast days are drawn: `pytest -m benchmark -s tests/benchmarks/test_day_generator.py` prints figures."""

import statistics
import time

import pytest

from academy.config import courses_folder
from academy.content.days.generator import generate_day
from academy.content.days.pool import load_day_pool

pytestmark = pytest.mark.benchmark
POOL = load_day_pool(courses_folder())


def test_drawing_a_fair_day():
    """Processor time, gate and redraws included; the target is a median of 20 ms."""
    stages = list(POOL.world.stages) if POOL.world else []
    times, redraws = [], 0
    for seed in range(10):
        for stage in stages:
            for level in (10, 30, 50, 70, 90):
                started = time.process_time()
                redraws += generate_day(POOL, stage, level, seed).redraws
                times.append(time.process_time() - started)
    median = statistics.median(times) * 1000
    print(
        f"\na fair day: median {median:.3g} ms, longest {max(times) * 1000:.3g} ms, {len(times)} days, ",
        end="",
    )
    print(f"{redraws / len(times):.2g} redraws a day", end="")
    assert median < 100, "far off the target: this is no noise"
