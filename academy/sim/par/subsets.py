"""A search over sets of jobs, each in its best order; the rule: what is dropped cannot be part of a gain.

Held and Karp's dynamic programme, in which a set is dropped when its cost and the cheapest chain to the end
of the day come to no less than the order at hand, or when a job is in it and one that precedes it is not.
"""

from collections.abc import Callable
from typing import Any

from academy.sim.par.columns import Columns
from academy.sim.par.relaxation import SCALE, Relaxation

MEMORY = 1 << 30  # bytes at most for the sets
SMALLEST = 1 << 14  # sets to start with room for
WORK = 1 << 20  # sets x jobs to expand until the clock is looked at


def search(relaxation: Relaxation, upper: int, is_time_up: Callable[[], bool]) -> list[int] | None:
    """Return the best order if it costs less than `upper`; raise the relaxation's bound to the optimum.

    The bound stays as it is when time or memory runs out.
    """
    if is_time_up():
        return None
    relaxation.strike_out(upper)
    if relaxation.bound >= upper:
        return None
    sets = _Sets(relaxation.columns)
    limit = (upper - 1) * SCALE - sum(relaxation.prices)
    while not sets.expand(relaxation, limit):
        if is_time_up() or (sets.is_full and not sets.grow()):
            return None
    order, cost = sets.best()
    if order is None:
        relaxation.bound = upper
    else:
        relaxation.bound = (cost + sum(relaxation.prices)) // SCALE
    return order


class _Sets:
    """Sets reached so far, a row each: chained by the minute they are done at, found by a hash table."""

    def __init__(self, columns: Columns) -> None:
        self._columns, self._kernels = columns, columns.kernels
        self._words = -(-len(columns) // 64)
        self._room = 0
        self._heads = columns.kernels.zeros("int32", columns.total + 1) - 1
        self._heads[0] = 0
        self._at = columns.kernels.integers([0, -1, 1])
        self._rows = self._empty_rows(0)
        self._make_room(max(SMALLEST, 4 * len(columns)))
        self._rows[3][0] = -1

    @property
    def is_full(self) -> bool:
        """Whether the next set might not find room."""
        return int(self._at[2]) + len(self._columns) >= self._room

    def expand(self, relaxation: Relaxation, limit: int) -> bool:
        """Expand some sets; return whether all are done."""
        self._kernels.expand(
            self._columns.minutes,
            relaxation.first,
            relaxation.jobs,
            relaxation.steps,
            relaxation.rests,
            relaxation.before,
            limit,
            *self._rows,
            self._heads,
            self._table,
            self._at,
            max(1, WORK // len(self._columns)),
        )
        return bool(self._at[0] == self._columns.total)

    def grow(self) -> bool:
        """Make twice the room; return False when that is more memory than allowed."""
        bytes_a_row = 8 * self._words + 8 + 2 + 4 + 2 * 4
        if 2 * self._room * bytes_a_row > MEMORY:
            return False
        self._make_room(2 * self._room)
        return True

    def best(self) -> tuple[list[int] | None, int]:
        """Return the best order of all jobs and its cost without the prices; None when there is none."""
        row = int(self._heads[self._columns.total])
        if row < 0:
            return None, 0
        order = self._kernels.zeros("int64", len(self._columns))
        sets, costs, lasts, _ = self._rows
        self._kernels.trace(sets, lasts, self._table, row, int(self._at[2]), order)
        return order.tolist(), int(costs[row])

    def _empty_rows(self, room: int) -> tuple[Any, ...]:
        zeros = self._kernels.zeros
        return (
            zeros("uint64", room, self._words),
            zeros("int64", room),  # costs of the best order of each set, in 1/SCALE points, less the prices
            zeros("int16", room),  # the last job in it
            zeros("int32", room),  # the next set done at the same minute
        )

    def _make_room(self, room: int) -> None:
        old, self._rows = self._rows, self._empty_rows(room)
        for before, after in zip(old, self._rows, strict=True):
            after[: len(before)] = before
        self._room = room
        self._table = self._kernels.zeros("int32", 1 << (2 * room - 1).bit_length())
        self._kernels.rehash(self._rows[0], self._table, int(self._at[2]))
