"""The single-machine core on published and drawn instances: `pytest -m benchmark -s` prints figures."""

import statistics
import time
from collections.abc import Sequence

import pytest

from academy.sim.par.published import Row, solve_file
from academy.sim.par.single_machine import Job, solve
from tests.sim.par.piles import CLASSES, OR_LIBRARY, drawn_pile, file_of

pytestmark = pytest.mark.benchmark
SECONDS = 30  # for each instance


@pytest.fixture(autouse=True)
def _solver_is_loaded():
    started = time.perf_counter()
    solve([Job(1, 1, 0)], 1, time.perf_counter)
    print(f"\nloading the solver: {time.perf_counter() - started:.1f} s", end="")


def say(what: str, rows: Sequence[Row]) -> None:
    times = [row.seconds for row in rows]
    proven = sum(row.proven for row in rows)
    hits = sum(row.value == row.optimum for row in rows)
    print(
        f"\n{what}: {hits} published optima, {proven} of {len(rows)} proven,"
        f" median {statistics.median(times):.2f} s, worst {max(times):.2f} s, all {sum(times):.0f} s",
        end="",
    )


def test_the_published_instances_of_forty_jobs():
    if not (OR_LIBRARY / "wt40.txt").exists():
        pytest.skip("the OR-Library's files are not beside the checkout")
    text, optima = ((OR_LIBRARY / name).read_text() for name in ("wt40.txt", "wtopt40.txt"))
    rows = list(solve_file(text, optima, None, SECONDS, time.perf_counter))
    say("wt40", rows)
    assert all(row.proven and row.value == row.optimum == row.replay_cost for row in rows)


@pytest.mark.parametrize("size", [40, 50])
def test_drawn_instances_of_the_same_recipe(size):
    text = file_of([drawn_pile(size, *kind, seed) for kind in CLASSES for seed in range(2)])
    rows = list(solve_file(text, None, None, SECONDS, time.perf_counter, jobs=size))
    say(f"{len(rows)} drawn instances of {size} jobs", rows)
    assert all(row.value == row.replay_cost for row in rows)
