"""One person, a pile of work, the best order: weighted tardiness; the rule: a bound is never a guess.

Local search finds an order, prices bound what any order costs, and a search over sets of jobs closes what is
left between the two. Whole numbers throughout, so the same jobs give the same schedule unless time runs out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from academy.sim.par import SolverMissingError, local_search, subsets
from academy.sim.par.columns import Columns
from academy.sim.par.relaxation import Relaxation

ROUNDS = 100  # of local search, before the bound and once more when the bound leaves a gap
LARGEST = 1 << 60  # of costs the compiled loops can count


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work, there from minute 0; raises ValueError when a number is out of its range."""

    minutes: int  # >= 1
    weight: int  # cost of one minute of lateness, points (>= 0)
    due: int  # minute by which it should be finished (>= 0)

    def __post_init__(self) -> None:
        if self.minutes < 1 or self.weight < 0 or self.due < 0:
            raise ValueError(f"{self}: minutes must be at least 1, weight and due at least 0")


@dataclass(frozen=True, slots=True)
class Schedule:
    """An order of jobs, by their places in what was asked, and how good it is; proven: nothing is better."""

    order: tuple[int, ...]
    value: int  # points it costs
    lower_bound: int  # no order costs less; 0 to `value`

    @property
    def proven(self) -> bool:
        """Whether the order is known to be the best."""
        return self.lower_bound == self.value


def cost_of(jobs: Sequence[Job], order: Sequence[int]) -> int:
    """Return the total of weight x minutes late when the jobs are done in `order` without a pause, points."""
    ends = accumulate(jobs[place].minutes for place in order)
    return sum(
        jobs[place].weight * max(0, end - jobs[place].due) for place, end in zip(order, ends, strict=True)
    )


def solve(jobs: Sequence[Job], seconds: float, clock: Callable[[], float]) -> Schedule:
    """Return the best order of `jobs`, proven if it can be done in `seconds` by `clock` (seconds, rising).

    Days too long or costs too large for the tables get an order and a plain bound. Loading the solver does
    not count. Raises SolverMissingError when it is not installed.
    """
    kernels = _load_kernels()
    deadline = clock() + seconds

    def is_time_up() -> bool:
        return clock() >= deadline

    # what costs nothing to leave goes last; the rest in the order that precedences need
    places = sorted(
        (place for place, job in enumerate(jobs) if job.weight), key=lambda place: _rank(jobs[place])
    )
    idle = [place for place, job in enumerate(jobs) if not job.weight]
    order, bound = _solve([jobs[place] for place in places], kernels, is_time_up)
    whole = (*(places[place] for place in order), *idle)
    return Schedule(whole, cost_of(jobs, whole), bound)


def _load_kernels() -> Any:
    try:
        from academy.sim.par import kernels  # numba is heavy and optional
    except ImportError as error:
        raise SolverMissingError from error
    return kernels


def _rank(job: Job) -> tuple[int, int, int]:
    return job.minutes, -job.weight, job.due


def _solve(jobs: list[Job], kernels: Any, is_time_up: Callable[[], bool]) -> tuple[list[int], int]:
    """Return an order and a lower bound for jobs sorted by `_rank`."""
    order, bound = _best_rule(jobs), _plain_bound(jobs)
    largest = sum(job.minutes for job in jobs) * sum(job.weight for job in jobs)
    if cost_of(jobs, order) == bound or largest > LARGEST:
        return order, bound
    columns = Columns.of(kernels, jobs)
    order = local_search.improve(columns, order, ROUNDS, is_time_up)
    if cost_of(jobs, order) == bound or is_time_up() or not Relaxation.holds(columns):
        return order, bound
    relaxation = Relaxation(columns, bound)
    found = relaxation.raise_bound(cost_of(jobs, order), is_time_up)
    if found is None and relaxation.bound < cost_of(jobs, order):
        order = local_search.improve(columns, order, ROUNDS, is_time_up)
        found = subsets.search(relaxation, cost_of(jobs, order), is_time_up)
    order = order if found is None else found
    return order, relaxation.bound


def _best_rule(jobs: list[Job]) -> list[int]:
    """Return the better of due date first (never late if that is possible) and weight per minute."""
    places = range(len(jobs))
    by_due = sorted(places, key=lambda place: jobs[place].due)
    by_weight = sorted(places, key=lambda place: -(jobs[place].weight << 64) // jobs[place].minutes)
    return min(by_due, by_weight, key=lambda order: cost_of(jobs, order))


def _plain_bound(jobs: list[Job]) -> int:
    """Return what is late at least when the shortest go first and take each other's due dates in turn."""
    ends = accumulate(sorted(job.minutes for job in jobs))
    dues = sorted(job.due for job in jobs)
    late = sum(max(0, end - due) for end, due in zip(ends, dues, strict=True))
    return late * min((job.weight for job in jobs), default=0)
