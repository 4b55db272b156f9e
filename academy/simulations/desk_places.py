"""Where work can go from a desk, and when: departments, contacts, runners, times to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from academy.sim.instance import WORKS
from academy.sim.view import DayView, PlaceView, RunnerView
from academy.simulations import words

LEVELS = ("new to it", "with a template", "experienced", "expert")
QUARTER_MINUTES = 15
SHORT_DAY_MINUTES = 120
SHORT_STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody work can go to; `note` says what speaks for or against it, by kind of work for runners."""

    id: str
    name: str
    note: str
    fit: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time to choose."""

    minute: int
    clock: str


def places_of(day: DayView) -> Mapping[str, tuple[Place, ...]]:
    """Where each kind of decision can send work."""
    departments = tuple(_department(day, place) for place in day.departments)
    contacts = tuple(Place(place.id, place.name, place.role, {}) for place in day.contacts)
    return {
        "delegate": tuple(_runner(runner) for runner in day.runners[1:]),
        "route": departments,
        "escalate": contacts,
        "decline": departments + contacts,
    }


def slots_of(day: DayView) -> tuple[Slot, ...]:
    """The times of the rest of the day that a promise or a later start can name."""
    step = QUARTER_MINUTES if day.horizon > SHORT_DAY_MINUTES else SHORT_STEP_MINUTES
    first = step - (day.starts_at + day.minute) % step + day.minute
    return tuple(
        Slot(minute, words.clock(day.starts_at + minute)) for minute in range(first, day.horizon, step)
    )


def _department(day: DayView, place: PlaceView) -> Place:
    opens, closes = (words.clock(day.starts_at + (minute or 0)) for minute in (place.opens, place.closes))
    return Place(place.id, place.name, f"{opens}–{closes}, about {place.lead_minutes} min", {})


def _runner(runner: RunnerView) -> Place:
    fit = {
        str(work): f"{LEVELS[level]}, {_pace(speed)}"
        for work, level, speed in zip(WORKS, runner.level, runner.speed, strict=True)
    }
    return Place(runner.id, runner.name, "", fit)


def _pace(speed: int) -> str:
    """A speed in percent of the time the player takes, in words."""
    if speed < 100:
        return "quicker than you"
    return "as quick as you" if speed == 100 else f"{speed} % of your time"
