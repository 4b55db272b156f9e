"""Certificates as somebody may see them: their own, those of the learners they train, or one by its code."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person, Role
from academy.accounts.queries import TRAINING_ROLES, present_learners, studio_ids_trained_by
from academy.certificates.codes import digest_of
from academy.certificates.models import Certificate
from academy.certificates.rule import CourseTest, Standing
from academy.content.courses import Course
from academy.content.questions.bank import QuestionBank
from academy.core.errors import NotFoundError
from academy.learning.queries import progress_in
from academy.quizzes.offer import TEST, quiz_of
from academy.quizzes.queries import PassedTest, passed_tests

SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """The newest certificates that match, and how many match in all."""

    certificates: tuple[Certificate, ...]
    total: int


def standing_of(session: Session, *, person: Person, course: Course, bank: QuestionBank) -> Standing:
    """How far a person is towards the certificate of a course."""
    return standings_in(session, person=person, courses=[course], bank=bank)[0]


def standings_in(
    session: Session, *, person: Person, courses: Iterable[Course], bank: QuestionBank
) -> list[Standing]:
    """How far a person is towards the certificate of each course; two queries, however many courses."""
    passed = {test.course_slug: test for test in passed_tests(session, person=person)}
    return [
        Standing(progress, _test_of(progress.course, bank, passed.get(progress.course.slug)))
        for progress in progress_in(session, person=person, courses=courses)
    ]


def certificates_of(session: Session, *, person: Person) -> list[Certificate]:
    """A person's own certificates, newest first, the withdrawn ones included; one query."""
    statement = select(Certificate).where(Certificate.person_id == person.id)
    return list(session.scalars(statement.order_by(Certificate.id.desc())))


def newest_of_course(session: Session, *, person: Person, course_slug: str) -> Certificate | None:
    """The newest certificate of any version of the course, or None."""
    statement = select(Certificate).filter_by(person_id=person.id, course_slug=course_slug)
    return session.scalars(statement.order_by(Certificate.id.desc()).limit(1)).one_or_none()


def own_certificate(session: Session, *, person: Person, certificate_id: int) -> Certificate:
    """That certificate, when it is the person's own; raises NotFoundError."""
    return _one(session, certificate_id, Certificate.person_id == person.id)


def certificate_trained_by(session: Session, *, trainer: Person, certificate_id: int) -> Certificate:
    """That certificate, when this person trains its learner in the studio it names; raises NotFoundError."""
    return _one(session, certificate_id, _is_trained_by(trainer))


def certificate_seen_by(session: Session, *, person: Person, certificate_id: int) -> Certificate:
    """That certificate, when it is the person's own or one of their learners'; raises NotFoundError."""
    return _one(session, certificate_id, or_(Certificate.person_id == person.id, _is_trained_by(person)))


def issued_to_learners_of(session: Session, *, trainer: Person, name: str = "") -> IssuedPage:
    """What the learners of the trainer's studios hold, newest first; `name` is part of the name or title."""
    wanted = _is_trained_by(trainer)
    if name:
        columns = (Certificate.name, Certificate.course_title)
        wanted = and_(wanted, or_(*(column.icontains(name, autoescape=True) for column in columns)))
    newest = select(Certificate).where(wanted).order_by(Certificate.id.desc()).limit(SHOWN_AT_ONCE)
    total = session.scalar(select(func.count()).select_from(Certificate).where(wanted))
    return IssuedPage(tuple(session.scalars(newest)), total or 0)


def successor_of(session: Session, *, certificate: Certificate) -> Certificate | None:
    """What a withdrawn certificate was followed by, or None."""
    key = {name: getattr(certificate, name) for name in ("person_id", "course_slug", "course_digest")}
    statement = select(Certificate).filter_by(**key, number=certificate.number + 1)
    return session.scalars(statement).one_or_none()


def certificate_of_code(session: Session, *, code: str) -> Certificate | None:
    """The certificate with this code, valid or withdrawn; None when there is none. Anybody may ask."""
    return session.scalars(
        select(Certificate).where(Certificate.code_digest == digest_of(code))
    ).one_or_none()


def studio_membership(person: Person) -> Membership | None:
    """The studio that a certificate names: the first in which the person learns, or else works."""
    joined = sorted(person.memberships, key=lambda one: (one.role != Role.LEARNER, one.joined_at, one.id))
    return joined[0] if joined else None


def trainers_of(session: Session, *, studio_id: int) -> list[Person]:
    """Who trains in that studio, by id."""
    statement = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.studio_id == studio_id,
            Membership.role.in_(TRAINING_ROLES),
            Person.disabled_at.is_(None),
        )
    )
    return list(session.scalars(statement.order_by(Person.id)))


def _test_of(course: Course, bank: QuestionBank, passed: PassedTest | None) -> CourseTest | None:
    quiz = quiz_of(course, bank, TEST)
    if quiz is None:
        return None
    if passed is None:
        return CourseTest(quiz.rules)
    share = passed.best_score / passed.best_out_of if passed.best_out_of else 0
    result = f"{round(passed.best_score, 1):g} of {passed.best_out_of} points, {math.floor(100 * share)} %"
    return CourseTest(quiz.rules, result, passed.at)


def _one(session: Session, certificate_id: int, may_see: ColumnElement[bool]) -> Certificate:
    certificate = session.scalars(
        select(Certificate).where(Certificate.id == certificate_id, may_see)
    ).one_or_none()
    if certificate is None:
        raise NotFoundError
    return certificate


def _is_trained_by(trainer: Person) -> ColumnElement[bool]:
    """Whether the certificate names a studio of the trainer in which its person learns at present."""
    learners = present_learners().where(
        Membership.studio_id == Certificate.studio_id, Membership.person_id == Certificate.person_id
    )
    return and_(
        Certificate.studio_id.in_(studio_ids_trained_by(trainer)),
        learners.with_only_columns(Membership.id).correlate(Certificate).exists(),
    )
