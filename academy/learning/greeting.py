"""How somebody is greeted: by the hour where they are."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

MORNING, AFTERNOON, EVENING = 5, 12, 18

#: What Academy is, in one line for a first visit: to somebody who trains others, and to everybody else.
WELCOMES = {
    True: "Academy shows you who has read and practised what, down to a single decision. "
    "It begins with a cohort.",
    False: "Academy teaches the work of a production coordinator: short modules to read, whole days at a "
    "desk to run, and a score that says why.",
}


def greeting_at(now: datetime, time_zone: str) -> str:
    """ "Good morning" from 5, "Good afternoon" from 12, "Good evening" from 18 until 5, in that zone."""
    hour = now.astimezone(ZoneInfo(time_zone)).hour
    if MORNING <= hour < AFTERNOON:
        return "Good morning"
    return "Good afternoon" if AFTERNOON <= hour < EVENING else "Good evening"
