"""Other truths behind the same desk: what else could have been so, for all that anyone could see.

The rule: only hidden facts change, and only those that nothing seen so far has told.
"""

from dataclasses import replace
from heapq import heapify

from academy.sim import calendar
from academy.sim.instance import HiddenFacts, Instance, Request, Signal
from academy.sim.policies.expert import URGENCY_MINUTES
from academy.sim.rng import Rng
from academy.sim.rules import EXPECTED_REPLY
from academy.sim.state import (
    BROKEN,
    MISHANDLED,
    MISMERGED,
    REFUSED,
    SILENT,
    UNCONTAINED,
    WENT_LATE,
    State,
    Status,
)
from academy.sim.tables import Tables

# The priors. Counts and shares of the 38 requests of the shipped scenarios (ship-thursday and
# three-minute-shift, seed 1) and, for the weight behind a bare claim, of the 124 requests of the catalogue.
# Rounded by hand. That a careful reader, or what a request looks like, is wrong in 5 % is an assumption: the
# shipped days hold too few cases to tell.
# Weights 1, 2, 4, 8 by the urgency a careful reader takes from the text, in percent
READING_WEIGHTS = {1: (95, 5, 0, 0), 2: (90, 10, 0, 0), 3: (5, 60, 35, 0), 4: (0, 5, 90, 5), 5: (0, 0, 5, 95)}
# The same by claimed urgency alone, in requests
CLAIM_WEIGHTS = {1: (1, 8, 10, 6), 2: (12, 11, 13, 5), 3: (7, 7, 10, 3), 4: (3, 10, 4, 3), 5: (4, 4, 0, 3)}
READ_DUE = (93, 97, 100, 100, 100, 102, 108)  # true deadline in percent of what the text implies
CLAIMED_DUE = (80, 93, 95, 96, 100, 104, 120)  # in percent of the claim
LOUD_DUE = (95, 100, 120, 600)  # the same when the claim is 5: one in four could have waited
SIZES = (80, 90, 100, 100, 105, 110, 115, 120, 120, 135, 150, 165, 200)  # true size in percent of its looks
OWNER_AS_IT_LOOKS = 950  # of a thousand; else nobody else's, or any department's
LEVEL_AS_IT_LOOKS = 950
VAGUE_REWORK = (0, 10, 16, 18)  # minutes, when something seems to be missing
PLAIN_REWORK = (*(0,) * 19, 10)
FLEXIBILITY = (*(0,) * 8, 3, 5, 10, 15, 20)  # minutes
GRACE = (10, 20, 30, 30, 30, 30, 30)  # minutes
SILENCE_WINDOWS = (60, 100, 100, 150, 200)  # percent of what people expect of the channel

_WEIGHTS = (1, 2, 4, 8)
_TOLD = SILENT | WENT_LATE | MISHANDLED | UNCONTAINED | REFUSED | MISMERGED | BROKEN


class Worlds:
    """Days that look like one day; world `number` is the same whenever, and whatever the truth is."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._drawn: dict[int, tuple[Request, ...]] = {}

    def state(self, state: State, number: int) -> State:
        """Return a copy of `state` with another truth behind what it shows: its view is equal.

        Arrivals, verdicts, what spreads or repeats, and who can decide belong to the text and stay; so does
        all of what has been answered, begun, promised, sent back or has had a consequence.
        """
        requests = self._requests(number)
        untold = [place for place in range(len(requests)) if _is_untold(state, place)]
        mixed = list(state.tables.requests)
        for place in untold:
            mixed[place] = requests[place]
        twin = state.copy()
        twin.tables = Tables(replace(self._instance, requests=tuple(mixed)))
        _reschedule(twin, [place for place in untold if state.arrived[place] >= 0])
        return twin

    def _requests(self, number: int) -> tuple[Request, ...]:
        drawn = self._drawn.get(number)
        if drawn is None:
            day, key = self._instance, ("world", self._instance.slug, self._instance.seed, number)
            drawn = self._drawn[number] = tuple(
                replace(item, hidden=_drawn_truth(day, item, Rng(*key, item.id))) for item in day.requests
            )
        return drawn


def _is_untold(state: State, place: int) -> bool:
    """Return whether nothing that happened has told of a request more than it shows."""
    if state.known[place] or state.promised[place] >= 0 or state.bounced[place] or state.flags[place] & _TOLD:
        return False
    status = state.status[place]
    return status in (Status.UNBORN, Status.OPEN) or (status == Status.QUEUED and state.remaining[place] < 0)


def _reschedule(state: State, places: list[int]) -> None:
    """Put the deadlines and silences of other truths on the calendar."""
    tables, now, changed = state.tables, state.now, frozenset(places)
    kinds = (calendar.LATE, calendar.SILENCE)
    state.heap = [
        event for event in state.heap if not (event >> 36 & 15 in kinds and event >> 20 & 0xFFFF in changed)
    ]
    heapify(state.heap)
    for place in places:
        due = state.due[place] = state.arrived[place] + tables.due[place]
        calendar.put(state, max(now + 1, due + tables.grace[place]), calendar.LATE, place)
        noticed = state.arrived[place] + tables.acknowledge[place]
        calendar.put(state, max(now + 1, noticed), calendar.SILENCE, place)


def _drawn_truth(instance: Instance, request: Request, dice: Rng) -> HiddenFacts:
    visible, reading, hidden = request.visible, request.reading, request.hidden
    likely = CLAIM_WEIGHTS[visible.claimed_urgency]
    if reading.urgency is not None:
        likely = READING_WEIGHTS[reading.urgency]
    weight = _WEIGHTS[dice.weighted(likely)]
    owner = visible.apparent_owner
    if not dice.chance(OWNER_AS_IT_LOOKS):
        owner = dice.choice((None, *(item.id for item in instance.departments)))
    level = reading.apparent_level
    if not dice.chance(LEVEL_AS_IT_LOOKS):
        level = max(0, level - 1) if dice.chance(500) else min(3, level + 1)
    window = EXPECTED_REPLY[visible.channel] * dice.choice(SILENCE_WINDOWS) // 100
    return replace(
        hidden,
        weight=weight,
        due_minutes=_drawn_due(instance, request, dice),
        work_minutes=max(1, visible.apparent_minutes * dice.choice(SIZES) // 100),
        acknowledge_minutes=max(1, window),
        needed_level=level,
        owner=owner,
        rework_minutes=dice.choice(VAGUE_REWORK if Signal.VAGUE in reading.signals else PLAIN_REWORK),
        flexibility_minutes=dice.choice(FLEXIBILITY),
        silence_cost=None,
        grace_minutes=dice.choice(GRACE),
    )


def _drawn_due(instance: Instance, request: Request, dice: Rng) -> int:
    visible, reading = request.visible, request.reading
    if reading.due_minutes is not None:
        return max(1, reading.due_minutes * dice.choice(READ_DUE) // 100)
    if visible.claimed_minutes is not None:
        spread = LOUD_DUE if visible.claimed_urgency == 5 else CLAIMED_DUE
        return max(1, visible.claimed_minutes * dice.choice(spread) // 100)
    urgency = reading.urgency or visible.claimed_urgency
    whole_day = max(60, instance.horizon - request.arrives)
    return max(1, URGENCY_MINUTES.get(urgency, whole_day) * dice.choice(CLAIMED_DUE) // 100)
