"""When the requests of a day come; the rule: one peak of half an hour, then a lull, and pairs side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from academy.content.days.pool_checks import PAIR_MINUTES
from academy.content.scenario_values import Hours, Moment
from academy.sim.rng import Rng

PEAK_MINUTES = 30
PEAK = range(5, 8)  # arrivals in the busiest half hour
CUT_OFFS = 2  # true deadlines that fall into the peak
LULL_MINUTES = 45  # after the peak, without a root
CROWD_MINUTES = 90  # before the peak, where a hard day crowds
USUAL = 4  # arrivals in any other half hour, at most
MARGIN = 60  # minutes between the day's ends and the earliest peak, the latest lull
TRIES = 12

Due = int | Moment  # minutes after the arrival, or a time of the day


class CrowdedError(ValueError):
    """These requests cannot be laid into one day; another draw has to be tried."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A request to be placed. Times are minutes after midnight."""

    name: str
    lands: Hours
    due: Due
    weighs: bool  # whether its deadline is worth a place in the peak


@dataclass(frozen=True, slots=True)
class Timetable:
    """When each request arrives, and when the peak starts; minutes after midnight."""

    arrivals: Mapping[str, int]
    peak: int


def lay_out(
    slots: Sequence[Slot],
    pairs: Iterable[tuple[str, ...]],
    blocked: Sequence[Hours],
    day: Hours,
    size: int,
    burst: int,
    dice: Rng,
) -> Timetable:
    """Place requests in a day: `size` of them in the peak, `burst` % of the others crowding before it.

    `blocked` are the appointments: neither peak nor lull may lie in them for more than a few minutes. Raises
    CrowdedError when no peak can be found.
    """
    starts = list(range(day.opens + MARGIN, day.closes - MARGIN - PEAK_MINUTES - LULL_MINUTES, 5))
    dice.shuffle(starts)
    together = _partners(pairs, slots)
    for start in starts:
        if _overlap(blocked, start, start + PEAK_MINUTES + LULL_MINUTES) > 15:
            continue
        layout = _Layout(start, size, burst, together)
        if layout.place_all(slots, dice):
            return Timetable(layout.arrivals, start)
    raise CrowdedError("no half hour of the day can hold the peak, with a lull after it")


@dataclass(slots=True)
class _Layout:
    """One attempt with the peak at `start`."""

    start: int
    size: int
    burst: int
    together: Mapping[str, str]
    arrivals: dict[str, int] = field(default_factory=dict)

    def place_all(self, slots: Sequence[Slot], dice: Rng) -> bool:
        """Place every request; return whether that was possible."""
        order = list(slots)
        dice.shuffle(order)
        if not (self._place_cut_offs(order, dice) and self._fill_peak(order, dice)):
            return False
        left = [slot for slot in order if slot.name not in self.arrivals]
        left.sort(key=lambda slot: (self.together.get(slot.name) is None, slot.lands.closes - slot.lands.opens))
        return all(self._place(slot, dice) for slot in left)

    def _place_cut_offs(self, order: Sequence[Slot], dice: Rng) -> bool:
        """Let two deadlines fall into the peak: by the arrival, unless a clock time does so already."""
        wanted = CUT_OFFS
        for slot in order:
            if wanted == 0:
                return True
            if not slot.weighs:
                continue
            if isinstance(slot.due, Moment):
                wanted -= slot.due.minute in self._peak
                continue
            low = max(slot.lands.opens, self.start - slot.due)
            high = min(slot.lands.closes, self.start + PEAK_MINUTES - 1 - slot.due)
            if low <= high and self._put(slot, low, high, dice):
                wanted -= 1
        return wanted == 0

    def _fill_peak(self, order: Sequence[Slot], dice: Rng) -> bool:
        """Fill the half hour, pairs first."""
        able = [slot for slot in order if slot.name not in self.arrivals and self._can_peak(slot)]
        names = {slot.name for slot in able}
        able.sort(key=lambda slot: self.together.get(slot.name) not in names)
        for slot in able[: self.size]:
            low, high = max(slot.lands.opens, self.start), min(slot.lands.closes, self._peak[-1])
            self.arrivals[slot.name] = dice.between(low, high)
        return len(able) >= self.size

    def _place(self, slot: Slot, dice: Rng) -> bool:
        """Place a request outside the peak and the lull, near its partner when that one is there."""
        low, high = slot.lands.opens, slot.lands.closes
        partner = self.arrivals.get(self.together.get(slot.name, ""))
        if partner is not None:
            low, high = max(low, partner - PAIR_MINUTES), min(high, partner + PAIR_MINUTES)
        elif dice.chance(10 * self.burst) and low < self.start and high >= self.start - CROWD_MINUTES:
            crowd = max(low, self.start - CROWD_MINUTES), min(high, self.start - 1)
            if self._put(slot, *crowd, dice):
                return True
        return low <= high and self._put(slot, low, high, dice)

    def _put(self, slot: Slot, low: int, high: int, dice: Rng) -> bool:
        """Let it arrive at a free minute of a span; return whether there is one."""
        for attempt in range(TRIES):
            minute = dice.between(low, high)
            if attempt == TRIES - 1:
                minute = next((minute for minute in range(low, high + 1) if self._is_free(minute)), minute)
            if self._is_free(minute):
                self.arrivals[slot.name] = minute
                return True
        return False

    def _is_free(self, minute: int) -> bool:
        if self.start <= minute < self.start + PEAK_MINUTES + LULL_MINUTES:
            return False
        minutes = sorted([*self.arrivals.values(), minute])
        outside = [other for other in minutes if other not in self._peak]
        return busiest(minutes) <= PEAK[-1] and busiest(outside) <= USUAL

    def _can_peak(self, slot: Slot) -> bool:
        return slot.lands.opens <= self._peak[-1] and slot.lands.closes >= self.start

    @property
    def _peak(self) -> range:
        return range(self.start, self.start + PEAK_MINUTES)


def busiest(minutes: Sequence[int]) -> int:
    """Return the most arrivals within half an hour; `minutes` are in order."""
    first, most = 0, 0
    for last, minute in enumerate(minutes):
        while minute - minutes[first] >= PEAK_MINUTES:
            first += 1
        most = max(most, last - first + 1)
    return most


def _partners(pairs: Iterable[tuple[str, ...]], slots: Sequence[Slot]) -> dict[str, str]:
    names = {slot.name for slot in slots}
    partners: dict[str, str] = {}
    for first, second in pairs:
        if first in names and second in names:
            partners |= {first: second, second: first}
    return partners


def _overlap(blocked: Sequence[Hours], opens: int, closes: int) -> int:
    return sum(max(0, min(item.closes, closes) - max(item.opens, opens)) for item in blocked)
