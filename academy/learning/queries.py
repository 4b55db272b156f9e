"""What is asked about reading. The rule it keeps: the number of queries never grows with the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course
from academy.learning.models import ModuleProgress
from academy.learning.progress import CourseProgress, Reading


def progress_of(session: Session, *, person: Person, course: Course) -> CourseProgress:
    """One person's progress in one course; one query."""
    return progress_in(session, person=person, courses=[course])[0]


def progress_in(session: Session, *, person: Person, courses: Iterable[Course]) -> list[CourseProgress]:
    """One person's progress in each of the courses, in their order; one query."""
    rows = session.execute(
        select(
            ModuleProgress.course_slug,
            ModuleProgress.module_slug,
            ModuleProgress.read_at,
            ModuleProgress.place,
            ModuleProgress.completed_at,
        ).where(ModuleProgress.person_id == person.id)
    )
    readings: dict[str, dict[str, Reading]] = defaultdict(dict)
    for course_slug, module_slug, read_at, place, completed_at in rows:
        readings[course_slug][module_slug] = Reading(read_at, place, completed_at)
    return [CourseProgress(course, readings[course.slug]) for course in courses]
