"""What a person has to show for the quizzes of a course: attempts, best results, mastery, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course, Module
from academy.quizzes import queries
from academy.quizzes.calibration import Level, calibration_of
from academy.quizzes.models import Attempt
from academy.quizzes.offer import Quiz
from academy.quizzes.queries import Mastery


@dataclass(frozen=True, slots=True)
class Record:
    """The attempts at one quiz: the open one, those that are over newest first, the best, if any passed."""

    quiz: Quiz
    open: Attempt | None
    finished: tuple[Attempt, ...]
    best: Attempt | None
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective of a module, and in how many different questions or draws it was met."""

    objective: str
    right: int
    is_mastered: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page of a course's quizzes."""

    records: tuple[Record, ...]
    goals: dict[str, tuple[Goal, ...]]
    calibration: tuple[Level, ...]

    def mastered(self, module_slug: str) -> int:
        """How many objectives of a module are mastered."""
        return sum(goal.is_mastered for goal in self.goals[module_slug])

    @property
    def finished(self) -> list[Attempt]:
        """Every attempt that is over, newest first."""
        attempts = [attempt for record in self.records for attempt in record.finished]
        return sorted(attempts, key=lambda attempt: attempt.started_at, reverse=True)


def overview_of(session: Session, *, person: Person, course: Course, quizzes: Sequence[Quiz]) -> Overview:
    """A person's standing in the quizzes of a course; three queries."""
    attempts = queries.attempts_of(session, person=person, course_slug=course.slug)
    mastery = queries.mastery_of(session, person=person, course_slug=course.slug)
    answers = queries.answers_of(session, person=person, course_slug=course.slug)
    return Overview(
        records=tuple(
            record_of(quiz, [attempt for attempt in attempts if attempt.quiz == quiz.slug])
            for quiz in quizzes
        ),
        goals={module.slug: _goals(module, mastery) for module in course.modules},
        calibration=calibration_of((answer.certainty, answer.is_right) for answer in answers),
    )


def record_of(quiz: Quiz, attempts: Sequence[Attempt]) -> Record:
    """The record of one quiz from its attempts, newest first."""
    finished = tuple(attempt for attempt in attempts if attempt.submitted_at is not None)
    return Record(
        quiz=quiz,
        open=next((attempt for attempt in attempts if attempt.submitted_at is None), None),
        finished=finished,
        best=queries.best_of(finished),
        is_passed=any(queries.is_passed(attempt) for attempt in finished),
    )


def _goals(module: Module, mastery: dict[tuple[str, str], Mastery]) -> tuple[Goal, ...]:
    goals = []
    for objective in module.objectives:
        met = mastery.get((module.slug, objective))
        goals.append(Goal(objective, met.right if met else 0, met is not None and met.is_mastered))
    return tuple(goals)
