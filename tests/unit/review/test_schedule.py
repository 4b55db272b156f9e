"""When cards come back: properties of the schedule that hold for every history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.review.schedule import (
    DAY,
    NIGHT,
    SHORT_STEP,
    CardState,
    Memory,
    Pause,
    Rating,
    after,
    choices,
    day_start,
    interval_text,
    put_off,
    shifted,
)

LONDON, SEOUL = ZoneInfo("Europe/London"), ZoneInfo("Asia/Seoul")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ZONES = st.sampled_from([LONDON, SEOUL, ZoneInfo("America/Los_Angeles"), ZoneInfo("Australia/Lord_Howe")])
MOMENTS = st.integers(0, 60 * 24 * 600).map(lambda minutes: START + timedelta(minutes=minutes))
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 1))
HISTORIES = st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 60 * 24 * 90)), max_size=12)


def played(history: list[tuple[Rating, int]], zone: ZoneInfo) -> tuple[Memory, datetime]:
    """A card that was rated so, each time so many minutes after the time before; and the last time."""
    memory, now = Memory(CardState.NEW, START), START
    for rating, minutes in history:
        now += timedelta(minutes=minutes)
        memory = after(memory, rating, now=now, zone=zone)
    return memory, now


@given(zone=ZONES, count=st.integers(2, 10))
def test_intervals_never_shrink_while_a_card_is_known_when_due(zone: ZoneInfo, count: int) -> None:
    memory, now, days = Memory(CardState.NEW, START), START, []
    for _ in range(count):
        memory = after(memory, Rating.GOOD, now=now, zone=zone)
        days.append((memory.due_at.astimezone(zone).date() - now.astimezone(zone).date()).days)
        now = memory.due_at + timedelta(hours=9)
    assert days == sorted(days)
    assert days[-1] > days[0]


@settings(max_examples=100)
@given(history=HISTORIES, zone=ZONES)
def test_a_better_rating_never_brings_a_card_back_sooner(
    history: list[tuple[Rating, int]], zone: ZoneInfo
) -> None:
    memory, now = played(history, zone)
    dues = [one.due_at for one in choices(memory, now=now, zone=zone).values()]
    assert dues == sorted(dues)
    assert dues[0] > now


@settings(max_examples=100)
@given(history=HISTORIES, zone=ZONES)
def test_again_brings_a_card_back_in_ten_minutes_and_makes_it_no_firmer(
    history: list[tuple[Rating, int]], zone: ZoneInfo
) -> None:
    memory, now = played(history, zone)
    again = after(memory, Rating.AGAIN, now=now, zone=zone)
    assert again.due_at - now == SHORT_STEP
    assert again.state in {CardState.LEARNING, CardState.RELEARNING}
    assert again.stability <= (memory.stability or 100)


@settings(max_examples=100)
@given(history=HISTORIES, zone=ZONES)
def test_intervals_of_days_end_as_a_day_begins_and_none_is_longer_than_a_year(
    history: list[tuple[Rating, int]], zone: ZoneInfo
) -> None:
    memory, now = played([*history, (Rating.EASY, 0)], zone)
    local = memory.due_at.astimezone(zone)
    assert memory.due_at == max(day_start(local.date(), zone), now + NIGHT)
    assert 1 <= (local.date() - now.astimezone(zone).date()).days <= 365


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening, morning = START.replace(hour=22), START.replace(day=3, hour=7)
    memory = after(Memory(CardState.NEW, START), Rating.GOOD, now=evening, zone=LONDON)
    counted = after(memory, Rating.GOOD, now=morning, zone=LONDON)
    assert counted.last_review_at == evening + DAY
    assert counted.due_at > morning + DAY


@given(moment=MOMENTS, first=DAYS, days=st.integers(1, 60), zone=ZONES)
def test_a_pause_moves_what_is_due_after_it_began_and_nothing_else(
    moment: datetime, first: date, days: int, zone: ZoneInfo
) -> None:
    pause = Pause(first, first + timedelta(days=days - 1))
    moved = put_off(moment, [pause], zone)
    if moment < day_start(first, zone):
        assert moved == moment
    else:
        assert (moved.astimezone(zone).date() - moment.astimezone(zone).date()).days == days
        assert moved >= day_start(pause.ends_on, zone)


@given(day=DAYS, days=st.integers(0, 400), zone=ZONES)
def test_the_start_of_a_day_moves_there_and_back(day: date, days: int, zone: ZoneInfo) -> None:
    start = day_start(day, zone)
    assert shifted(shifted(start, days, zone), -days, zone) == start
    assert shifted(start, days, zone) == day_start(day + timedelta(days=days), zone)


@pytest.mark.parametrize(
    ("today", "unused"), [(date(2026, 3, 1), 5), (date(2026, 3, 4), 3), (date(2026, 3, 9), 0)]
)
def test_a_pause_that_ends_early_gives_back_what_is_left(today: date, unused: int) -> None:
    assert Pause(date(2026, 3, 2), date(2026, 3, 6)).unused_days(today) == unused


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (START + timedelta(minutes=10), "in 10 min"),
        (day_start(date(2026, 3, 3), LONDON), "tomorrow"),
        (day_start(date(2026, 3, 6), LONDON), "in 4 days"),
        (day_start(date(2026, 6, 2), LONDON), "in 3 months"),
    ],
)
def test_an_interval_is_told_in_words(due: datetime, words: str) -> None:
    assert interval_text(due, now=START, zone=LONDON) == words
