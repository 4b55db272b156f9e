"""Compiled loops of the single-machine core; the rule: whole numbers only, and the caller keeps the time.

The one module that imports numba and numpy at its top, so it is imported inside functions only. Everything
is compiled when it is imported, and kept on disk where there is a folder to keep it in.

Jobs are columns `minutes`, `weights`, `dues`, sorted as `Columns` says. An arc is a job that starts at a
minute; arcs are sorted by minute, those of minute t are `first[t]` to `first[t + 1]`. Arc costs and prices
are in points times a scale. A set of jobs is a row of 64-bit words.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])
Integers = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Sets = npt.NDArray[np.uint64]

NOWHERE = 1 << 61  # more than any cost: there is no such chain
REACH = 64  # how far apart in the order the local search looks for a pair to change
_MIX = np.uint64(0x9E3779B97F4A7C15)
_ONE, _LOW = np.uint64(1), np.uint64(63)


def integers(values: Any) -> Integers:
    """Return `values` as a column."""
    return np.array(values, np.int64)


def zeros(kind: str, *shape: int) -> npt.NDArray[Any]:
    """Return a table of zeros of that numpy type; memory is taken as it is written to."""
    return np.zeros(shape, kind)


def _compiled(signature: str) -> Callable[[Function], Function]:
    """Compile at once for one signature; without a folder to cache in, for this process only."""

    def compile_(function: Function) -> Function:
        compiled: Any
        try:
            compiled = njit(signature, cache=True)(function)
        except (RuntimeError, OSError):
            compiled = njit(signature)(function)
        return cast("Function", compiled)

    return compile_


@_compiled("int64(int64, int64, int64)")
def _late(weight: int, due: int, minute: int) -> int:
    return weight * (minute - due) if minute > due else 0


@_compiled("int64(int64[::1], int64[::1], int64[::1], int64[::1])")
def cost(order: Integers, minutes: Integers, weights: Integers, dues: Integers) -> int:
    """Return what an order costs, points."""
    end, points = 0, 0
    for j in order:
        end += minutes[j]
        points += _late(weights[j], dues[j], end)
    return points


@_compiled("boolean(int64[::1], int64[::1], int64[::1], int64[::1], int64)")
def descend(order: Integers, minutes: Integers, weights: Integers, dues: Integers, sweeps: int) -> bool:
    """Improve `order` in place by swaps and insertions; return whether nothing is left to gain."""
    count = len(order)
    ends = np.empty(count + 1, np.int64)
    ends[0] = 0
    for place in range(count):
        ends[place + 1] = ends[place] + minutes[order[place]]
    for _ in range(sweeps):
        improved = False
        for i in range(count - 1):
            best, best_j, best_kind = 0, -1, 0
            a = order[i]
            pa, wa, da = minutes[a], weights[a], dues[a]
            was_a = _late(wa, da, ends[i + 1])
            later = 0  # change for those between when the first is taken out from in front of them
            for j in range(i + 1, min(count, i + REACH)):
                b = order[j]
                pb, wb, db = minutes[b], weights[b], dues[b]
                was_b = _late(wb, db, ends[j + 1])
                now_a = _late(wa, da, ends[j + 1]) - was_a
                now_b = _late(wb, db, ends[i] + pb) - was_b
                swap, back = now_a + now_b, now_b
                for k in range(i + 1, j):
                    x = order[k]
                    was = _late(weights[x], dues[x], ends[k + 1])
                    swap += _late(weights[x], dues[x], ends[k + 1] + pb - pa) - was
                    back += _late(weights[x], dues[x], ends[k + 1] + pb) - was
                back += _late(wa, da, ends[i + 1] + pb) - was_a
                later += _late(wb, db, ends[j + 1] - pa) - was_b
                if swap < best:
                    best, best_j, best_kind = swap, j, 0
                if now_a + later < best:
                    best, best_j, best_kind = now_a + later, j, 1
                if back < best:
                    best, best_j, best_kind = back, j, 2
            if best_j < 0:
                continue
            improved = True
            b = order[best_j]
            if best_kind == 0:
                order[i], order[best_j] = b, a
            elif best_kind == 1:
                for k in range(i, best_j):
                    order[k] = order[k + 1]
                order[best_j] = a
            else:
                for k in range(best_j, i, -1):
                    order[k] = order[k - 1]
                order[i] = b
            for k in range(i, best_j):
                ends[k + 1] = ends[k] + minutes[order[k]]
        if not improved:
            return True
    return False


@_compiled("void(int64[::1], int64[::1], int64[::1], uint64[:, ::1], int64[::1], int64[::1])")
def precede(
    minutes: Integers, weights: Integers, dues: Integers, before: Sets, ahead: Integers, behind: Integers
) -> None:
    """Fill in who comes before whom in some best order, and the minutes ahead of and behind each job."""
    count = len(minutes)
    changed = True
    while changed:
        changed = False
        for j in range(count):
            for i in range(j):
                if before[j, i >> 6] >> np.uint64(i & 63) & _ONE:
                    continue
                if weights[i] < weights[j] or dues[i] > max(dues[j], ahead[j] + minutes[j]):
                    continue
                changed = True
                for k in range(j, count):
                    if k == j or before[k, j >> 6] >> np.uint64(j & 63) & _ONE:
                        for word in range(before.shape[1]):
                            before[k, word] |= before[i, word]
                        before[k, i >> 6] |= _ONE << np.uint64(i & 63)
                        ahead[k] = 0
                        for m in range(k):
                            if before[k, m >> 6] >> np.uint64(m & 63) & _ONE:
                                ahead[k] += minutes[m]
    for j in range(count):
        for i in range(j):
            if before[j, i >> 6] >> np.uint64(i & 63) & _ONE:
                behind[i] += minutes[j]


@_compiled("int32[::1](int64[::1], int64[::1], int64[::1], int64[::1])")
def windows(minutes: Integers, ahead: Integers, behind: Integers, first: Integers) -> Places:
    """Return the jobs of all arcs that leave room for what comes before and after; fill in `first`."""
    total = len(first) - 2
    size = 0
    for j in range(len(minutes)):
        size += total - behind[j] - minutes[j] - ahead[j] + 1
    jobs = np.empty(size, np.int32)
    size = 0
    for minute in range(total):
        first[minute] = size
        for j in range(len(minutes)):
            if ahead[j] <= minute <= total - behind[j] - minutes[j]:
                jobs[size] = j
                size += 1
    first[total] = first[total + 1] = size
    return jobs


_CHAINS = "int64[::1], int64[::1], int64[::1], int64[::1], int64[::1], int32[::1]"


@_compiled(f"int64({_CHAINS}, int64[:, ::1], int32[:, ::1])")
def forward(
    minutes: Integers,
    weights: Integers,
    dues: Integers,
    prices: Integers,
    first: Integers,
    jobs: Places,
    reached: Integers,
    by: Places,
) -> int:
    """Return the cost of the cheapest chain that fills the day, no job twice in a row.

    Fills in `reached[0]`, the cheapest chain that ends at each minute, and `by[0]`, its last job; in `[1]`
    the cheapest with another last job.
    """
    total = reached.shape[1] - 1
    reached[:] = NOWHERE
    by[:] = -1
    reached[0, 0] = reached[1, 0] = 0
    for minute in range(total):
        if reached[0, minute] >= NOWHERE:
            continue
        for arc in range(first[minute], first[minute + 1]):
            j = jobs[arc]
            so_far = reached[1, minute] if by[0, minute] == j else reached[0, minute]
            if so_far >= NOWHERE:
                continue
            end = minute + minutes[j]
            cost = so_far + _late(weights[j], dues[j], end) - prices[j]
            if cost < reached[0, end]:
                reached[1, end], by[1, end] = reached[0, end], by[0, end]
                reached[0, end], by[0, end] = cost, j
            elif cost < reached[1, end]:
                reached[1, end], by[1, end] = cost, j
    filled: int = reached[0, total]
    return filled


@_compiled("int64(int64[::1], int32[:, ::1], int64[::1], int64[::1])")
def chain(minutes: Integers, by: Places, uses: Integers, order: Integers) -> int:
    """Count how often the cheapest chain uses each job; return its length, and fill in its first `order`."""
    uses[:] = 0
    minute, last, length = by.shape[1] - 1, -1, 0
    while minute > 0:
        j = by[1, minute] if by[0, minute] == last else by[0, minute]
        uses[j] += 1
        if length < len(order):
            order[len(order) - 1 - length] = j
        length += 1
        minute -= minutes[j]
        last = j
    return length


@_compiled(f"int32[::1]({_CHAINS}, int64[:, ::1], int32[:, ::1], int64, int64[::1], int64[::1])")
def backward(
    minutes: Integers,
    weights: Integers,
    dues: Integers,
    prices: Integers,
    first: Integers,
    jobs: Places,
    reached: Integers,
    by: Places,
    limit: int,
    steps: Integers,
    rests: Integers,
) -> Places:
    """Return the jobs of the arcs on some chain of at most `limit`, and bring `first` in line with them.

    `steps` gets each arc's own cost, `rests` what the cheapest chain from its start to the end costs.
    """
    total = reached.shape[1] - 1
    left = np.full((2, total + 1), NOWHERE)
    start = np.full(total + 1, -1)
    left[0, total] = left[1, total] = 0
    kept, write = np.empty_like(jobs), len(jobs)
    for minute in range(total - 1, -1, -1):
        low, high = first[minute], first[minute + 1]
        first[minute + 1] = write
        for arc in range(low, high):
            j = jobs[arc]
            end = minute + minutes[j]
            so_far = reached[1, minute] if by[0, minute] == j else reached[0, minute]
            rest = left[1, end] if start[end] == j else left[0, end]
            if so_far >= NOWHERE or rest >= NOWHERE:
                continue
            step = _late(weights[j], dues[j], end) - prices[j]
            rest += step
            if so_far + rest > limit:
                continue
            if rest < left[0, minute]:
                left[1, minute], left[0, minute], start[minute] = left[0, minute], rest, j
            elif rest < left[1, minute]:
                left[1, minute] = rest
            write -= 1
            kept[write], steps[write], rests[write] = j, step, rest
    first[0] = write
    first -= write
    size = len(jobs) - write
    steps[:size] = steps[write : len(jobs)].copy()
    rests[:size] = rests[write : len(jobs)].copy()
    return kept[write:].copy()


@_compiled("int64(uint64[:, ::1], int32[::1], int64)")
def _slot(sets: Sets, table: Places, row: int) -> int:
    """Return where in `table` the set in `row` stands, or would stand."""
    mixed = np.uint64(0)
    for word in range(sets.shape[1]):
        mixed = (mixed ^ sets[row, word]) * _MIX
        mixed ^= mixed >> np.uint64(32)
    mask = len(table) - 1
    slot: int = np.int64(mixed & np.uint64(mask))  # type: ignore[assignment]
    while table[slot]:
        other = table[slot] - 1
        same = True
        for word in range(sets.shape[1]):
            same = same and sets[other, word] == sets[row, word]
        if same:
            break
        slot = (slot + 1) & mask
    return slot


@_compiled("void(uint64[:, ::1], int32[::1], int64)")
def rehash(sets: Sets, table: Places, size: int) -> None:
    """Enter the first `size` sets into an empty `table`."""
    for row in range(size):
        table[_slot(sets, table, row)] = row + 1


@_compiled(
    "void(int64[::1], int64[::1], int32[::1], int64[::1], int64[::1], uint64[:, ::1], int64,"
    " uint64[:, ::1], int64[::1], int16[::1], int32[::1], int32[::1], int32[::1], int64[::1], int64)"
)
def expand(
    minutes: Integers,
    first: Integers,
    jobs: Places,
    steps: Integers,
    rests: Integers,
    before: Sets,
    limit: int,
    sets: Sets,
    costs: Integers,
    lasts: npt.NDArray[np.int16],
    links: Places,
    heads: Places,
    table: Places,
    at: Integers,
    states: int,
) -> None:
    """Expand up to `states` sets of jobs, by the minute at which they are done, as long as there is room.

    `at` is where it stands: the minute, the row to expand next (-1: the first of the minute), the rows used.
    """
    total, words = len(heads) - 1, sets.shape[1]
    minute, row, size = at
    while minute < total:
        if row < 0:
            row = heads[minute]
        while row >= 0:
            if states == 0 or size + len(minutes) >= len(costs):
                at[0], at[1], at[2] = minute, row, size
                return
            states -= 1
            cost = costs[row]
            for arc in range(first[minute], first[minute + 1]):
                if cost + rests[arc] > limit:
                    continue
                j = jobs[arc]
                fits = True
                for word in range(words):
                    fits = fits and not before[j, word] & ~sets[row, word]
                    sets[size, word] = sets[row, word]
                sets[size, j >> 6] |= _ONE << np.uint64(j & 63)
                if not fits or sets[size, j >> 6] == sets[row, j >> 6]:
                    continue
                slot = _slot(sets, table, size)
                if table[slot]:
                    other = table[slot] - 1
                    if cost + steps[arc] < costs[other]:
                        costs[other], lasts[other] = cost + steps[arc], j
                    continue
                end = minute + minutes[j]
                costs[size], lasts[size] = cost + steps[arc], j
                links[size], heads[end] = heads[end], size
                size += 1
                table[slot] = size
            row = links[row]
        minute += 1
    at[0], at[1], at[2] = minute, -1, size


@_compiled("void(uint64[:, ::1], int16[::1], int32[::1], int64, int64, int64[::1])")
def trace(
    sets: Sets, lasts: npt.NDArray[np.int16], table: Places, row: int, spare: int, order: Integers
) -> None:
    """Fill in the best order of the full set in `row`; `spare` is an unused row."""
    for place in range(len(order) - 1, -1, -1):
        j = lasts[row]
        order[place] = j
        sets[spare] = sets[row]
        sets[spare, j >> 6] ^= _ONE << np.uint64(j & 63)
        row = table[_slot(sets, table, spare)] - 1
