"""A lower bound by prices: chains of jobs that fill the day; the rule: every bound is exact whole numbers.

In a chain a job may come several times, though never twice in a row, or not at all. Each job has a price,
paid back when it is used, and the cheapest chain plus all prices bounds every order from below
(Abdul-Razaq and Potts 1988). Prices rise for jobs left out and fall for jobs used twice, along a deflected
subgradient; a job is struck out at a minute when no chain cheap enough starts it there.
"""

from collections.abc import Callable

from academy.sim.par.columns import Columns

SCALE = 1 << 10  # prices are in 1/1024 points
MOST_CELLS = 1 << 22  # jobs x minutes to keep a table of
MOST_PRECEDED = 256  # jobs up to which it is worked out who comes before whom
PATIENCE = 40  # rounds without progress until the pace slackens
PACES = (1 << 20, 1 << 10)  # first and last, in 1 / 2**20 of the step that would close the gap at once
KEPT = 900  # of the direction before, in thousandths


class Relaxation:
    """What may start when, the prices, and the bound so far.

    `bound` holds for every order that costs less than the `upper` that was given: min(optimum, upper) is at
    least `bound`.
    """

    def __init__(self, columns: Columns, bound: int) -> None:
        zeros, count = columns.kernels.zeros, len(columns)
        self.columns, self.bound = columns, bound
        self.before = zeros("uint64", count, -(-count // 64))  # by job: the set of those before it
        ahead, behind = zeros("int64", count), zeros("int64", count)
        jobs = columns.minutes, columns.weights, columns.dues
        if count <= MOST_PRECEDED:
            columns.kernels.precede(*jobs, self.before, ahead, behind)
        self.scaled = columns.minutes, columns.weights * SCALE, columns.dues
        self.first = zeros("int64", columns.total + 2)
        self.jobs = columns.kernels.windows(columns.minutes, ahead, behind, self.first)
        self.steps, self.rests = zeros("int64", len(self.jobs)), zeros("int64", len(self.jobs))
        self.prices = [0] * count
        self._reached = zeros("int64", 2, columns.total + 1)
        self._by = zeros("int32", 2, columns.total + 1)
        self._uses, self._order = zeros("int64", count), zeros("int64", count)
        self._best = -1

    @staticmethod
    def holds(columns: Columns) -> bool:
        """Return whether the tables of these jobs are small enough, and their numbers."""
        longest = columns.total // int(columns.minutes.min()) + 1  # chain, jobs
        fits = longest * 4 * _dearest(columns) < columns.kernels.NOWHERE
        return fits and len(columns) * columns.total <= MOST_CELLS

    def raise_bound(self, upper: int, is_time_up: Callable[[], bool]) -> list[int] | None:
        """Raise the bound as far as it goes, at most to `upper`, which an order costs.

        Return an order that costs as little as the bound if one turns up on the way.
        """
        prices, direction, stalled = self.prices, [0] * len(self.prices), 0
        pace, slowest = PACES
        while self.bound < upper and pace >= slowest and not is_time_up():
            chain = self._cheapest(prices)
            if chain is None:
                self.bound = upper
                break
            value, uses = chain
            stalled = 0 if value - self._best > self._best // 100_000 else stalled + 1
            self._keep(prices, value, upper)
            if set(uses) == {1}:
                order: list[int] = self._order.tolist()
                return order if self.bound < upper else None
            if stalled > PATIENCE:
                pace, stalled = pace * 7 // 10, 0
                self.strike_out(upper)
            direction = [
                1000 * (1 - use) + KEPT * old // 1000 for use, old in zip(uses, direction, strict=True)
            ]
            gap = upper * SCALE * 101 // 100 - value + SCALE
            prices = self._moved(prices, direction, gap * pace)
        return None

    def strike_out(self, upper: int) -> None:
        """Strike out what no order below `upper` can hold; the bound is `upper` when nothing is left."""
        if self.bound >= upper or self._cheapest(self.prices) is None:
            self.bound = upper
            return
        limit = (upper - 1) * SCALE - sum(self.prices)
        table = (*self.scaled, self.columns.kernels.integers(self.prices), self.first, self.jobs)
        self.jobs = self.columns.kernels.backward(
            *table, self._reached, self._by, limit, self.steps, self.rests
        )

    def _cheapest(self, prices: list[int]) -> tuple[int, list[int]] | None:
        """Return the bound these prices give, in 1/SCALE points, and how often the chain uses each job."""
        kernels = self.columns.kernels
        table = (*self.scaled, kernels.integers(prices), self.first, self.jobs)
        cost = int(kernels.forward(*table, self._reached, self._by))
        if cost >= kernels.NOWHERE:
            return None
        kernels.chain(self.columns.minutes, self._by, self._uses, self._order)
        return cost + sum(prices), self._uses.tolist()

    def _keep(self, prices: list[int], value: int, upper: int) -> None:
        if value > self._best:
            self.prices, self._best = prices, value
            self.bound = max(self.bound, min(upper, -(-value // SCALE)))

    def _moved(self, prices: list[int], direction: list[int], length: int) -> list[int]:
        """Return prices moved along `direction`, within what the compiled loops can count."""
        norm = sum(part * part for part in direction) << 20
        most = _dearest(self.columns)
        if not norm:
            return prices
        moved = (price + 1000 * length * part // norm for price, part in zip(prices, direction, strict=True))
        return [max(-most, min(most, price)) for price in moved]


def _dearest(columns: Columns) -> int:
    """Return more than any order can cost, in 1/SCALE points."""
    return columns.total * int(columns.weights.sum()) * SCALE
