"""The app's shelf of content: read once at start, in development read again when a file has changed.

The rule it keeps: readers hold an immutable shelf, so a change never shows half of itself.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from flask import Flask, current_app

from academy.content.career import Career, load_career
from academy.content.checklists import ChecklistShelf, load_checklists
from academy.content.days.pool import DayPool, load_day_pool
from academy.content.library import Library, library_stamp, load_library
from academy.content.problems import Problem
from academy.content.questions.bank import QuestionBank, load_questions
from academy.content.scenarios import ScenarioShelf, load_scenarios

CHECK_EVERY_SECONDS = 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything read from the content folder at one moment."""

    library: Library
    scenarios: ScenarioShelf
    days: DayPool
    questions: QuestionBank
    checklists: ChecklistShelf
    career: Career

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What is so wrong with files that what they belong to is left out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file."""
        parts = (self.library, self.scenarios, self.days, self.questions, self.checklists, self.career)
        return tuple(problem for part in parts for problem in part.problems)


class Librarian:
    """Keeps the newest shelf of a content folder. Threads may share it."""

    def __init__(self, root: Path, *, is_watching: bool) -> None:
        self._root = root
        self._is_watching = is_watching
        self._lock = Lock()
        self._checked_at = time.monotonic()
        self._stamp = library_stamp(root)
        self._shelf = _read(root, None)

    def shelf(self) -> Shelf:
        """The shelf to serve from; looks for changed files at most once a second, and only when watching."""
        if self._is_watching and time.monotonic() - self._checked_at >= CHECK_EVERY_SECONDS:
            self._look_for_changes()
        return self._shelf

    def _look_for_changes(self) -> None:
        if not self._lock.acquire(blocking=False):
            return  # another thread is looking; the shelf that stands is whole
        try:
            # The stamp comes first: what changes during the reading is then found by the next look.
            stamp = library_stamp(self._root)
            if stamp != self._stamp:
                self._shelf = _read(self._root, self._shelf)
                self._stamp = stamp
            self._checked_at = time.monotonic()
        finally:
            self._lock.release()


def install_library(app: Flask) -> None:
    """Read the content folder of the settings, and make readiness depend on there being a course."""
    settings = app.extensions["settings"]
    librarian = Librarian(settings.courses_folder, is_watching=settings.is_development)
    app.extensions["librarian"] = librarian
    app.extensions["readiness"]["content"] = lambda: _fault_of(librarian.shelf())


def current_shelf() -> Shelf:
    """The running app's content."""
    librarian: Librarian = current_app.extensions["librarian"]
    return librarian.shelf()


def current_library() -> Library:
    """The running app's courses and glossary."""
    return current_shelf().library


def _read(root: Path, previous: Shelf | None) -> Shelf:
    library = load_library(root, previous.library if previous else None)
    shelf = Shelf(
        library=library,
        scenarios=load_scenarios(root),
        days=load_day_pool(root),
        questions=load_questions(root, library.courses),
        checklists=load_checklists(root),
        career=load_career(root),
    )
    for problem in shelf.problems:
        log = logger.error if problem.severity == "error" else logger.warning
        log("content problem: %s", problem)
    return shelf


def _fault_of(shelf: Shelf) -> str | None:
    return None if shelf.library.courses else "no course could be read: run `academy check` to see why"
