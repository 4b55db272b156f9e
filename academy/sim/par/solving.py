"""Par of a day within a given time; the rule: a cost comes from the engine, a bound holds for every play.

First a local search, then a bound over more than can be played, then a plan that reaches it. Proven means
that plan and bound meet. Where only the order of own work matters, the single-machine core does all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

from academy.sim.commands import Entry
from academy.sim.hindsight import best_known
from academy.sim.instance import Instance
from academy.sim.par import SolverMissingError
from academy.sim.par.single_machine_day import jobs_of, log_of, solve_day
from academy.sim.par.ways import fatal_cost
from academy.sim.tables import tables_of

ROUNDS = 150  # of the local search; enough for a first plan
NEAR = (0, 40)  # points above the bound
COARSE, FINE = 30, (10, 3)  # minutes of a span in the bound
# Of the time that is left at each step
BOUND_SHARE, TARGET_SHARE, PLAN_SHARE, FINE_SHARE = 0.45, 0.4, 0.6, 0.7


FOUND = ("OPTIMAL", "FEASIBLE")  # the solver's words for having found something
LEAST_SECONDS = 0.05  # for a step that is reached when the time is up


@dataclass(frozen=True, slots=True)
class Par:
    """The cheapest plan found for a day, in points, and what no play can undercut."""

    cost: int
    lower_bound: int  # 0 to `cost`
    log: tuple[Entry, ...]  # its proof: folded, it costs `cost`

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be cheaper."""
        return self.cost == self.lower_bound


def par_of(instance: Instance, seconds: float, clock: Callable[[], float]) -> Par:
    """Return the best plan found within about `seconds` by `clock` (seconds, rising).

    Raises SolverMissingError without the extra par.
    """
    if jobs_of(instance) is None:
        return _Search(instance, seconds, clock).result()
    schedule = solve_day(instance, seconds, clock)
    assert schedule is not None  # noqa: S101 - it is such a day
    return Par(schedule.value, schedule.lower_bound, log_of(instance, schedule.order))


class _Search:
    """Plan and bound of one day, brought together."""

    def __init__(self, instance: Instance, seconds: float, clock: Callable[[], float]) -> None:
        self._models, self._plans, self._hints = _load_solver()
        self._notes: dict[Any, int] = {}  # what the last bound looked like
        self._tables = tables_of(instance)
        self._clock = clock
        self._ends = clock() + seconds
        first = best_known(instance, ROUNDS)
        self._cost, self._log, self._bound = first.cost, first.log, 0

    def result(self) -> Par:
        """Return what the time allows; each step is left out once plan and bound have met."""
        steps: tuple[Callable[[], None], ...] = (
            lambda: self._raise_bound(COARSE, self._cost, BOUND_SHARE),
            lambda: self._lower_cost(self._bound, TARGET_SHARE, with_detours=False),
            *(partial(self._come_near, points) for points in NEAR),
            lambda: self._lower_cost(self._cost - 1, PLAN_SHARE, with_detours=True),
            *(partial(self._tighten, span) for span in FINE),
        )
        for step in steps:
            if self._bound < self._cost:
                step()
        return Par(self._cost, self._bound, self._log)

    def _come_near(self, points: int) -> None:
        """Look for a plan within some points of the bound: the fewer plans count, the faster it goes."""
        if self._bound + points < self._cost - 1:
            self._lower_cost(self._bound + points, TARGET_SHARE, with_detours=True)

    def _tighten(self, span: int) -> None:
        """Bound what is cheaper than the plan; where that leaves a gap, look for a plan at the new bound."""
        before = self._bound
        self._raise_bound(span, self._cost - 1, FINE_SHARE)
        if before < self._bound < self._cost:
            self._lower_cost(self._bound, TARGET_SHARE, with_detours=True)

    def _raise_bound(self, span: int, most: int, share: float) -> None:
        """Bound every play that costs at most `most`; that none does says that all others cost more."""
        sheet = self._models.bound_model(self._tables, most, span)
        status, bound, value = self._solved(sheet, share)
        if status == "INFEASIBLE":
            bound = most + 1
        elif status in FOUND:
            self._notes = self._hints.notes_of(sheet, value)
        fatal = fatal_cost(self._tables)
        limit = self._cost if fatal is None else min(self._cost, fatal)
        self._bound = max(self._bound, min(limit, bound))

    def _lower_cost(self, most: int, share: float, *, with_detours: bool) -> None:
        """Look for a plan of at most `most` points."""
        sheet = self._models.plan_model(self._tables, most, with_detours=with_detours)
        sheet.model.add(sheet.total >= min(most, self._bound))
        self._hints.hint(sheet, self._notes)
        status, _, value = self._solved(sheet, share)
        if status in FOUND:
            cost, log = self._plans.log_of(sheet, value)
            if cost < self._cost:
                self._cost, self._log = cost, log

    def _solved(self, sheet: Any, share: float) -> tuple[str, int, Callable[[Any], int]]:
        """Return the solver's verdict, its bound in points, and how to read values."""
        solver = self._models.new_solver(max(LEAST_SECONDS, share * (self._ends - self._clock())))
        status = solver.status_name(solver.solve(sheet.model))
        return status, ceil(solver.best_objective_bound - 1e-6), solver.value


def _load_solver() -> tuple[Any, Any, Any]:
    try:
        from academy.sim.par import day_model, hints, plan  # ortools is heavy and optional
    except ImportError as error:
        raise SolverMissingError from error
    return day_model, plan, hints
