"""Ending attempts. The rule: an attempt ends once, by its person or by the clock, whoever meets it first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from academy.core.db import rows_changed
from academy.quizzes.deadline import is_time_up
from academy.quizzes.grades import corrections_for, grade_asked, score_of, wait_for_amendments
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.rules import GRACE, AtExpiry, rules_from_plain
from academy.quizzes.vocabulary import EndedBy


def submit_attempt(session: Session, *, attempt: Attempt, now: datetime) -> bool:
    """End the attempt and grade it; False when it had ended before. After its deadline the clock ends it."""
    if close_expired(session, attempt=attempt, now=now):
        return True
    wait_for_amendments(session, attempt)
    if not _end(session, attempt, EndedBy.PERSON, now):
        return False
    _grade(session, attempt, now)
    return True


def close_expired(session: Session, *, attempt: Attempt, now: datetime) -> bool:
    """End an attempt whose time is up, at its deadline; its rules say what becomes of the drafts.

    False when it still runs or has ended before.
    """
    if attempt.submitted_at is not None or attempt.ends_at is None or not is_time_up(attempt, now):
        return False
    wait_for_amendments(session, attempt)
    if not _end(session, attempt, EndedBy.CLOCK, attempt.ends_at, Attempt.ends_at <= now - GRACE):
        return False
    if rules_from_plain(attempt.rules).at_expiry is AtExpiry.SUBMIT:
        _grade(session, attempt, attempt.submitted_at or now)
    return True


def _end(
    session: Session, attempt: Attempt, ended_by: EndedBy, at: datetime, *conditions: ColumnElement[bool]
) -> bool:
    changed = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt.id, Attempt.submitted_at.is_(None), *conditions)
        .values(submitted_at=at, ended_by=ended_by)
        .execution_options(synchronize_session=False)
    )
    session.refresh(attempt)
    return bool(rows_changed(changed))


def _grade(session: Session, attempt: Attempt, at: datetime) -> None:
    newest = select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt.id)
    # a draft may have come in before the attempt was held
    session.scalars(newest.execution_options(populate_existing=True)).all()
    digests = [asked.digest for asked in attempt.questions]
    corrections = corrections_for(session, person=attempt.person, digests=digests)
    for asked in attempt.questions:
        if asked.graded_at is None:
            grade_asked(asked, corrections, at)
    attempt.score, attempt.out_of = score_of(attempt)
