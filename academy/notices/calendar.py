"""Due times as an iCalendar feed (RFC 5545), with an alarm a day before each. Pure.

The rule it keeps: the same due times have the same UIDs and the same tag, whenever they are fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from academy.notices.deadlines import Deadline

PRODUCT = "-//Academy//Due times//EN"
NAME = "Academy: due times"
ALARM_BEFORE = timedelta(days=1)
REFRESH = timedelta(hours=1)


def calendar_of(deadlines: Iterable[Deadline], *, public_url: str, now: datetime) -> bytes:
    """The feed: an event at each due time that blocks nobody's calendar and links to the work."""
    from icalendar import Calendar  # heavy: only feeds need it

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for deadline in deadlines:
        calendar.add_component(_event(deadline, public_url, now))
    written: bytes = calendar.to_ical()
    return written


def tag_of(deadlines: Iterable[Deadline], *, public_url: str) -> str:
    """What an unchanged feed is known by."""
    told = repr([public_url, *((one.uid, one.title, one.due_at.isoformat(), one.url) for one in deadlines)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _event(deadline: Deadline, public_url: str, now: datetime):  # type: ignore[no-untyped-def]  # lazily known
    from icalendar import Alarm, Event

    title = f"Due: {deadline.title}"
    event = Event()
    event.add("uid", f"{deadline.uid}@{urlsplit(public_url).hostname}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", deadline.due_at.astimezone(UTC))
    event.add("summary", title)
    event.add("url", f"{public_url}{deadline.url}")
    event.add("description", f"{public_url}{deadline.url}")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -ALARM_BEFORE)
    alarm.add("description", title)
    event.add_component(alarm)
    return event
