"""Starting attempts. The rule: one open attempt of a quiz at a time, its questions frozen when it starts."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.questions.bank import objective_of
from academy.content.questions.chance import MAX_SEED
from academy.content.questions.kinds import Question
from academy.quizzes import asking, queries
from academy.quizzes.deadline import is_time_up
from academy.quizzes.models import Attempt, AttemptQuestion, QuestionVersion
from academy.quizzes.offer import Quiz
from academy.quizzes.services.submitting import close_expired


def start_attempt(
    session: Session, *, person: Person, quiz: Quiz, key: str, now: datetime, seed: int | None = None
) -> Attempt:
    """Start an attempt, or give back the one that this key started or that is open already.

    An open one whose time is up is closed first, and makes room for another. Without a `seed` the operating
    system's chance draws one.
    """
    if earlier := _earlier(session, person, quiz, key, now):
        return earlier
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    later = _later(session, person, quiz)
    questions = asking.choose(quiz.pool, count=quiz.length, seed=seed, later=later)
    digests = [asking.digest_of(quiz.course.slug, question) for question in questions]
    for digest, question in sorted(zip(digests, questions, strict=True), key=lambda pair: pair[0]):
        _keep(session, quiz, question, digest, now)  # in one order, so that two never wait for each other
    attempt = Attempt(
        person_id=person.id,
        start_key=key,
        course_slug=quiz.course.slug,
        quiz=quiz.slug,
        title=quiz.title,
        seed=seed,
        mode=quiz.rules.mode,
        rules=quiz.rules.to_plain(),
        time_factor=person.time_factor,
        digest=asking.digest_of_all(digests),
        started_at=now,
        ends_at=quiz.rules.ends_at(now, person.time_factor),
        out_of=len(questions),
        questions=[
            AttemptQuestion(
                position=position,
                digest=digest,
                drawn=asking.draw_for(question, seed),
                shown=asking.order_for(question, seed),
            )
            for position, (question, digest) in enumerate(zip(questions, digests, strict=True), start=1)
        ],
    )
    try:
        with session.begin_nested():
            session.add(attempt)
            session.flush()  # the attempt's number is needed, and another request may have been first
    except IntegrityError:
        earlier = _earlier(session, person, quiz, key, now)
        if earlier is None:
            raise
        return earlier
    return attempt


def _earlier(session: Session, person: Person, quiz: Quiz, key: str, now: datetime) -> Attempt | None:
    started = session.scalars(select(Attempt).filter_by(person_id=person.id, start_key=key)).one_or_none()
    if started is not None:
        return started
    opened = queries.open_attempt(session, person=person, course_slug=quiz.course.slug, quiz=quiz.slug)
    if opened is not None and is_time_up(opened, now):
        close_expired(session, attempt=opened, now=now)
        return None
    return opened


def _later(session: Session, person: Person, quiz: Quiz) -> set[str]:
    """The questions to ask only when others do not suffice: those right, or asked by the last test."""
    if quiz.rules.is_practice:
        answers = queries.answers_of(session, person=person, course_slug=quiz.course.slug)
        newest = {answer.question_id: answer.is_right for answer in answers}
        return {question_id for question_id, is_right in newest.items() if is_right}
    last = next(
        iter(queries.attempts_of(session, person=person, course_slug=quiz.course.slug, quiz=quiz.slug)), None
    )
    return {asked.version.question_id for asked in last.questions} if last else set()


def _keep(session: Session, quiz: Quiz, question: Question, digest: str, now: datetime) -> None:
    """Store the version of a question unless somebody has been asked it before."""
    if session.get(QuestionVersion, digest) is not None:
        return
    module = quiz.course.module(question.module)
    version = QuestionVersion(
        digest=digest,
        course_slug=quiz.course.slug,
        module_slug=question.module,
        question_id=question.id,
        kind=question.kind,
        behaviour=question.behaviour,
        objective=(module and objective_of(question, module)) or question.objective,
        document=asking.plain_of(question),
        created_at=now,
    )
    try:
        with session.begin_nested():  # on PostgreSQL another request may be keeping it too
            session.add(version)
    except IntegrityError:
        session.expire_all()
