"""Plans and self-assessments. The rule: a new one never overwrites an old one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from academy.core.db import Base, UtcDateTime


class Plan(Base):
    """A post that somebody aims for, and by when. One is open at a time; `key` is the client's."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        Index(
            "uq_plans_open",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    #: The slug of a rung or of a step beside the ladder; the ladder is a file and may be edited.
    target_slug: Mapped[str] = mapped_column(String(40))
    due_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SelfAssessment(Base):
    """How somebody judged themselves once: their answers with the sentences as they stood then."""

    __tablename__ = "self_assessments"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    #: A list of {skill, text, module, step}; steps from 1 to 4.
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
