"""What to do next, as rows of the home page. Each feature has a source; `app.py` puts them together.

The rule it keeps: a row stands where its urgency puts it, whichever feature it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from flask import current_app, url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.learning import queries
from academy.learning.library import current_library
from academy.learning.progress import Bookmark, CourseProgress

SOON = timedelta(hours=24)


class Place(IntEnum):
    """Where a row stands in the list, from the top."""

    FIRST = 0  # the first useful act of somebody new
    RUNNING = 1
    OVERDUE = 2
    DUE_SOON = 3
    TOLD = 4  # somebody else waits, or has answered
    CONTINUE = 5
    REVIEW = 6
    DUE = 7
    RECOMMENDED = 8


#: Kinds that stand higher than what is merely recommended.
PLACES = {
    "Go on": Place.RUNNING,
    "Look": Place.TOLD,
    "Sign-off": Place.TOLD,
    "Feedback": Place.TOLD,
    "Continue": Place.CONTINUE,
    "Review": Place.REVIEW,
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """One row: a short kind ("Continue", "Due today"), what it is, why it is there, where one click leads.

    `icon` is one of the names in partials/icons.html; `minutes` is about how long it takes. `place` is where
    the row stands when neither its kind nor its time says so. With `is_posted` a click posts to `url`.
    """

    kind: str
    title: str
    url: str
    reason: str
    detail: str = ""
    minutes: int | None = None
    due_at: datetime | None = None
    icon: str = "book"
    place: Place = Place.RECOMMENDED
    is_posted: bool = False


#: Answers the next steps of a person at a time; must not write.
NextSteps = Callable[[Session, Person, datetime], list[NextStep]]


def next_steps_of(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The rows of a person's home page, the most urgent first, and at most one an address."""
    sources: list[NextSteps] = current_app.extensions["next_steps"]
    steps = _merged([step for source in sources for step in source(session, person, now)])
    return sorted(
        steps, key=lambda step: (place_of(step, now), step.due_at or datetime.max.replace(tzinfo=UTC))
    )


def place_of(step: NextStep, now: datetime) -> Place:
    """Where a row stands: as high as its kind or its time puts it."""
    usual = min(step.place, PLACES.get(step.kind, Place.RECOMMENDED))
    if step.due_at is None:
        return usual
    if step.due_at < now:
        return min(usual, Place.OVERDUE)
    return min(usual, Place.DUE_SOON if step.due_at - now < SOON else Place.DUE)


def reading_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The module to go on with, or else the first course that is not complete."""
    all_progress = queries.progress_in(session, person=person, courses=current_library().courses)
    begun = [progress for progress in all_progress if progress.is_begun and not progress.is_complete]
    if begun:
        return [_continuing(max(begun, key=lambda progress: progress.last_read_at or now))]
    fresh = next((progress for progress in all_progress if not progress.is_begun), None)
    return [_starting(fresh, is_first=fresh is all_progress[0])] if fresh else []


def bookmark_url(progress: CourseProgress, bookmark: Bookmark) -> str:
    """The address that opens a module where the person left off."""
    return url_for(
        "learning.show_module",
        course_slug=progress.course.slug,
        module_slug=bookmark.module.slug,
        _anchor=bookmark.heading.id if bookmark.heading else None,
    )


def module_url(path: str) -> str:
    """The address of a module that a file names as "course/module"."""
    course_slug, _, module_slug = path.partition("/")
    return url_for("learning.show_module", course_slug=course_slug, module_slug=module_slug)


def _merged(steps: list[NextStep]) -> list[NextStep]:
    """One row an address: the first says what to do, later ones lend it a due time and minutes it has not."""
    rows: dict[str, NextStep] = {}
    for step in steps:
        known = rows.setdefault(step.url, step)
        if known.due_at is None and step.due_at is not None:
            reason = f"{step.kind.lower()} {step.detail}, {known.reason}" if step.detail else known.reason
            rows[step.url] = known = replace(known, due_at=step.due_at, reason=reason)
        if known.minutes is None:
            rows[step.url] = replace(known, minutes=step.minutes)
    return list(rows.values())


def _continuing(progress: CourseProgress) -> NextStep:
    bookmark = progress.bookmark()
    return NextStep(
        kind="Continue",
        title=bookmark.module.title,
        url=bookmark_url(progress, bookmark),
        reason=f"{progress.completed} of {progress.total} modules complete",
        detail=progress.course.title,
        minutes=bookmark.minutes_left,
    )


def _starting(progress: CourseProgress, *, is_first: bool) -> NextStep:
    bookmark = progress.bookmark()
    return NextStep(
        kind="Start",
        title=progress.course.title,
        url=bookmark_url(progress, bookmark),
        reason="where everybody starts" if is_first else "the next course",
        detail=f"First module: {bookmark.module.title}",
        minutes=bookmark.minutes_left,
    )
