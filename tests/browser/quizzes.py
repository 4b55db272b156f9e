"""Attempts in the demo studio for the browser tests: one open with each kind of question, one to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy.orm import Session

from academy.accounts.models import Person, Studio
from academy.config import courses_folder
from academy.content.library import load_library
from academy.content.questions.bank import load_questions
from academy.content.questions.kinds import Question
from academy.quizzes.offer import TEST, Quiz, quiz_of
from academy.quizzes.services import check_answer, flag_question, save_answer, start_attempt, submit_attempt
from academy.quizzes.vocabulary import Certainty
from tests.unit.quizzes.bank import right_answer

COURSE = "coordinators-role"


@cache
def shipped_quiz(slug: str = TEST) -> Quiz:
    """A quiz of the shipped course that the pages show."""
    library = load_library(courses_folder())
    course = library.course(COURSE)
    assert course is not None
    quiz = quiz_of(course, load_questions(courses_folder(), library.courses), slug)
    assert quiz is not None
    return quiz


def one_of_each_kind() -> Quiz:
    """The test of the shipped course with the first question of each kind alone."""
    quiz = shipped_quiz()
    first: dict[str, Question] = {}
    for question in quiz.pool:
        first.setdefault(question.kind, question)
    return Quiz(quiz.course, quiz.slug, quiz.title, quiz.rules, tuple(first.values()), None)


def make_attempts(
    session: Session, *, learner: Person, other: Person | None, trainer_studio: Studio
) -> dict[str, object]:
    """An open test of `learner` by kinds of question, and a finished round of `other` with a flag."""
    assert other is not None
    now = datetime.now(UTC)
    opened = start_attempt(session, person=learner, quiz=one_of_each_kind(), key="an-open-test", now=now)
    places = {asked.version.kind: asked.position for asked in opened.questions}
    save_answer(
        session,
        attempt=opened,
        position=places["text"],
        revision=0,
        response="manifest",
        certainty=Certainty.SURE,
        now=now,
    )
    finished = start_attempt(
        session,
        person=other,
        quiz=shipped_quiz("what-the-job-is"),
        key="a-round",
        now=now - timedelta(hours=1),
    )
    digest = ""
    for asked in finished.questions:
        question = next(one for one in shipped_quiz().pool if one.id == asked.version.question_id)
        digest = asked.digest
        if asked.position > 3:
            continue
        answer = right_answer(question) if question.kind not in {"single", "ordering"} else None
        save_answer(
            session,
            attempt=finished,
            position=asked.position,
            revision=0,
            response=answer,
            certainty=Certainty.FAIRLY,
            now=now,
        )
        check_answer(session, attempt=finished, position=asked.position, person=other, now=now)
    flag_question(
        session, attempt=finished, position=1, person=other, reason="Two options are right here", now=now
    )
    submit_attempt(session, attempt=finished, now=now)
    return {
        "open_attempt": opened.id,
        "finished_attempt": finished.id,
        "studio": trainer_studio.id,
        "digest": digest,
        **places,
    }
