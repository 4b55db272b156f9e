"""The clock that counts: shared by processes, deaf to the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from academy.core import clock as clock_module
from academy.core.clock import AnchoredClock, ClockAnchor, anchored_clock


def test_anchored_clock_adds_the_seconds_since_its_anchor(monkeypatch):
    anchor = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(clock_module, "_boot_seconds", lambda: 160.5)
    assert AnchoredClock(anchor, 100.0).now() == anchor + timedelta(seconds=60.5)


def test_two_processes_of_one_boot_agree(app, session):
    engine = app.extensions["database"].engine
    first, second = anchored_clock(engine), anchored_clock(engine)
    assert abs(first.now() - second.now()) < timedelta(seconds=1)
    if engine.dialect.name == "sqlite":
        assert len(session.scalars(select(ClockAnchor)).all()) == 1


def test_anchor_of_this_boot_is_kept_when_the_wall_clock_jumps(app, session):
    engine = app.extensions["database"].engine
    if engine.dialect.name != "sqlite":
        return  # there the server's clock is the anchor
    anchored_clock(engine)
    anchor = session.scalars(select(ClockAnchor)).one()
    anchor.wall_at -= timedelta(hours=1)
    session.commit()
    lag = datetime.now(UTC) - anchored_clock(engine).now()
    assert timedelta(minutes=59) < lag < timedelta(minutes=61)
