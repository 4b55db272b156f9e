"""Assigned work as rows of the home page: what is still to do, the soonest due first."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.cohorts import queries
from academy.cohorts.models import Assignment, WorkKind
from academy.learning.library import current_library
from academy.learning.next_steps import SOON, NextStep, bookmark_url
from academy.learning.progress import CourseProgress
from academy.learning.queries import progress_in
from academy.simulations.library import practice_titles
from academy.simulations.queries import Record, records_of
from academy.simulations.views.links import practice_url


def assignment_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """What is still to do of what the person was assigned."""
    return [step for _, step in open_work(session, person, now)]


def open_work(session: Session, person: Person, now: datetime) -> list[tuple[Assignment, NextStep]]:
    """The person's open assignments: a course until it is complete, a scenario until one run is over."""
    assignments = queries.assignments_for(session, learner=person, now=now)
    if not assignments:
        return []
    progress = progress_in(session, person=person, courses=current_library().courses)
    by_course = {one.course.slug: one for one in progress}
    records = records_of(session, person=person)
    steps = (
        _course_step(by_course.get(assignment.slug), assignment, now)
        if assignment.kind == WorkKind.COURSE
        else _scenario_step(assignment, records.get(assignment.slug), now)
        for assignment in assignments
    )
    found = zip(assignments, steps, strict=True)
    return [(assignment, step) for assignment, step in found if step is not None]


def _course_step(progress: CourseProgress | None, assignment: Assignment, now: datetime) -> NextStep | None:
    if progress is None or progress.is_complete:
        return None
    return NextStep(
        kind=_kind(assignment, now),
        title=progress.course.title,
        url=bookmark_url(progress, progress.bookmark()),
        reason=f"{progress.completed} of {progress.total} modules complete",
        detail=f"for {assignment.cohort.name}",
        due_at=assignment.due_at,
        icon="book",
    )


def _scenario_step(assignment: Assignment, record: Record | None, now: datetime) -> NextStep | None:
    url = practice_url(assignment.slug)
    if url is None or (record is not None and record.finished):
        return None
    if record is not None and record.open_run is not None:
        url = url_for("simulations.show_run", run_id=record.open_run.id)
    return NextStep(
        kind=_kind(assignment, now),
        title=practice_titles()[assignment.slug],
        url=url,
        reason="one finished run is wanted",
        detail=f"for {assignment.cohort.name}",
        due_at=assignment.due_at,
        icon="play",
    )


def _kind(assignment: Assignment, now: datetime) -> str:
    if assignment.due_at is None:
        return "Assigned"
    if assignment.due_at < now:
        return "Overdue"
    return "Due soon" if assignment.due_at - now < SOON else "Due"
