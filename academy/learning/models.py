"""How far somebody is with a module, and what they noted there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from academy.core.db import Base, UtcDateTime


class ModuleProgress(Base):
    """One person's reading of one module. Slugs, not keys: courses are files and may be edited or renamed."""

    __tablename__ = "module_progress"
    __table_args__ = (
        UniqueConstraint("person_id", "course_slug", "module_slug"),
        Index("ix_module_progress_person_id_read_at", "person_id", "read_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    course_slug: Mapped[str] = mapped_column(String(80))
    module_slug: Mapped[str] = mapped_column(String(80))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: The heading last reached, so that another device opens the module there; empty for its top.
    place: Mapped[str] = mapped_column(String(120), default="")
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ModuleNote(Base):
    """What a person wrote for themselves about a module or one of its headings; one for each place.

    `version` goes up with each save, so that an older tab is noticed. A deleted one is kept for a while.
    """

    __tablename__ = "module_notes"
    __table_args__ = (
        Index(
            "ix_module_notes_place",
            *("person_id", "course_slug", "module_slug", "place"),
            unique=True,
            sqlite_where=sql("deleted_at IS NULL"),
            postgresql_where=sql("deleted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    course_slug: Mapped[str] = mapped_column(String(80))
    module_slug: Mapped[str] = mapped_column(String(80))
    #: The id of the heading; empty for the whole module.
    place: Mapped[str] = mapped_column(String(120), default="")
    #: The heading's words when the note was written, for the day on which the heading is gone.
    heading: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
