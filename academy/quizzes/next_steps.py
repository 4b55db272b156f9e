"""Quizzes as rows of the home page: what is open, which test is due, what learners have flagged."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.access import Access
from academy.learning.library import current_shelf
from academy.learning.next_steps import NextStep
from academy.learning.queries import progress_in
from academy.quizzes import flags, queries
from academy.quizzes.deadline import is_time_up
from academy.quizzes.models import Attempt
from academy.quizzes.offer import TEST, quiz_of


def open_attempt_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The attempts that nobody has submitted yet, the soonest to end first."""
    attempts = session.scalars(
        select(Attempt)
        .where(Attempt.person_id == person.id, Attempt.submitted_at.is_(None))
        .order_by(Attempt.ends_at.is_(None), Attempt.ends_at, Attempt.started_at.desc())
    )
    return [_going_on(attempt, now) for attempt in attempts]


def test_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The tests of courses that the person has read to the end and not passed, unless one is open."""
    shelf = current_shelf()
    complete = [
        progress.course
        for progress in progress_in(session, person=person, courses=shelf.library.courses)
        if progress.is_complete
    ]
    if not complete:
        return []
    passed = {test.course_slug for test in queries.passed_tests(session, person=person)}
    tried = queries.attempts_of(session, person=person, quiz=TEST)
    opened = {attempt.course_slug for attempt in tried if attempt.submitted_at is None}
    steps = []
    for course in complete:
        quiz = quiz_of(course, shelf.questions, TEST)
        if quiz is None or course.slug in passed | opened:
            continue
        best = queries.best_of(attempt for attempt in tried if attempt.course_slug == course.slug)
        minutes = quiz.rules.minutes_for(person.time_factor)
        steps.append(
            NextStep(
                kind="Test",
                title=course.title,
                url=url_for("quizzes.show_quiz", course_slug=course.slug, quiz_slug=TEST),
                reason=f"best so far {_result(best)}" if best else "every module is complete",
                detail=f"{quiz.length} questions, passes at {quiz.rules.pass_percent} %",
                minutes=round(minutes) if minutes else None,
                icon="list",
            )
        )
    return steps


def flag_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """What learners have flagged and nobody has settled, for their trainers."""
    if not person.may(Access.TRAINER):
        return []
    count = flags.count_open(session, trainer=person)
    if not count:
        return []
    return [
        NextStep(
            kind="Flags",
            title=f"{count} {'flag' if count == 1 else 'flags'} on questions",
            url=url_for("quizzes.index_flags"),
            reason="learners say that something is wrong",
            icon="alert",
        )
    ]


def _going_on(attempt: Attempt, now: datetime) -> NextStep:
    is_over = is_time_up(attempt, now)
    return NextStep(
        kind="Time up" if is_over else "Go on",
        title=attempt.title,
        url=url_for("quizzes.show_attempt", attempt_id=attempt.id),
        reason="see what became of your answers" if is_over else "this attempt is still open",
        due_at=attempt.ends_at,
        icon="list",
    )


def _result(attempt: Attempt) -> str:
    return f"{(attempt.score or 0):.4g} of {attempt.out_of} points"
