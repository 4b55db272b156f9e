"""When a digest falls: at eight in the morning where the person is. Pure.

The rule it keeps: a day's digest is sent that day or never; one that arrives at night helps nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

HOUR = 8
LAST_HOUR = 19
MONDAY = 0


class Rhythm(StrEnum):
    """How often the digest is wanted."""

    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Slot:
    """A digest that is due: whose day it is of, and since when (UTC)."""

    day: date
    since: datetime


def slot_at(now: datetime, *, rhythm: Rhythm, time_zone: str) -> Slot | None:
    """The digest due at `now` in that zone: between 08:00 and 20:00 local time, weekly ones on Mondays."""
    local = now.astimezone(ZoneInfo(time_zone))
    if rhythm is Rhythm.OFF or not HOUR <= local.hour <= LAST_HOUR:
        return None
    if rhythm is Rhythm.WEEKLY and local.weekday() != MONDAY:
        return None
    since = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    return Slot(day=local.date(), since=since.astimezone(now.tzinfo))
