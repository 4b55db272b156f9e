"""What makes a day fair: how many requests of which kind, and what a level turns; the rule: whole numbers.

A fair day has 18 to 26 requests: 40-45 % routine, 25-30 % quiet (truly more urgent than they say), 25-30 %
loud (less urgent than they say), one or two that are somebody else's to decide, at most one about welfare and
at most one that can end the day. What only a senior can settle never outnumbers the goodwill. A day of traps
alone teaches suspicion, not triage.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_values import Span

ROOTS = range(18, 27)
WORKLOAD = range(110, 131)  # hidden minutes of the roots, percent of the coordinator's free minutes
AUTHORITY = range(1, 3)
AUTHORITY_TRAP, WELFARE_TRAP, ROUTINE_TRAP = "AUTH", "WELF", "GOOD"


class Kind(StrEnum):
    """What a request is for the balance of a day."""

    ROUTINE = "routine"
    QUIET = "quiet"
    LOUD = "loud"


SHARES: Mapping[Kind, tuple[int, int]] = {  # percent of the roots
    Kind.ROUTINE: (40, 45),
    Kind.QUIET: (25, 30),
    Kind.LOUD: (25, 30),
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """What a level from 0 to 100 turns."""

    roots: int  # how many requests come by the clock
    workload: int  # hidden minutes of the roots, percent of the coordinator's minutes without appointments
    load: int  # minutes the runners take for the same work, percent of their usual pace
    slack: int  # due times given in minutes, percent of what is written; clock times stay
    lies: int  # distance of claims and appearances from the truth, percent of what is written
    burst: int  # percent of the other arrivals that crowd the time before the peak
    peak: int  # arrivals within the peak's half hour
    tokens: int  # goodwill for escalations


def knobs_at(level: int, goodwill: Span) -> Knobs:
    """Return the knobs of a level; raise ValueError when it is not within 0 to 100."""
    if not 0 <= level <= 100:
        raise ValueError(f"level {level} is not within 0 to 100")

    def turned(easy: int, hard: int) -> int:
        return (easy * (100 - level) + hard * level + 50) // 100

    return Knobs(
        roots=turned(20, 26),
        workload=turned(112, 128),
        load=turned(55, 125),
        slack=turned(120, 50),
        lies=turned(40, 140),
        burst=turned(0, 70),
        peak=turned(5, 7),
        tokens=turned(goodwill.high, goodwill.low),
    )


def kind_of(request: CatalogueRequest) -> Kind:
    """Return what a kind of request is for the balance of a day."""
    if request.trap == ROUTINE_TRAP or request.true_urgency == request.claimed_urgency:
        return Kind.ROUTINE
    return Kind.QUIET if request.true_urgency > request.claimed_urgency else Kind.LOUD


def quotas(roots: int) -> dict[Kind, int]:
    """Return how many of each kind a day of `roots` requests has; they add up to it."""
    quiet = (roots * 27 + 50) // 100
    loud = (roots * 28 + 50) // 100
    return {Kind.ROUTINE: roots - quiet - loud, Kind.QUIET: quiet, Kind.LOUD: loud}


def recipe_faults(kinds: Iterable[CatalogueRequest]) -> Iterator[str]:
    """Yield where the roots of a day leave the recipe; shares are kept to the next whole request."""
    roots = list(kinds)
    if len(roots) not in ROOTS:
        yield f"{len(roots)} requests are not {ROOTS[0]} to {ROOTS[-1]}"
    for kind, (low, high) in SHARES.items():
        count = sum(kind_of(item) is kind for item in roots)
        if not len(roots) * low // 100 <= count <= -(-len(roots) * high // 100):
            yield f"{count} of {len(roots)} requests are {kind}, not {low} to {high} %"
    traps = [item.trap for item in roots]
    if traps.count(AUTHORITY_TRAP) not in AUTHORITY:
        yield f"{traps.count(AUTHORITY_TRAP)} requests are beyond authority, not one or two"
    if traps.count(WELFARE_TRAP) > 1:
        yield f"{traps.count(WELFARE_TRAP)} requests are about welfare, not at most one"
    if sum(item.ends_day for item in roots) > 1:
        yield "more than one request can end the day"
