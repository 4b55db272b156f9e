"""Real time to simulated minutes. The rule: only the server's clock goes in, and minutes never go back.

A live day takes `minute_milliseconds` of real time for a simulated minute, stops not counted. A run without
contact for `CONTACT_WINDOW` counts as stopped from the end of that window, whether or not that is noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from academy.accounts.models import TimeFactor

#: Real milliseconds a simulated minute takes at time factor 1: a day of 480 minutes in 12.
STANDARD_MINUTE_MILLISECONDS = 1_500
CONTACT_WINDOW = timedelta(seconds=20)

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch of real time in which the day stood still; without `until` it lasts."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timekeeping:
    """What the minute of a live day depends on, apart from the time it is asked at."""

    started_at: datetime
    minute_milliseconds: int
    contact_at: datetime
    stops: tuple[Stop, ...] = ()
    #: The last minute that something was recorded at.
    recorded_minute: int = 0

    def stopped_since(self, now: datetime) -> datetime | None:
        """When the day stopped, or None while it runs."""
        if self.stops and self.stops[-1].until is None:
            return self.stops[-1].since
        lost_at = self.contact_at + CONTACT_WINDOW
        return lost_at if now > lost_at else None

    def minute(self, now: datetime) -> int:
        """The simulated minute at `now`."""
        return max(self.recorded_minute, self._played_milliseconds(now) // self.minute_milliseconds)

    def milliseconds_until(self, minute: int, now: datetime) -> int:
        """Real milliseconds from `now` until `minute` begins, if nothing stops the day; at least 0."""
        return max(0, minute * self.minute_milliseconds - self._played_milliseconds(now))

    def _played_milliseconds(self, now: datetime) -> int:
        end = self.stopped_since(now) or now
        stopped = sum(((stop.until or end) - stop.since for stop in self.stops), timedelta())
        return max(0, (end - self.started_at - stopped) // _MILLISECOND)


def minute_milliseconds(time_factor: str) -> int:
    """Real milliseconds a simulated minute takes for somebody with this time factor ("1.25")."""
    return int(STANDARD_MINUTE_MILLISECONDS * Fraction(time_factor))


def live_minutes(horizon: int, time_factor: str) -> int | None:
    """How long a live day of so many minutes takes in real ones; None for somebody without timed work."""
    if time_factor == TimeFactor.UNTIMED:
        return None
    return round(horizon * minute_milliseconds(time_factor) / 60_000)
