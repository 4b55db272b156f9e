"""Certificates as they were issued, and how a name on one came to be corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person
from academy.certificates.attested import Attested, attested_from_plain
from academy.core.db import Base, UtcDateTime


class Certificate(Base):
    """What one person has completed, in the words of that day.

    `number` counts the certificates of one version of a course: a withdrawn one is followed by the next.
    `code_digest` is what the code is looked up by.
    """

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("person_id", "course_slug", "course_digest", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    studio_id: Mapped[int | None] = mapped_column(ForeignKey("studios.id", ondelete="SET NULL"), index=True)
    studio_name: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(120))
    name_corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    course_slug: Mapped[str] = mapped_column(String(80))
    course_digest: Mapped[str] = mapped_column(String(64))
    course_title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    #: `Attested` as JSON.
    attests: Mapped[dict[str, Any]] = mapped_column(JSON)
    number: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The day of issue where the person lives: a date on paper has no zone.
    issued_on: Mapped[date] = mapped_column(Date)
    code: Mapped[str] = mapped_column(String(26))
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    withdrawal_reason: Mapped[str] = mapped_column(String(300), default="")

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=person_id)
    withdrawn_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=withdrawn_by_id)
    corrections: Mapped[list[NameCorrection]] = relationship(order_by="NameCorrection.id")

    @property
    def attested(self) -> Attested:
        return attested_from_plain(self.attests)


class NameCorrection(Base):
    """One correction of the name on a certificate: what it read before and after, and why."""

    __tablename__ = "certificate_name_corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificates.id", ondelete="CASCADE"), unique=True
    )
    name_before: Mapped[str] = mapped_column(String(120))
    name_after: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(300))
    corrected_at: Mapped[datetime] = mapped_column(UtcDateTime)
