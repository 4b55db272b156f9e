"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """Tells the time that the test has set."""

    def __init__(self, moment: datetime = MONDAY_MORNING) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def advance(self, **spans: float) -> datetime:
        """Move on by the parts of a timedelta, as in `advance(hours=12, seconds=1)`; returns the new time."""
        self._moment += timedelta(**spans)
        return self._moment
