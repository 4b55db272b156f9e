"""People are greeted by their own clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from academy.learning.greeting import greeting_at


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (4, "Good evening"),
        (5, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_hour_decides(hour: int, greeting: str) -> None:
    assert greeting_at(datetime(2026, 1, 5, hour, 59, tzinfo=UTC), "Europe/London") == greeting


def test_the_hour_is_the_persons_own() -> None:
    assert greeting_at(datetime(2026, 1, 5, 20, 0, tzinfo=UTC), "Asia/Seoul") == "Good morning"
