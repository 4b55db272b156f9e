"""Reading attempts. The rule: an attempt is found from the person who asks, never by its number alone.

Other features build on `answers_of`, `passed_tests` and `mastery_of`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from academy.accounts.models import Membership, Person
from academy.accounts.queries import present_learners, studio_ids_trained_by
from academy.core.errors import NotFoundError
from academy.quizzes.models import Attempt, AttemptExtension, AttemptQuestion, QuestionVersion
from academy.quizzes.offer import TEST
from academy.quizzes.rules import rules_from_plain
from academy.quizzes.vocabulary import Certainty, Mode

#: Right in so many different questions or draws makes an objective mastered.
RIGHT_FOR_MASTERY = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One graded answer, as evidence: what was asked, how it went, how certain the person was, and when.

    `points` go from 0 to 1. `draw` tells two draws of a numeric question apart.
    """

    person_id: int
    attempt_id: int
    position: int
    course_slug: str
    module_slug: str
    question_id: str
    digest: str
    objective: str
    behaviour: str
    kind: str
    mode: Mode
    draw: str
    response: Any
    is_right: bool
    points: float
    certainty: Certainty | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PassedTest:
    """The first attempt that passed the test of a course, and the best result so far."""

    course_slug: str
    attempt_id: int
    at: datetime
    score: float
    out_of: int
    best_score: float
    best_out_of: int


@dataclass(frozen=True, slots=True)
class Mastery:
    """How often an objective was met: in so many different questions or draws."""

    course_slug: str
    module_slug: str
    objective: str
    right: int

    @property
    def is_mastered(self) -> bool:
        return self.right >= RIGHT_FOR_MASTERY


def answers_of(session: Session, *, person: Person, course_slug: str | None = None) -> list[Answer]:
    """Every graded answer of a person, oldest first; those to dropped questions do not count as any."""
    return answers_of_people(session, person_ids=[person.id], course_slug=course_slug)


def answers_of_people(
    session: Session, *, person_ids: Collection[int], course_slug: str | None = None
) -> list[Answer]:
    """The same for many people at once; one query."""
    statement = (
        select(AttemptQuestion, Attempt.person_id, Attempt.mode, QuestionVersion)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(QuestionVersion, QuestionVersion.digest == AttemptQuestion.digest)
        .where(
            Attempt.person_id.in_(person_ids),
            AttemptQuestion.graded_at.is_not(None),
            AttemptQuestion.points.is_not(None),
            AttemptQuestion.is_dropped.is_(False),
        )
        .order_by(AttemptQuestion.graded_at, AttemptQuestion.id)
    )
    if course_slug is not None:
        statement = statement.where(QuestionVersion.course_slug == course_slug)
    return [_answer(*row) for row in session.execute(statement)]


def passed_tests(session: Session, *, person: Person) -> list[PassedTest]:
    """The course tests that a person has passed, earliest first. A later, worse attempt takes nothing away."""
    passed: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts_of(session, person=person, quiz=TEST):
        if attempt.submitted_at is not None and is_passed(attempt):
            passed[attempt.course_slug].append(attempt)
    tests = [_passed(attempts[::-1]) for attempts in passed.values()]
    return sorted(tests, key=lambda test: (test.at, test.attempt_id))


def mastery_of(session: Session, *, person: Person, course_slug: str) -> dict[tuple[str, str], Mastery]:
    """How far each objective of a course is mastered, by module and objective; those never met are missing."""
    met: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for answer in answers_of(session, person=person, course_slug=course_slug):
        if answer.is_right:
            met[answer.module_slug, answer.objective].add((answer.question_id, answer.draw))
    return {
        (module, objective): Mastery(course_slug, module, objective, len(right))
        for (module, objective), right in met.items()
    }


def attempts_of(
    session: Session, *, person: Person, course_slug: str | None = None, quiz: str | None = None
) -> Sequence[Attempt]:
    """A person's attempts, newest first."""
    statement = select(Attempt).where(Attempt.person_id == person.id)
    if course_slug is not None:
        statement = statement.where(Attempt.course_slug == course_slug)
    if quiz is not None:
        statement = statement.where(Attempt.quiz == quiz)
    return session.scalars(statement.order_by(Attempt.started_at.desc(), Attempt.id.desc())).all()


