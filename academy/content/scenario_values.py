"""Numbers and times as an author writes them; the rule: a value knows its range before it is drawn."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?: *(?:±|\+-|\+/-) *([0-9]{1,3}))?")
_HOURS = re.compile(r"([0-9:]+) *(?:-|–|to) *([0-9:]+)")
_LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """A whole number, or a range from which one is drawn evenly (both ends included)."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the day in minutes after midnight, drawn up to `jitter` minutes earlier or later."""

    minute: int
    jitter: int = 0

    @property
    def earliest(self) -> int:
        """Return the first minute that can be drawn."""
        return self.minute - self.jitter

    @property
    def latest(self) -> int:
        """Return the last minute that can be drawn."""
        return self.minute + self.jitter


@dataclass(frozen=True, slots=True)
class Hours:
    """A span of the day, both ends in minutes after midnight."""

    opens: int
    closes: int


def clock(minute: int) -> str:
    """Return minutes after midnight as a clock time: 860 is "14:20"."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def matching(pattern: str, wanted: str) -> Callable[[str], str]:
    """Return a check that a text has a form, which tells an author in words what is wanted."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if form.fullmatch(text) is None:
            raise ValueError(f"write {wanted}.")
        return text

    return check


def _span(value: Any) -> Span:
    bounds = value if isinstance(value, list) else [value, value]
    if len(bounds) != 2 or any(type(bound) is not int for bound in bounds):
        raise ValueError("write a whole number such as 20, or a range such as [15, 25].")
    low, high = bounds
    if low > high:
        raise ValueError(f"this range runs backwards; write [{high}, {low}].")
    if low < 0 or high > _LARGEST:
        raise ValueError(f"numbers go from 0 to {_LARGEST} here.")
    return Span(low, high)


def _moment(value: Any) -> Moment:
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a clock time such as "14:20", or "14:20 ±5" to let it vary.')
    hour, minute, jitter = found.groups()
    return Moment(int(hour) * 60 + int(minute), int(jitter or 0))


def _exact(value: Any) -> int:
    moment = _moment(value)
    if moment.jitter:
        raise ValueError('this time does not vary; write it as "14:20".')
    return moment.minute


def _when(value: Any) -> Moment | Span:
    if isinstance(value, str):
        return _moment(value)
    if not isinstance(value, int | list):
        raise ValueError('write a clock time such as "14:20", or minutes after the arrival such as 45.')
    return _span(value)


def _hours(value: Any) -> Hours:
    found = _HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write two clock times such as "09:00-17:30".')
    hours = Hours(_exact(found[1]), _exact(found[2]))
    if hours.opens >= hours.closes:
        raise ValueError("these hours end before they begin; write the earlier time first.")
    return hours


Number = Annotated[Span, PlainValidator(_span)]
"""A whole number or a range: `20` or `[15, 25]`."""

Time = Annotated[Moment, PlainValidator(_moment)]
"""A clock time that may vary: `"14:20"` or `"14:20 ±5"`."""

ExactTime = Annotated[int, PlainValidator(_exact)]
"""A clock time that is the same in every draw, as minutes after midnight."""

When = Annotated[Moment | Span, PlainValidator(_when)]
"""A clock time, or minutes after the arrival of the request."""

DayHours = Annotated[Hours, PlainValidator(_hours)]
"""Two clock times: `"09:00-17:30"`."""
