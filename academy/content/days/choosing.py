"""Which requests come on a day; the rule: the recipe is kept while choosing, so few draws are thrown away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from academy.content.catalogue import CatalogueRequest
from academy.content.days.pool import DayPool
from academy.content.days.recipe import AUTHORITY, AUTHORITY_TRAP, WELFARE_TRAP, Kind, Knobs, kind_of, quotas
from academy.content.days.world import PoolRequestFile
from academy.content.scenario_kinds import Merged, judgement
from academy.content.scenario_values import Hours
from academy.sim.instance import Handler, Judgement
from academy.sim.rng import Rng

LAST_ARRIVAL = 30  # minutes before the day's end after which nothing lands: it could no longer matter
PAIRS_WANTED = 2
MOST_AT_ONCE = {AUTHORITY_TRAP: AUTHORITY[-1], WELFARE_TRAP: 1}


class NoFairDayError(ValueError):
    """No fair day could be drawn; says why in words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A root of the pool that a stage can draw."""

    name: str
    about: CatalogueRequest
    kind: Kind
    lands: Hours  # minutes after midnight; what follows from it can still come by then
    minutes: int  # of the coordinator's, as written
    excludes: frozenset[str]
    needs_goodwill: bool  # nothing but escalating settles it well


@lru_cache(maxsize=16)
def candidates(pool: DayPool, stage: str) -> tuple[Candidate, ...]:
    """Return the roots a stage can draw, in the order of their names; none without an office."""
    world = pool.world
    if world is None:
        return ()
    wanted = world.stages[stage].draws_from
    latest = dict.fromkeys(pool.requests, world.closes - LAST_ARRIVAL)
    for request in pool.requests.values():
        after = request.after
        if after is not None and after.when != "late" and after.request in latest:
            lasts = _containable(pool.requests[after.request]) if after.when == "uncontained" else 0
            last = world.closes - LAST_ARRIVAL - lasts - after.delay.high
            latest[after.request] = min(latest[after.request], last)
    shunned = _excluded(pool.requests)
    found = []
    for name in sorted(pool.requests):
        request = pool.requests[name]
        about = pool.catalogue.requests.get(request.catalogue or "")
        if about is None or about.stage not in wanted or request.lands is None:
            continue
        lands = Hours(request.lands.opens, min(request.lands.closes, latest[name]))
        minutes = Merged.of(request, about).minutes
        if minutes is not None and lands.opens <= lands.closes:
            middle = (minutes.low + minutes.high) // 2
            senior = _needs_goodwill(request, about)
            found.append(Candidate(name, about, kind_of(about), lands, middle, shunned[name], senior))
    return tuple(found)


def choose(
    offered: Iterable[Candidate], pairs: Iterable[tuple[str, ...]], knobs: Knobs, dice: Rng
) -> list[Candidate]:
    """Return some of the requests on offer by the recipe; raise NoFairDayError when they do not suffice.

    First what a day must have (something beyond authority), then pairs, then the rest of each kind; a longer
    job is the likelier one, as the day has to be full.
    """
    choice = _Choice(quotas(knobs.roots), knobs.tokens)
    by_name = {item.name: item for item in offered}
    choice.fill([item for item in by_name.values() if item.about.trap == AUTHORITY_TRAP], 1, dice)
    if not choice.chosen:
        raise NoFairDayError("no request on offer is beyond the coordinator's authority")
    complete = [[by_name[name] for name in pair] for pair in pairs if all(name in by_name for name in pair)]
    dice.shuffle(complete)
    for pair in complete[:PAIRS_WANTED]:
        choice.take_together(pair)
    for kind, left in list(choice.left.items()):
        choice.fill([item for item in by_name.values() if item.kind is kind], left, dice)
        if choice.left[kind]:
            raise NoFairDayError(f"{choice.left[kind]} more {kind} requests are needed that fit together")
    return choice.chosen


@dataclass(slots=True)
class _Choice:
    """What is chosen so far, and how many of each kind are still wanted."""

    left: dict[Kind, int]
    goodwill: int
    chosen: list[Candidate] = field(default_factory=list)
    traps: Counter[str] = field(default_factory=Counter)
    can_end: bool = False

    def fill(self, offered: list[Candidate], count: int, dice: Rng) -> None:
        """Take up to `count` of the requests on offer that fit, by chance."""
        offered = list(offered)
        while count and offered:
            item = offered.pop(dice.weighted([10 + item.minutes for item in offered]))
            if self._fits(item):
                self._take(item)
                count -= 1

    def take_together(self, pair: list[Candidate]) -> None:
        """Take both of a pair, or neither."""
        fresh = [item for item in pair if item not in self.chosen]
        for item in fresh:
            if not self._fits(item):
                for taken in fresh[: fresh.index(item)]:
                    self._give_back(taken)
                return
            self._take(item)

    def _fits(self, item: Candidate) -> bool:
        return (
            item not in self.chosen
            and self.left[item.kind] > 0
            and self.goodwill >= item.needs_goodwill
            and self.traps[item.about.trap] < MOST_AT_ONCE.get(item.about.trap, len(self.chosen) + 1)
            and not (item.about.ends_day and self.can_end)
            and not any(other.name in item.excludes for other in self.chosen)
        )

    def _take(self, item: Candidate) -> None:
        self._count(item, 1)
        self.chosen.append(item)

    def _give_back(self, item: Candidate) -> None:
        self._count(item, -1)
        self.chosen.remove(item)

    def _count(self, item: Candidate, change: int) -> None:
        self.left[item.kind] -= change
        self.goodwill -= change * item.needs_goodwill
        self.traps[item.about.trap] += change
        if item.about.ends_day:
            self.can_end = change > 0


def _needs_goodwill(request: PoolRequestFile, about: CatalogueRequest) -> bool:
    good = (Judgement.RIGHT, Judgement.ACCEPTABLE)
    ways = {handler for handler in Handler if judgement(request, about, handler) in good}
    return ways - {Handler.ASK} == {Handler.ESCALATE}


def _containable(parent: PoolRequestFile) -> int:
    """Return the minutes to contain it in at most; 0 where they are a clock time."""
    contain = parent.truth.contain
    return getattr(contain.by, "high", 0) if contain else 0


def _excluded(requests: Mapping[str, PoolRequestFile]) -> dict[str, frozenset[str]]:
    """Return what each request cannot share a day with; whoever of the two says so."""
    shunned: dict[str, set[str]] = {name: set() for name in requests}
    for name, request in requests.items():
        for other in request.excludes:
            shunned[name].add(other)
            shunned.setdefault(other, set()).add(name)
    return {name: frozenset(others) for name, others in shunned.items()}
