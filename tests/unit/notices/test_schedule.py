"""When digests fall: at eight in the morning of the person's own day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.accounts.forms import zone_choices
from academy.notices.schedule import Rhythm, slot_at

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from([str(choice.value) for choice in zone_choices()])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "rhythm", "day"),
    [
        ("2026-03-02T08:00", "Europe/London", Rhythm.WEEKLY, "2026-03-02"),
        ("2026-03-02T07:59", "Europe/London", Rhythm.WEEKLY, None),
        ("2026-03-02T19:59", "Europe/London", Rhythm.WEEKLY, "2026-03-02"),
        ("2026-03-02T20:00", "Europe/London", Rhythm.WEEKLY, None),
        ("2026-03-03T08:00", "Europe/London", Rhythm.WEEKLY, None),
        ("2026-03-03T08:00", "Europe/London", Rhythm.DAILY, "2026-03-03"),
        ("2026-03-01T23:00", "Asia/Seoul", Rhythm.WEEKLY, "2026-03-02"),
        ("2026-03-02T08:00", "America/Los_Angeles", Rhythm.DAILY, None),
        (
            "2026-03-30T07:00",
            "Europe/London",
            Rhythm.WEEKLY,
            "2026-03-30",
        ),  # the day after clocks went forward
        ("2026-03-02T09:00", "Europe/London", Rhythm.OFF, None),
    ],
)
def test_a_digest_is_due_in_the_day_of_the_person(
    now: str, zone: str, rhythm: Rhythm, day: str | None
) -> None:
    slot = slot_at(at(now), rhythm=rhythm, time_zone=zone)
    assert (slot.day.isoformat() if slot else None) == day


@given(MOMENTS, ZONES, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]))
def test_what_is_due_began_at_eight_there_and_not_in_the_future(
    now: datetime, zone: str, rhythm: Rhythm
) -> None:
    slot = slot_at(now, rhythm=rhythm, time_zone=zone)
    if slot is not None:
        began = slot.since.astimezone(ZoneInfo(zone))
        assert (began.hour, began.minute, began.date()) == (8, 0, slot.day)
        assert timedelta(0) <= now - slot.since < timedelta(hours=13)
        assert rhythm is Rhythm.DAILY or slot.day.isoweekday() == 1


@given(MOMENTS, ZONES)
def test_every_week_has_one_weekly_slot_and_seven_daily_ones(now: datetime, zone: str) -> None:
    hours = [now + timedelta(hours=hour) for hour in range(7 * 24)]
    daily = {slot.day for hour in hours if (slot := slot_at(hour, rhythm=Rhythm.DAILY, time_zone=zone))}
    weekly = {slot.day for hour in hours if (slot := slot_at(hour, rhythm=Rhythm.WEEKLY, time_zone=zone))}
    assert 7 <= len(daily) <= 8
    assert 1 <= len(weekly) <= 2
    assert weekly == {day for day in daily if day.isoweekday() == 1}
