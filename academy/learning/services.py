"""What a reader changes: where they are in a module, and whether it counts as complete."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course, Module
from academy.core.errors import AcademyError
from academy.learning.models import ModuleProgress


def record_place(
    session: Session, *, person: Person, course: Course, module: Module, place: str, now: datetime
) -> None:
    """Remember how far a person has read: the id of a heading of the module, or "" for its top.

    Raises AcademyError for a heading that the module does not have.
    """
    if place and all(heading.id != place for heading in module.headings):
        raise AcademyError("This module has no such heading any more; reload the page. Your place was kept.")
    progress = _progress(session, person=person, course=course, module=module, now=now)
    progress.place = place
    progress.read_at = now


def set_completion(
    session: Session, *, person: Person, course: Course, module: Module, is_complete: bool, now: datetime
) -> None:
    """Mark a module as complete, or undo that. Said twice it changes nothing: the first time stands."""
    progress = _progress(session, person=person, course=course, module=module, now=now)
    if is_complete != (progress.completed_at is not None):
        progress.completed_at = now if is_complete else None
        progress.read_at = now


def _progress(
    session: Session, *, person: Person, course: Course, module: Module, now: datetime
) -> ModuleProgress:
    """The person's row for the module, made if there is none."""
    key = {"person_id": person.id, "course_slug": course.slug, "module_slug": module.slug}
    sought = select(ModuleProgress).filter_by(**key)
    progress = session.scalars(sought).one_or_none()
    if progress is not None:
        return progress
    try:
        # Two tabs may both find no row; the savepoint lets the second one go on with what the first has made.
        with session.begin_nested():
            progress = ModuleProgress(**key, read_at=now, place="")
            session.add(progress)
    except IntegrityError:
        return session.scalars(sought).one()
    return progress
