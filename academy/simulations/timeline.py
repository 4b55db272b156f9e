"""The day as lanes of bars: who did what when, in percent of its length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from academy.sim.view import DayView
from academy.simulations import words

HOUR = 60
QUARTER = 15
#: A bar narrower than this in percent would not be seen.
NARROWEST = 0.25


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of somebody's time."""

    kind: str
    left: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One person's day."""

    name: str
    bars: tuple[Bar, ...]
    busy_minutes: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An hour on the axis, or a quarter of one when the day is short."""

    clock: str
    left: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """All lanes above one axis."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]


def timeline_of(day: DayView, subjects: Mapping[str, str]) -> Timeline:
    """The lanes of a day, the player's first."""
    titles = {**subjects, **{entry.id: entry.title for entry in day.appointments}}
    lanes = tuple(
        _lane(day, runner.id, "You" if place == 0 else runner.name, titles)
        for place, runner in enumerate(day.runners)
    )
    first = (-day.starts_at) % HOUR
    apart = HOUR if day.horizon >= 4 * HOUR else QUARTER
    marks = tuple(
        Mark(words.clock(day.starts_at + minute), _percent(minute, day))
        for minute in range(first % apart, day.horizon + 1, apart)
    )
    return Timeline(lanes, marks)


def _lane(day: DayView, handler: str, name: str, titles: Mapping[str, str]) -> Lane:
    spans = [span for span in day.spans if span.handler == handler and span.ends > span.starts]
    bars = tuple(
        Bar(
            span.kind,
            _percent(span.starts, day),
            max(NARROWEST, _percent(span.ends, day) - _percent(span.starts, day)),
            f"{_clock(day, span.starts)}–{_clock(day, span.ends)} "
            f"{_what(span.kind, span.label)}{titles[span.subject]}",
        )
        for span in spans
    )
    return Lane(name, bars, sum(span.ends - span.starts for span in spans))


def _what(kind: str, label: str) -> str:
    return f"{words.OPERATIONS[label].lower()}: " if kind == "operation" else ""


def _clock(day: DayView, minute: int) -> str:
    return words.clock(day.starts_at + minute)


def _percent(minute: int, day: DayView) -> float:
    return round(100 * minute / day.horizon, 3)
