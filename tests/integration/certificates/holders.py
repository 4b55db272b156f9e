"""What stands before a certificate: courses that are read, a test that is passed."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.certificates.models import Certificate
from academy.quizzes.models import Attempt
from academy.quizzes.offer import TEST
from academy.quizzes.rules import COURSE_TEST
from tests.clock import MONDAY_MORNING
from tests.factories import make_progress

MODULES = ("open", "work", "close")
GET_IT = "/courses/desk/certificate"
WITH_TEST = "/courses/tested/certificate"


def read_all(
    session: Session,
    person: Person,
    *,
    course: str = "desk",
    modules: tuple[str, ...] = MODULES,
    at: datetime = MONDAY_MORNING,
) -> None:
    """Every module of the course marked as complete."""
    for module in modules:
        make_progress(session, person=person, course=course, module=module, at=at)


def take_test(
    session: Session,
    person: Person,
    *,
    course: str = "tested",
    score: float = 17,
    at: datetime = MONDAY_MORNING,
) -> None:
    """A submitted attempt at the test of a course, with so many of 20 points."""
    attempt = Attempt(
        person_id=person.id,
        start_key=token_hex(16),
        course_slug=course,
        quiz=TEST,
        title="Course test",
        seed=1,
        mode=COURSE_TEST.mode,
        rules=COURSE_TEST.to_plain(),
        time_factor="1.0",
        digest=token_hex(32),
        started_at=at,
        submitted_at=at,
        score=score,
        out_of=20,
    )
    session.add(attempt)


def certificates(session: Session) -> list[Certificate]:
    """All certificates there are, oldest first, as the database has them now."""
    session.commit()
    session.expire_all()
    return list(session.scalars(select(Certificate).order_by(Certificate.id)))
