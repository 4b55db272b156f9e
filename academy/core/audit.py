"""The audit trail: who did what to whom, when and from where. The rule it keeps: entries are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from academy.core.db import Base, UtcDateTime


class AuditEntry(Base):
    """One security-relevant event."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(60), default="")


def record_audit(
    session: Session,
    *,
    now: datetime,
    actor_id: int | None,
    action: str,
    subject: str = "",
    address: str = "",
) -> None:
    """Add one entry; it is stored with the transaction it belongs to."""
    session.add(
        AuditEntry(at=now, actor_id=actor_id, action=action[:60], subject=subject[:200], address=address[:60])
    )
