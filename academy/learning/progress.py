"""How far somebody is with a course: pure values, worked out from what is stored when they are asked for.

The rule it keeps: a course is complete when each of its modules is marked as complete, so it can be neither
late nor out of step with them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from academy.content.courses import Course, Module
from academy.content.markdown import Heading


@dataclass(frozen=True, slots=True)
class Reading:
    """What is stored of one person's reading of a module; `place` is a heading's id, or empty for the top."""

    read_at: datetime
    place: str
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where to go on: a module, the heading last reached in it, about how many minutes are left."""

    module: Module
    heading: Heading | None
    minutes_left: int


@dataclass(frozen=True, slots=True)
class ContentsRow:
    """One line of a course's contents."""

    number: int
    module: Module
    completed_at: datetime | None
    is_begun: bool


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """One person's progress in one course, with their readings by module slug."""

    course: Course
    readings: Mapping[str, Reading]

    @property
    def rows(self) -> tuple[ContentsRow, ...]:
        """The contents in order."""
        return tuple(
            ContentsRow(number, module, self.completed_at_of(module), module.slug in self.readings)
            for number, module in enumerate(self.course.modules, 1)
        )

    @property
    def missing(self) -> tuple[Module, ...]:
        """The modules that are not complete, in order."""
        return tuple(module for module in self.course.modules if self.completed_at_of(module) is None)

    @property
    def total(self) -> int:
        return len(self.course.modules)

    @property
    def completed(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_begun(self) -> bool:
        return any(module.slug in self.readings for module in self.course.modules)

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and not self.missing

    @property
    def completed_at(self) -> datetime | None:
        """When the last missing module was marked, or None while one is missing."""
        if not self.is_complete:
            return None
        return max(at for module in self.course.modules if (at := self.completed_at_of(module)) is not None)

    @property
    def minutes_left(self) -> int:
        """Reading minutes of the modules that are not complete."""
        return sum(module.minutes for module in self.missing)

    @property
    def last_read_at(self) -> datetime | None:
        """When any of the course's modules was last open."""
        return max(
            (
                self.readings[module.slug].read_at
                for module in self.course.modules
                if module.slug in self.readings
            ),
            default=None,
        )

    def completed_at_of(self, module: Module) -> datetime | None:
        reading = self.readings.get(module.slug)
        return reading.completed_at if reading else None

    def bookmark(self) -> Bookmark:
        """Where to go on: the module last read; if that is complete, the next that is not, or the first such.

        In a complete course that is the module last read.
        """
        modules = self.course.modules
        last = max(
            (position for position, module in enumerate(modules) if module.slug in self.readings),
            key=lambda position: self.readings[modules[position].slug].read_at,
            default=0,
        )
        missing = self.missing or (modules[last],)
        module = next(module for module in (*modules[last:], *modules) if module in missing)
        heading = self.heading_of(module)
        return Bookmark(module, heading, minutes_left(module, heading))

    def heading_of(self, module: Module) -> Heading | None:
        """The heading last reached in a module; None for its top, or when the heading has gone since."""
        reading = self.readings.get(module.slug)
        if reading is None:
            return None
        return next((heading for heading in module.headings if heading.id == reading.place), None)


def minutes_left(module: Module, heading: Heading | None) -> int:
    """About how many minutes a module takes from a heading on: its share of the headings, at least 1."""
    if heading is None:
        return module.minutes
    headings_left = len(module.headings) - module.headings.index(heading)
    return max(1, math.ceil(module.minutes * headings_left / len(module.headings)))
