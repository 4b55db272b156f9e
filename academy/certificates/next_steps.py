"""A certificate that is due, as a row of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.certificates import queries
from academy.certificates.rule import Standing
from academy.learning.library import current_shelf
from academy.learning.next_steps import NextStep

SECTION = "certificate"


def certificate_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The courses that are done and have no certificate yet: a withdrawn one is for a trainer to mend."""
    shelf = current_shelf()
    held = {one.course_slug for one in queries.certificates_of(session, person=person)}
    standings = queries.standings_in(
        session, person=person, courses=shelf.library.courses, bank=shelf.questions
    )
    return [
        _step(standing)
        for standing in standings
        if standing.is_met and standing.progress.course.slug not in held
    ]


def _step(standing: Standing) -> NextStep:
    course, test, modules = standing.progress.course, standing.test, standing.progress.total
    return NextStep(
        kind="Certificate",
        title=course.title,
        url=url_for("learning.show_course", course_slug=course.slug, _anchor=SECTION),
        reason=f"{modules} of {modules} modules complete" + (f", test: {test.result}" if test else ""),
        detail="Everything is done: get the certificate",
        minutes=1,
        icon="check",
    )
