"""Published instances solved as days; the rule: a day's own code path, and the engine has the last word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from academy.sim.par.or_library import read_instances, read_optima
from academy.sim.par.single_machine import Job, solve
from academy.sim.par.single_machine_day import day_of, replay_cost, solve_day


@dataclass(frozen=True, slots=True)
class Row:
    """What came out for one instance."""

    number: int  # from 1, as in the file
    value: int  # of the order found, points
    lower_bound: int
    proven: bool
    seconds: float  # by the caller's clock
    optimum: int | None  # as published; None: not given
    replay_cost: int  # what the engine charges for the order, points


def solve_file(
    text: str,
    optima_text: str | None,
    limit: int | None,
    seconds: float,
    clock: Callable[[], float],
    jobs: int | None = None,
) -> Iterator[Row]:
    """Solve the first `limit` instances (None: all) of a file, `seconds` each by `clock`, one at a time.

    `optima_text` holds the published values, one an instance, or is None; `jobs` is the number of jobs of an
    instance, None when it is to be told from the file. Raises ValueError at once for a faulty file, and
    SolverMissingError when the solver is not installed.
    """
    instances = read_instances(text, jobs)
    optima = [None] * len(instances) if optima_text is None else [*read_optima(optima_text)]
    if len(optima) != len(instances):
        raise ValueError(f"there are {len(instances)} instances and {len(optima)} published values")
    solve((Job(1, 1, 0),), 0, clock)  # loads the solver, whose compilation is no instance's time
    cases = enumerate(zip(instances, optima, strict=True), start=1)
    return (_solve(number, case, optimum, seconds, clock) for number, (case, optimum) in islice(cases, limit))


def _solve(
    number: int, jobs: tuple[Job, ...], optimum: int | None, seconds: float, clock: Callable[[], float]
) -> Row:
    started = clock()
    schedule = solve_day(day_of(jobs), seconds, clock)
    taken = clock() - started
    if schedule is None:
        raise AssertionError("a day made of jobs is recognised as one")
    return Row(
        number,
        schedule.value,
        schedule.lower_bound,
        schedule.proven,
        taken,
        optimum,
        replay_cost(jobs, schedule.order),
    )
