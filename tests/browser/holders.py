"""Certificates for the demo's people, without a week of reading."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.certificates import services
from academy.certificates.models import Certificate
from academy.certificates.rule import CourseTest, Standing
from academy.learning.progress import CourseProgress, Reading
from academy.quizzes.rules import COURSE_TEST
from tests import shipped


def certify(session: Session, person: Person, course_slug: str) -> Certificate:
    """The person's certificate of a shipped course, as if everything had been done a moment ago."""
    course, now = shipped.library().course(course_slug), datetime.now(UTC)
    assert course is not None
    readings = {module.slug: Reading(now, "", now) for module in course.modules}
    test = CourseTest(COURSE_TEST, "18 of 20 points, 90 %", now)
    standing = Standing(CourseProgress(course, readings), test)
    return services.issue_certificate(session, person=person, standing=standing, now=now)
