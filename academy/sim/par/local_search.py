"""Iterated local search for a good order; the rule: seeded by the number of jobs, so it is repeatable."""

from collections.abc import Callable
from typing import Any

from academy.sim.par.columns import Columns
from academy.sim.rng import Rng

SWEEPS = 8  # through the order until the clock is looked at
SWAPS = (3, 7)  # with which a new start differs from the best order


def improve(columns: Columns, order: list[int], rounds: int, is_time_up: Callable[[], bool]) -> list[int]:
    """Return an order at least as good as `order`: the best of `rounds` starts near it."""
    dice = Rng("local search", len(columns), rounds)
    best = columns.kernels.integers(order)
    least = _descend(columns, best, is_time_up)
    for _ in range(rounds):
        if least == 0 or is_time_up():
            break
        tried = best.copy()
        for _ in range(dice.between(*SWAPS)):
            one, other = (dice.between(0, len(order) - 1) for _ in range(2))
            tried[one], tried[other] = tried[other], tried[one]
        cost = _descend(columns, tried, is_time_up)
        if cost <= least:
            best, least = tried, cost
    result: list[int] = best.tolist()
    return result


def _descend(columns: Columns, order: Any, is_time_up: Callable[[], bool]) -> int:
    """Take `order`, in place, to where no swap and no insertion helps; return what it costs."""
    jobs = columns.minutes, columns.weights, columns.dues
    while not columns.kernels.descend(order, *jobs, SWEEPS) and not is_time_up():
        pass
    return int(columns.kernels.cost(order, *jobs))
