"""How far somebody is with a module."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
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
