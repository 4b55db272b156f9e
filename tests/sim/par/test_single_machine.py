"""The core finds the best order and never claims more than it knows."""

import os
import shutil
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.sim.par import SolverMissingError
from academy.sim.par.or_library import read_instances, read_optima
from academy.sim.par.single_machine import Job, Schedule, cost_of, solve
from tests.sim.par.piles import CLASSES, OR_LIBRARY, drawn_pile, least_by_sets, least_by_trying

ROOT = Path(__file__).parents[3]
LONG = 60  # seconds: more than any of these needs

small_jobs = st.builds(Job, st.integers(1, 12), st.integers(0, 6), st.integers(0, 40))
large_jobs = st.builds(Job, st.integers(1, 10**20), st.integers(0, 10**15), st.integers(0, 10**20))
dear_jobs = st.builds(Job, st.integers(1, 2000), st.integers(0, 10**12), st.integers(0, 4000))


def checked(jobs: list[Job] | tuple[Job, ...], seconds: float = LONG) -> Schedule:
    """Solve and check what every schedule promises."""
    schedule = solve(jobs, seconds, time.perf_counter)
    assert sorted(schedule.order) == list(range(len(jobs)))
    assert schedule.value == cost_of(jobs, schedule.order)
    assert 0 <= schedule.lower_bound <= schedule.value
    assert schedule.proven == (schedule.lower_bound == schedule.value)
    return schedule


@given(st.lists(small_jobs, min_size=1, max_size=7))
def test_a_small_pile_is_solved_as_by_trying_every_order(jobs):
    schedule = checked(jobs)
    assert schedule.proven
    assert schedule.value == least_by_trying(jobs)


@given(st.sampled_from(CLASSES), st.integers(8, 13), st.integers(0, 10**6))
def test_a_drawn_pile_is_solved_as_by_the_best_last_job_of_every_set(kind, size, seed):
    jobs = drawn_pile(size, *kind, seed)
    schedule = checked(jobs)
    assert schedule.proven
    assert schedule.value == least_by_sets(jobs)


@given(st.lists(st.sampled_from([Job(3, 2, 4), Job(3, 2, 9), Job(1, 2, 4), Job(3, 1, 0)]), max_size=11))
def test_equal_jobs_are_solved_too(jobs):
    schedule = checked(jobs)
    assert schedule.proven
    assert schedule.value == (least_by_sets(jobs) if jobs else 0)


@given(st.lists(large_jobs, max_size=6))
def test_numbers_beyond_the_tables_get_an_order_and_a_bound(jobs):
    schedule = checked(jobs)
    assert schedule.lower_bound <= (least_by_trying(jobs) if jobs else 0)


def test_a_due_minute_beyond_all_counting_is_no_due_minute():
    schedule = checked([Job(1, 1, 2**63), Job(1, 2, 0)])
    assert (schedule.value, schedule.order) == (2, (1, 0))


@given(st.lists(dear_jobs, min_size=1, max_size=6))
def test_dear_minutes_do_not_overflow(jobs):
    assert checked(jobs).lower_bound <= least_by_trying(jobs)


@pytest.mark.parametrize("kind", CLASSES)
def test_twenty_drawn_jobs_of_each_class_are_proven(kind):
    assert checked(drawn_pile(20, *kind)).proven


def test_due_dates_of_nought_put_the_most_weight_per_minute_first():
    jobs = [Job(10, 1, 0), Job(2, 3, 0), Job(5, 5, 0)]
    assert checked(jobs) == Schedule((1, 2, 0), 58, 58)


def test_a_pile_that_can_be_on_time_is():
    jobs = [Job(place, 3, place * (place + 1) // 2) for place in range(60, 0, -1)]
    assert checked(jobs).value == 0


def test_what_costs_nothing_to_leave_goes_last():
    assert checked([Job(9, 0, 0), Job(4, 1, 2)]) == Schedule((1, 0), 2, 2)


def test_nothing_to_do_is_done():
    assert checked([]) == Schedule((), 0, 0)


@pytest.mark.parametrize("size", [64, 65, 130])
def test_more_jobs_than_a_word_has_bits(size):
    due = sum(range(1, size + 1)) - size  # only the last few can be late
    jobs = [Job(place, 1 + place % 7, due) for place in range(1, size + 1)]
    assert checked(jobs, 20).proven


@pytest.mark.parametrize("jobs", [drawn_pile(100, 2, 3), drawn_pile(300, 4, 4), [Job(1, 1, 7)] * 500])
@pytest.mark.parametrize("seconds", [0, 0.3])
def test_time_that_runs_out_leaves_an_order_in_time(jobs, seconds):
    checked([Job(1, 1, 0)])  # the solver is loaded
    started = time.perf_counter()
    checked(jobs, seconds)
    assert time.perf_counter() - started < 1.1 * seconds + 2  # far off would be a loop that looks at no clock


def test_the_clock_is_looked_at_often():
    ticks = count()
    schedule = solve(drawn_pile(40, 1, 1), 50, lambda: next(ticks))
    assert next(ticks) < 60
    assert not schedule.proven


def test_the_same_jobs_give_the_same_schedule():
    jobs = drawn_pile(30, 2, 3)
    assert checked(jobs) == checked(jobs)


@pytest.mark.parametrize("facts", [(0, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_a_job_of_impossible_numbers_is_refused(facts):
    with pytest.raises(ValueError, match="minutes must be at least 1"):
        Job(*facts)


@pytest.mark.parametrize("number", [1, 6, 11, 36, 41, 72, 101, 125])
def test_published_instances_are_proven_to_the_published_optimum(number):
    if not (OR_LIBRARY / "wt40.txt").exists():
        pytest.skip("the OR-Library's files are not beside the checkout")
    jobs = read_instances((OR_LIBRARY / "wt40.txt").read_text(), 40)[number - 1]
    schedule = checked(jobs)
    assert schedule.proven
    assert schedule.value == read_optima((OR_LIBRARY / "wtopt40.txt").read_text())[number - 1]


def test_without_the_solvers_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "academy.sim.par.kernels", raising=False)
    monkeypatch.delattr("academy.sim.par.kernels", raising=False)
    with pytest.raises(SolverMissingError, match=r"pip install 'academy\[par\]'"):
        solve([Job(1, 1, 0)], 1, time.perf_counter)


@pytest.mark.parametrize("name", ["single_machine", "single_machine_day", "or_library", "published"])
def test_the_core_is_imported_without_the_solvers(name):
    lines = ["import sys", *(f"sys.modules[{solver!r}] = None" for solver in ("numba", "numpy", "ortools"))]
    run("\n".join([*lines, f"import academy.sim.par.{name}"]), ROOT)


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    shutil.copytree(ROOT / "academy/sim/par", tmp_path / "academy/sim/par", ignore=lambda *_: ["__pycache__"])
    for package in ("academy", "academy/sim"):
        shutil.copy(ROOT / package / "__init__.py", tmp_path / package)
    (tmp_path / "academy/sim/par/__pycache__").write_text("a file where the cache would be")
    script = "from academy.sim.par import kernels; print(kernels.__file__, kernels.integers([1, 2]).sum())"
    said = run(script, tmp_path, HOME="/dev/null", XDG_CACHE_HOME="/dev/null", NUMBA_CACHE_DIR="")
    assert said.split() == [str(tmp_path / "academy/sim/par/kernels.py"), "3"]


def run(script: str, folder: Path, **environment: str) -> str:
    surroundings = {**os.environ, "PYTHONPATH": str(folder), **environment}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
