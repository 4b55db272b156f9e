"""When the requests of a day come; the rule: one half hour's peak, then a lull, and pairs side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
MOST_BLOCKED = 15  # minutes of appointments within peak and lull
AROUND = 5  # minutes before and after an appointment that it takes to leave the desk and look at it again
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
    patience: int  # minutes within which somebody has to see to it
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

    `blocked` are the appointments: neither peak nor lull lies in them for more than a few minutes, and what
    cannot wait for their end does not come then. Raises CrowdedError when no peak can be found.
    """
    starts = list(range(day.opens + MARGIN, day.closes - MARGIN - PEAK_MINUTES - LULL_MINUTES, 5))
    dice.shuffle(starts)
    together = _partners(pairs, slots)
    for start in starts:
        if _overlap(blocked, start, start + PEAK_MINUTES + LULL_MINUTES) > MOST_BLOCKED:
            continue
        layout = _Layout(start, size, burst, together, blocked)
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
    blocked: Sequence[Hours]
    arrivals: dict[str, int] = field(default_factory=dict)

    def place_all(self, slots: Sequence[Slot], dice: Rng) -> bool:
        """Place every request; return whether that was possible."""
        order = list(slots)
        dice.shuffle(order)
        if not (self._place_cut_offs(order, dice) and self._fill_peak(order, dice)):
            return False
        left = [slot for slot in order if slot.name not in self.arrivals]
        left.sort(
            key=lambda slot: (self.together.get(slot.name) is None, slot.lands.closes - slot.lands.opens)
        )
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
            low, high = self.start - slot.due, self.start + PEAK_MINUTES - 1 - slot.due
            if self._put(slot, low, high, dice):
                wanted -= 1
        return wanted == 0

    def _fill_peak(self, order: Sequence[Slot], dice: Rng) -> bool:
        """Fill the half hour, pairs first."""
        left = [slot for slot in order if slot.name not in self.arrivals]
        first, last = self.start, self._peak[-1]
        able = {slot.name for slot in left if slot.lands.opens <= last and slot.lands.closes >= first}
        left.sort(key=lambda slot: self.together.get(slot.name) not in able)
        wanted = self.size
        for slot in left:
            if wanted == 0:
                break
            minute = self._pick(slot, first, last, lambda _: True, dice)
            if minute is not None:
                self.arrivals[slot.name] = minute
                wanted -= 1
        return wanted == 0

    def _place(self, slot: Slot, dice: Rng) -> bool:
        """Place a request outside the peak and the lull, on a hard day rather in the crowd before them."""
        crowded = dice.chance(10 * self.burst)
        if crowded and self._put(slot, self.start - CROWD_MINUTES, self.start - 1, dice):
            return True
        return self._put(slot, slot.lands.opens, slot.lands.closes, dice)

    def _put(self, slot: Slot, low: int, high: int, dice: Rng) -> bool:
        """Let it arrive outside peak and lull at a minute of a span; return whether there is one."""
        minute = self._pick(slot, low, high, self._is_free, dice)
        if minute is not None:
            self.arrivals[slot.name] = minute
        return minute is not None

    def _pick(self, slot: Slot, low: int, high: int, allowed: Callable[[int], bool], dice: Rng) -> int | None:
        """Draw an allowed minute of a span in which a request may land; None when there is none."""
        low, high = max(low, slot.lands.opens), min(high, slot.lands.closes)
        partner = self.arrivals.get(self.together.get(slot.name, ""))
        if partner is not None:
            low, high = max(low, partner - PAIR_MINUTES), min(high, partner + PAIR_MINUTES)
        if low > high:
            return None
        for _ in range(TRIES):
            minute = dice.between(low, high)
            if self._is_seen(slot, minute) and allowed(minute):
                return minute
        seen = (minute for minute in range(low, high + 1) if self._is_seen(slot, minute))
        return next((minute for minute in seen if allowed(minute)), None)

    def _is_seen(self, slot: Slot, minute: int) -> bool:
        """Return whether no appointment keeps the coordinator away for longer than the request can wait."""
        return not any(
            item.opens - AROUND <= minute < item.closes and item.closes + AROUND - minute > slot.patience
            for item in self.blocked
        )

    def _is_free(self, minute: int) -> bool:
        if self.start <= minute < self.start + PEAK_MINUTES + LULL_MINUTES:
            return False
        minutes = sorted([*self.arrivals.values(), minute])
        outside = [other for other in minutes if other not in self._peak]
        return busiest(minutes) <= PEAK[-1] and busiest(outside) <= USUAL

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


def joined(appointments: Iterable[Hours]) -> list[Hours]:
    """Return appointments in order, those that follow each other without a break as one."""
    result: list[Hours] = []
    for item in sorted(appointments, key=lambda item: item.opens):
        if result and item.opens - result[-1].closes <= AROUND:
            result[-1] = Hours(result[-1].opens, max(result[-1].closes, item.closes))
        else:
            result.append(item)
    return result


def _overlap(blocked: Sequence[Hours], opens: int, closes: int) -> int:
    return sum(max(0, min(item.closes, closes) - max(item.opens, opens)) for item in blocked)
