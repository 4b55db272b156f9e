"""Cohorts, their members, and what is assigned to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person, Studio
from academy.core.db import Base, UtcDateTime


class WorkKind(StrEnum):
    """What an assignment asks for."""

    COURSE = "course"
    SCENARIO = "scenario"


class Cohort(Base):
    """A group of learners of one studio."""

    __tablename__ = "cohorts"
    __table_args__ = (UniqueConstraint("studio_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    studio_id: Mapped[int] = mapped_column(ForeignKey("studios.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    studio: Mapped[Studio] = relationship(lazy="joined")
    members: Mapped[list[CohortMember]] = relationship(back_populates="cohort")
    assignments: Mapped[list[Assignment]] = relationship(back_populates="cohort")


class CohortMember(Base):
    """A person's place in a cohort; leaving is recorded, not deleted."""

    __tablename__ = "cohort_members"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined")


class Assignment(Base):
    """Work given to a whole cohort, with a time by which it is wanted."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("cohort_id", "kind", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"))
    kind: Mapped[WorkKind] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(80))
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship(back_populates="assignments")
