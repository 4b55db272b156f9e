"""The server's clock. The rule it keeps: a step of the wall clock never moves the time of a run.

Wall time is anchored once per boot of the machine and advanced by the boot clock, which nobody sets. All
processes of a machine share the anchor through the database; on PostgreSQL the database server's own clock
is the anchor, so that many nodes agree.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from flask import current_app
from sqlalchemy import Engine, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from academy.core.db import Base, UtcDateTime

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class ClockAnchor(Base):
    """The wall time at a known reading of one boot's clock."""

    __tablename__ = "clock_anchors"

    boot_id: Mapped[str] = mapped_column(primary_key=True)
    wall_at: Mapped[datetime] = mapped_column(UtcDateTime)
    boot_seconds: Mapped[float]


class SystemClock:
    """The wall clock, for systems without a boot clock that processes share."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class AnchoredClock:
    """Wall time at an anchor plus the seconds of the boot clock since then."""

    def __init__(self, wall_at: datetime, boot_seconds: float) -> None:
        self._wall_at = wall_at
        self._boot_seconds = boot_seconds

    def now(self) -> datetime:
        return self._wall_at + timedelta(seconds=_boot_seconds() - self._boot_seconds)


def anchored_clock(engine: Engine) -> Clock:
    """The clock that all processes using this database share; needs a migrated database."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            wall_at: datetime = connection.execute(text("select clock_timestamp()")).scalar_one()
        return AnchoredClock(wall_at.astimezone(UTC), _boot_seconds())
    if not BOOT_ID.exists():
        return SystemClock()
    boot_id = BOOT_ID.read_text().strip()
    with Session(engine) as session:
        anchor = session.get(ClockAnchor, boot_id)
    if anchor is None:
        anchor = _anchor_boot(engine, boot_id)
    return AnchoredClock(anchor.wall_at, anchor.boot_seconds)


def current_clock() -> Clock:
    """The running app's clock."""
    clock: Clock = current_app.extensions["clock"]
    return clock


def now() -> datetime:
    """The time that counts, in UTC."""
    return current_clock().now()


def _anchor_boot(engine: Engine, boot_id: str) -> ClockAnchor:
    """Store this boot's anchor unless another process was first, seen once the write lock is held."""
    with Session(engine.execution_options(is_writing=True), expire_on_commit=False) as session:
        anchor = session.get(ClockAnchor, boot_id)
        if anchor is None:
            anchor = ClockAnchor(boot_id=boot_id, wall_at=datetime.now(UTC), boot_seconds=_boot_seconds())
            session.add(anchor)
            session.commit()
    return anchor


def _boot_seconds() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
