"""A finished attempt to read: each answer beside the right one, why, and where it is taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from academy.content.courses import Course, Module
from academy.quizzes.calibration import Level, calibration_of, verdict_of
from academy.quizzes.grades import corrections_for, graded
from academy.quizzes.models import Amendment, Attempt, AttemptQuestion, Regrade
from academy.quizzes.queries import is_passed
from academy.quizzes.rules import QuizRules, rules_from_plain
from academy.quizzes.sheets import Feedback, Sheet, feedback_of, sheet_of
from academy.quizzes.vocabulary import Certainty


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question with its answer; `module` is where it is taught, None when that has gone."""

    asked: AttemptQuestion
    sheet: Sheet
    feedback: Feedback
    module: Module | None


@dataclass(frozen=True, slots=True)
class Review:
    """A finished attempt. `is_discarded` when the clock ended it and its rules discard the drafts."""

    attempt: Attempt
    rules: QuizRules
    questions: tuple[Reviewed, ...]
    regrades: Sequence[Regrade]
    calibration: tuple[Level, ...]
    calibration_verdict: str
    is_passed: bool

    @property
    def is_discarded(self) -> bool:
        return self.attempt.score is None

    @property
    def percent(self) -> int:
        attempt = self.attempt
        return round(100 * (attempt.score or 0) / attempt.out_of) if attempt.out_of else 0

    @property
    def right(self) -> int:
        return sum(bool(one.asked.is_right) and not one.asked.is_dropped for one in self.questions)


def review_of(session: Session, *, attempt: Attempt, course: Course | None) -> Review:
    """The review of a finished attempt, under the keys that stand for its person."""
    digests = [asked.digest for asked in attempt.questions]
    corrections = corrections_for(session, person=attempt.person, digests=digests)
    levels = calibration_of(
        (Certainty(asked.certainty) if asked.certainty else None, bool(asked.is_right))
        for asked in attempt.questions
        if asked.graded_at and not asked.is_dropped
    )
    return Review(
        attempt=attempt,
        rules=rules_from_plain(attempt.rules),
        questions=tuple(
            Reviewed(
                asked=asked,
                sheet=sheet_of(asked),
                feedback=feedback_of(asked, graded(asked, corrections)),
                module=course.module(asked.version.module_slug) if course else None,
            )
            for asked in attempt.questions
        ),
        regrades=regrades_of(session, attempt=attempt),
        calibration=levels,
        calibration_verdict=verdict_of(levels) if levels else "",
        is_passed=is_passed(attempt),
    )


def regrades_of(session: Session, *, attempt: Attempt) -> Sequence[Regrade]:
    """How mended keys changed the score of an attempt, oldest first."""
    return session.scalars(
        select(Regrade)
        .where(Regrade.attempt_id == attempt.id)
        .options(joinedload(Regrade.amendment).joinedload(Amendment.author))
        .order_by(Regrade.id)
    ).all()
