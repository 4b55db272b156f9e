"""The certificate on the page of its course: what it asks, what is missing, or the one that is held."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.certificates import queries
from academy.learning.library import current_shelf
from academy.learning.progress import CourseProgress


def certificate_section(session: Session, person: Person, progress: CourseProgress) -> Markup:
    """The section of a course's page."""
    course = progress.course
    return Markup(  # noqa: S704  (a template, escaped as every page)
        render_template(
            "certificates/course_section.html",
            standing=queries.standing_of(
                session, person=person, course=course, bank=current_shelf().questions
            ),
            certificate=queries.newest_of_course(session, person=person, course_slug=course.slug),
            name=person.name,
        )
    )
