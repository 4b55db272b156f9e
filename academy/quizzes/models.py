"""Attempts at quizzes, what was asked in them, and what trainers do about them.

The rule: a question is kept as it was asked, so that editing a course never changes a finished attempt.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person, Studio
from academy.core.db import Base, UtcDateTime
from academy.quizzes.vocabulary import Certainty, Change, EndedBy, Mode

REASON_LENGTH = 1000


class QuestionVersion(Base):
    """A question as it stood in the bank when somebody was first asked it."""

    __tablename__ = "question_versions"
    __table_args__ = (Index("ix_question_versions_course_slug_question_id", "course_slug", "question_id"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    course_slug: Mapped[str] = mapped_column(String(80))
    module_slug: Mapped[str] = mapped_column(String(80))
    question_id: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    behaviour: Mapped[str] = mapped_column(String(10))
    #: In full, as the module states it.
    objective: Mapped[str] = mapped_column(String(400))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One person's attempt at one quiz. `score` is the sum of the points of what counts, of `out_of`."""

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("person_id", "start_key"),
        Index("ix_attempts_person_id_started_at", "person_id", "started_at"),
        Index(
            "uq_attempts_open",
            "person_id",
            "course_slug",
            "quiz",
            unique=True,
            sqlite_where=text("submitted_at is null"),
            postgresql_where=text("submitted_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    start_key: Mapped[str] = mapped_column(String(64))
    course_slug: Mapped[str] = mapped_column(String(80))
    #: The slug of a module, or "test" for the test of the course.
    quiz: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300))
    seed: Mapped[int]
    mode: Mapped[Mode] = mapped_column(String(10))
    #: `QuizRules` as they held when the attempt began.
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    time_factor: Mapped[str] = mapped_column(String(10))
    #: Over the versions of all its questions.
    digest: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: None for an attempt without a deadline.
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[EndedBy | None] = mapped_column(String(10))
    score: Mapped[float | None]
    out_of: Mapped[int]

    person: Mapped[Person] = relationship()
    questions: Mapped[list[AttemptQuestion]] = relationship(
        back_populates="attempt", order_by="AttemptQuestion.position"
    )
    extensions: Mapped[list[AttemptExtension]] = relationship(order_by="AttemptExtension.id")


class AttemptQuestion(Base):
    """A question asked in an attempt, the newest draft of the answer, and its points once graded.

    `revision` counts the drafts: a page that has seen an older one does not overwrite a newer.
    """

    __tablename__ = "attempt_questions"
    __table_args__ = (UniqueConstraint("attempt_id", "position"), UniqueConstraint("attempt_id", "digest"))

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    position: Mapped[int]
    digest: Mapped[str] = mapped_column(ForeignKey("question_versions.digest"), index=True)
    #: The values of a numeric question's parameters as fractions, "17/2".
    drawn: Mapped[dict[str, str]] = mapped_column(JSON)
    #: Places of the options in the file, in the order shown.
    shown: Mapped[list[int]] = mapped_column(JSON)
    response: Mapped[Any] = mapped_column(JSON(none_as_null=True))
    certainty: Mapped[Certainty | None] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When it was graded with the answer that stands; the answer can not be changed after that.
    graded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    points: Mapped[float | None]
    is_right: Mapped[bool | None]
    is_dropped: Mapped[bool] = mapped_column(default=False)

    attempt: Mapped[Attempt] = relationship(back_populates="questions")
    version: Mapped[QuestionVersion] = relationship(lazy="joined")


class AttemptExtension(Base):
    """More time given to a running attempt, by whom and why."""

    __tablename__ = "attempt_extensions"
    __table_args__ = (UniqueConstraint("attempt_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    key: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    trainer: Mapped[Person | None] = relationship()


class QuestionFlag(Base):
    """A learner's word that something is wrong with a question; settled by a trainer's answer."""

    __tablename__ = "question_flags"
    __table_args__ = (UniqueConstraint("person_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(ForeignKey("question_versions.digest"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    answer: Mapped[str | None] = mapped_column(String(REASON_LENGTH))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    version: Mapped[QuestionVersion] = relationship(lazy="joined")


class Amendment(Base):
    """A studio's change to the key of one version of a question; one that `revokes` another undoes it."""

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("studio_id", "key"), UniqueConstraint("revokes_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    studio_id: Mapped[int] = mapped_column(ForeignKey("studios.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    digest: Mapped[str] = mapped_column(ForeignKey("question_versions.digest"), index=True)
    key: Mapped[str] = mapped_column(String(64))
    change: Mapped[Change] = mapped_column(String(20))
    #: The text to accept, or the place of an option or line in the file.
    value: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revokes_id: Mapped[int | None] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"))

    studio: Mapped[Studio] = relationship()
    author: Mapped[Person | None] = relationship()
    version: Mapped[QuestionVersion] = relationship(lazy="joined")
    regrades: Mapped[list[Regrade]] = relationship(back_populates="amendment", order_by="Regrade.id")


class Regrade(Base):
    """What an amendment did to one finished attempt: the history of its score."""

    __tablename__ = "regrades"
    __table_args__ = (UniqueConstraint("amendment_id", "attempt_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    score_before: Mapped[float | None]
    score_after: Mapped[float | None]
    out_of_before: Mapped[int]
    out_of_after: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    amendment: Mapped[Amendment] = relationship(back_populates="regrades")
    attempt: Mapped[Attempt] = relationship()
