"""Saving drafts of answers, and checking them in practice.

The rule: a draft is stored while the attempt runs by the server's clock, over the draft that its page has
seen and over no newer one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed
from academy.core.errors import NotFoundError
from academy.quizzes.asking import question_of
from academy.quizzes.deadline import is_time_up
from academy.quizzes.errors import (
    CheckedError,
    StaleAnswerError,
    SubmittedError,
    TimeUpError,
    WrongModeError,
)
from academy.quizzes.grades import corrections_for, grade_asked, wait_for_amendments
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.responses import from_shown, lack_of
from academy.quizzes.vocabulary import Certainty, Mode


def save_answer(
    session: Session,
    *,
    attempt: Attempt,
    position: int,
    revision: int,
    response: Any,
    certainty: Certainty | None,
    now: datetime,
) -> AttemptQuestion:
    """Keep the answer as the newest draft. `response` names things by the place where they were shown.

    The same answer sent twice is one draft. Raises NotFoundError for a position that there is not,
    TimeUpError, SubmittedError, CheckedError, and StaleAnswerError for a page that has not seen the newest.
    """
    asked = _held(session, attempt, position, now)
    answer = from_shown(question_of(asked.version.document), asked.shown, response)
    if (asked.response, asked.certainty) == (answer, certainty) and asked.revision >= revision:
        return asked
    changed = session.execute(
        update(AttemptQuestion)
        .where(
            AttemptQuestion.id == asked.id,
            AttemptQuestion.revision == revision,
            AttemptQuestion.graded_at.is_(None),
        )
        .values(response=answer, certainty=certainty, revision=revision + 1, saved_at=now)
        .execution_options(synchronize_session=False)
    )
    session.refresh(asked)
    if not rows_changed(changed):
        raise CheckedError if asked.graded_at else StaleAnswerError
    return asked


def check_answer(
    session: Session, *, attempt: Attempt, position: int, person: Person, now: datetime
) -> str | None:
    """Grade the draft of a practice question, once; returns what it lacks, in which case nothing is graded.

    Raises NotFoundError, TimeUpError, SubmittedError, and WrongModeError in a test.
    """
    if attempt.mode != Mode.PRACTICE:
        raise WrongModeError
    wait_for_amendments(session, attempt)
    asked = _held(session, attempt, position, now)
    if asked.graded_at is not None:
        return None
    if lack := lack_of(question_of(asked.version.document), asked.response):
        return lack
    grade_asked(asked, corrections_for(session, person=person, digests=[asked.digest]), now)
    return None


def asked_at(attempt: Attempt, position: int) -> AttemptQuestion:
    """The question at that place of an attempt; raises NotFoundError."""
    for asked in attempt.questions:
        if asked.position == position:
            return asked
    raise NotFoundError("This attempt has no such question. Nothing was changed.")


def _held(session: Session, attempt: Attempt, position: int, now: datetime) -> AttemptQuestion:
    """The question as it stands, and nobody else ends or changes the attempt until this transaction is over.

    Raises SubmittedError or TimeUpError when it takes no answers any more.
    """
    session.scalars(
        select(Attempt)
        .where(Attempt.id == attempt.id)
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    ).one()
    if attempt.submitted_at is not None:
        raise SubmittedError
    if is_time_up(attempt, now):
        raise TimeUpError
    asked = asked_at(attempt, position)
    session.refresh(asked)
    return asked
