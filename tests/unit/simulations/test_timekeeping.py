"""Real time to simulated minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.simulations.timekeeping import CONTACT_WINDOW, Stop, Timekeeping, minute_milliseconds
from tests.clock import MONDAY_MORNING as START

spans = st.integers(0, 100_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))


def keeping(**changes: object) -> Timekeeping:
    values = {"started_at": START, "minute_milliseconds": 1500, "contact_at": START + timedelta(hours=1)}
    return Timekeeping(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("factor", "pace"), [("1.0", 1500), ("1.25", 1875), ("1.5", 2250), ("2.0", 3000)])
def test_a_time_factor_makes_minutes_longer(factor: str, pace: int) -> None:
    assert minute_milliseconds(factor) == pace


@pytest.mark.parametrize(("milliseconds", "minute"), [(0, 0), (1499, 0), (1500, 1), (60_000, 40)])
def test_minutes_are_counted_when_they_are_full(milliseconds: int, minute: int) -> None:
    assert keeping().minute(START + timedelta(milliseconds=milliseconds)) == minute


def test_a_stop_does_not_count() -> None:
    stops = (Stop(START + timedelta(seconds=15), START + timedelta(seconds=45)),)
    assert keeping(stops=stops).minute(START + timedelta(seconds=60)) == 20


def test_an_open_stop_lasts() -> None:
    stopped = keeping(stops=(Stop(START + timedelta(seconds=15)),))
    assert stopped.minute(START + timedelta(days=1)) == 10
    assert stopped.stopped_since(START + timedelta(days=1)) == START + timedelta(seconds=15)


def test_lost_contact_stops_the_day_at_the_end_of_the_window() -> None:
    lost = keeping(contact_at=START)
    assert lost.stopped_since(START + CONTACT_WINDOW) is None
    assert lost.stopped_since(START + timedelta(minutes=5)) == START + CONTACT_WINDOW
    assert lost.minute(START + timedelta(minutes=5)) == CONTACT_WINDOW // timedelta(milliseconds=1500)


def test_a_recorded_minute_is_never_undone() -> None:
    assert keeping(recorded_minute=30).minute(START) == 30
    assert keeping(recorded_minute=30).minute(START - timedelta(hours=1)) == 30


@given(passed=spans, more=spans, stopped=spans)
def test_time_never_goes_back(passed: timedelta, more: timedelta, stopped: timedelta) -> None:
    stops = (Stop(START + passed / 2, START + passed / 2 + stopped),)
    kept = keeping(stops=stops)
    now = START + passed + stopped
    assert kept.minute(now) <= kept.minute(now + more)


@given(passed=spans)
def test_the_next_minute_begins_when_it_is_said_to(passed: timedelta) -> None:
    kept, now = keeping(), START + passed
    minute = kept.minute(now)
    wait = timedelta(milliseconds=kept.milliseconds_until(minute + 1, now))
    assert kept.minute(now + wait) == minute + 1
    assert kept.minute(now + wait - timedelta(milliseconds=1)) == minute
