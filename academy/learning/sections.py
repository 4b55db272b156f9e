"""Sections that other features add to a course's page; `app.py` puts them together."""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app
from markupsafe import Markup
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.learning.progress import CourseProgress

#: Answers a section of the page of a course as markup; must not write.
CourseSection = Callable[[Session, Person, CourseProgress], Markup]


def sections_of(session: Session, person: Person, progress: CourseProgress) -> list[Markup]:
    """The sections of a course's page for a person, source after source."""
    sources: list[CourseSection] = current_app.extensions["course_sections"]
    return [source(session, person, progress) for source in sources]