def attempt_of(session: Session, *, person: Person, attempt_id: int) -> Attempt:
    """The person's own attempt with its questions; raises NotFoundError for anybody else's."""
    return _one_attempt(session, attempt_id, Attempt.person_id == person.id)


def attempt_for_trainer(session: Session, *, trainer: Person, attempt_id: int) -> Attempt:
    """The attempt of a learner of a studio where `trainer` trains; raises NotFoundError."""
    return _one_attempt(session, attempt_id, Attempt.person_id.in_(learner_ids_of(trainer)))


def attempt_for_viewer(session: Session, *, viewer: Person, attempt_id: int) -> Attempt:
    """A submitted attempt that `viewer` may read: their own or a learner's; raises NotFoundError."""
    is_readable = (Attempt.person_id == viewer.id) | Attempt.person_id.in_(learner_ids_of(viewer))
    return _one_attempt(session, attempt_id, is_readable)


def learner_of(session: Session, *, trainer: Person, person_id: int) -> Person:
    """A learner of a studio where `trainer` trains; raises NotFoundError."""
    person = session.scalars(
        select(Person).where(Person.id == person_id, Person.id.in_(learner_ids_of(trainer)))
    ).one_or_none()
    if person is None:
        raise NotFoundError
    return person


def open_attempt(session: Session, *, person: Person, course_slug: str, quiz: str) -> Attempt | None:
    """The attempt of that quiz which nobody has submitted yet; its time may be up."""
    return session.scalars(
        select(Attempt).where(
            Attempt.person_id == person.id,
            Attempt.course_slug == course_slug,
            Attempt.quiz == quiz,
            Attempt.submitted_at.is_(None),
        )
    ).one_or_none()


def learner_ids_of(trainer: Person) -> Any:
    """The ids of the learners of the studios in which this person trains, to select from."""
    learners = present_learners().where(Membership.studio_id.in_(studio_ids_trained_by(trainer)))
    return learners.with_only_columns(Membership.person_id)


def is_passed(attempt: Attempt) -> bool:
    """Whether a submitted attempt passed under the rules that it was started with."""
    return rules_from_plain(attempt.rules).is_passed(attempt.score, attempt.out_of)


def best_of(attempts: Iterable[Attempt]) -> Attempt | None:
    """The attempt with the best share of points, the earliest of equals; None when none has a score."""
    scored = [attempt for attempt in attempts if attempt.score is not None and attempt.out_of]
    return min(scored, key=lambda one: (-(one.score or 0) / one.out_of, one.started_at), default=None)


def _one_attempt(session: Session, attempt_id: int, *conditions: ColumnElement[bool]) -> Attempt:
    attempt = session.scalars(
        select(Attempt)
        .where(Attempt.id == attempt_id, *conditions)
        .options(
            selectinload(Attempt.questions),
            selectinload(Attempt.extensions).joinedload(AttemptExtension.trainer),
            joinedload(Attempt.person),
        )
    ).one_or_none()
    if attempt is None:
        raise NotFoundError
    return attempt


def _answer(asked: AttemptQuestion, person_id: int, mode: str, version: QuestionVersion) -> Answer:
    assert asked.graded_at is not None  # noqa: S101  (the query asks for graded ones)
    return Answer(
        person_id=person_id,
        attempt_id=asked.attempt_id,
        position=asked.position,
        course_slug=version.course_slug,
        module_slug=version.module_slug,
        question_id=version.question_id,
        digest=version.digest,
        objective=version.objective,
        behaviour=version.behaviour,
        kind=version.kind,
        mode=Mode(mode),
        draw=" ".join(f"{name}={value}" for name, value in sorted(asked.drawn.items())),
        response=asked.response,
        is_right=bool(asked.is_right),
        points=float(asked.points or 0),
        certainty=Certainty(asked.certainty) if asked.certainty else None,
        at=asked.graded_at,
    )


def _passed(attempts: Sequence[Attempt]) -> PassedTest:
    """Of passing attempts, oldest first."""
    first, best = attempts[0], best_of(attempts) or attempts[0]
    return PassedTest(
        course_slug=first.course_slug,
        attempt_id=first.id,
        at=first.submitted_at or first.started_at,
        score=first.score or 0,
        out_of=first.out_of,
        best_score=best.score or 0,
        best_out_of=best.out_of,
    )
