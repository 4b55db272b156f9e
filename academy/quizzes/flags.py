"""Reading flags, and what the answers to a question look like beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from academy.accounts.models import Person
from academy.content.questions.kinds import Question
from academy.core.errors import NotFoundError
from academy.quizzes.asking import question_of, values_of
from academy.quizzes.grading import grade
from academy.quizzes.models import Attempt, AttemptQuestion, QuestionFlag, QuestionVersion
from academy.quizzes.queries import learner_ids_of

MOST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Statistics:
    """How learners answered one version of a question: the most frequent answers in words, with counts."""

    answers: int
    right: int
    frequent: tuple[tuple[str, int], ...]

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.answers) if self.answers else 0


@dataclass(frozen=True, slots=True)
class FlaggedQuestion:
    """A version of a question with the flags that nobody has settled yet, and its statistics."""

    version: QuestionVersion
    question: Question
    flags: tuple[QuestionFlag, ...]
    statistics: Statistics


def flagged_by(session: Session, *, person: Person, attempt: Attempt) -> set[str]:
    """The digests of the questions of an attempt that the person has flagged."""
    digests = [asked.digest for asked in attempt.questions]
    flags = select(QuestionFlag.digest).where(
        QuestionFlag.person_id == person.id, QuestionFlag.digest.in_(digests)
    )
    return set(session.scalars(flags))


def open_flags(session: Session, *, trainer: Person) -> list[FlaggedQuestion]:
    """What learners of the trainer's studios have flagged and nobody has settled, most flagged first."""
    by_digest: dict[str, list[QuestionFlag]] = defaultdict(list)
    for flag in _flags(session, trainer, is_settled=False):
        by_digest[flag.digest].append(flag)
    statistics = statistics_of(session, trainer=trainer, digests=list(by_digest))
    questions = [
        FlaggedQuestion(
            version=flags[0].version,
            question=question_of(flags[0].version.document),
            flags=tuple(flags),
            statistics=statistics[digest],
        )
        for digest, flags in by_digest.items()
    ]
    return sorted(questions, key=lambda one: -len(one.flags))


def count_open(session: Session, *, trainer: Person) -> int:
    """How many flags of the trainer's studios nobody has settled."""
    statement = select(func.count()).where(
        QuestionFlag.person_id.in_(learner_ids_of(trainer)), QuestionFlag.settled_at.is_(None)
    )
    return session.scalar(statement) or 0


def settled_flags(session: Session, *, trainer: Person) -> Sequence[QuestionFlag]:
    """The flags of the trainer's studios that are settled, newest first."""
    return sorted(_flags(session, trainer, is_settled=True), key=lambda flag: -flag.id)


def flag_for_trainer(session: Session, *, trainer: Person, flag_id: int) -> QuestionFlag:
    """The flag of a learner of a studio where `trainer` trains; raises NotFoundError."""
    flag = session.scalars(
        select(QuestionFlag).where(
            QuestionFlag.id == flag_id, QuestionFlag.person_id.in_(learner_ids_of(trainer))
        )
    ).one_or_none()
    if flag is None:
        raise NotFoundError
    return flag


def statistics_of(session: Session, *, trainer: Person, digests: Sequence[str]) -> dict[str, Statistics]:
    """How the learners of the trainer's studios answered these versions of questions; one query."""
    answers: dict[str, list[AttemptQuestion]] = {digest: [] for digest in digests}
    statement = (
        select(AttemptQuestion)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            AttemptQuestion.digest.in_(digests),
            AttemptQuestion.graded_at.is_not(None),
            Attempt.person_id.in_(learner_ids_of(trainer)),
        )
    )
    for asked in session.scalars(statement):
        answers[asked.digest].append(asked)
    return {digest: _statistics(asked) for digest, asked in answers.items()}


def _statistics(answers: Sequence[AttemptQuestion]) -> Statistics:
    said: Counter[str] = Counter(_in_words(asked) for asked in answers)
    return Statistics(
        answers=len(answers),
        right=sum(bool(asked.is_right) for asked in answers),
        frequent=tuple(said.most_common(MOST_ANSWERS)),
    )


def _in_words(asked: AttemptQuestion) -> str:
    question = question_of(asked.version.document)
    return grade(question, asked.response, values_of(asked.drawn)).given or "no answer"


def _flags(session: Session, trainer: Person, *, is_settled: bool) -> Any:
    settled = QuestionFlag.settled_at.is_not(None) if is_settled else QuestionFlag.settled_at.is_(None)
    return session.scalars(
        select(QuestionFlag)
        .where(QuestionFlag.person_id.in_(learner_ids_of(trainer)), settled)
        .options(joinedload(QuestionFlag.person))
        .order_by(QuestionFlag.id)
    ).all()
