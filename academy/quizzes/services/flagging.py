"""Flags on questions: a learner says what is wrong, a trainer answers. Once a person and question version."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed
from academy.notices.services import tell
from academy.quizzes.models import Attempt, QuestionFlag
from academy.quizzes.services.answering import asked_at


def flag_question(
    session: Session, *, attempt: Attempt, position: int, person: Person, reason: str, now: datetime
) -> bool:
    """Flag a question of the person's attempt; False when they have flagged this version of it before.

    Raises NotFoundError for a position that there is not.
    """
    digest = asked_at(attempt, position).digest
    known = select(QuestionFlag.id).filter_by(person_id=person.id, digest=digest)
    if session.scalars(known).one_or_none() is not None:
        return False
    flag = QuestionFlag(
        person_id=person.id, digest=digest, attempt_id=attempt.id, reason=reason, created_at=now
    )
    try:
        with session.begin_nested():  # two tabs may both find none
            session.add(flag)
    except IntegrityError:
        return False
    return True


def settle_flag(session: Session, *, flag: QuestionFlag, trainer: Person, answer: str, now: datetime) -> bool:
    """Answer a flag and tell its person; False when it was settled before."""
    changed = session.execute(
        update(QuestionFlag)
        .where(QuestionFlag.id == flag.id, QuestionFlag.settled_at.is_(None))
        .values(settled_at=now, settled_by_id=trainer.id, answer=answer)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(changed):
        return False
    session.refresh(flag)
    tell(
        session,
        person=flag.person,
        kind="Question",
        title=f"{trainer.name} answered what you said about a question: {answer}",
        url=f"/attempts/{flag.attempt_id}",
        now=now,
    )
    return True
