"""Home: the most urgent row first, eight of them."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from flask import Flask

from academy.learning.next_steps import NextStep, Place
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.learning.readers import links, words


def step(title: str, kind: str = "Practise", hours: float | None = None, **more: object) -> NextStep:
    due_at = None if hours is None else MONDAY_MORNING + timedelta(hours=hours)
    return NextStep(kind=kind, title=title, url=f"/{title}", reason="because", due_at=due_at, **more)  # type: ignore[arg-type]


#: In the order in which home shows them.
ROWS = [
    step("first", "First", place=Place.FIRST),
    step("running", "Go on"),
    step("long-overdue", hours=-50),
    step("overdue", "Continue", hours=-1),
    step("soon", hours=3),
    step("tomorrow", hours=23),
    step("feedback", "Feedback"),
    step("begun", "Continue"),
    step("begun-and-due", "Continue", hours=99),
    step("cards", "Review"),
    step("in-three-days", "Assigned", hours=72),
    step("recommended"),
]


@pytest.fixture
def show(app: Flask, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Lets home show these rows."""

    def put(rows: list[NextStep]) -> None:
        monkeypatch.setitem(app.extensions, "next_steps", [lambda session, person, now: rows])

    return put


def titles(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('<span class="next-title">')[1:]]


@pytest.mark.parametrize("seed", range(5))
def test_rows_stand_by_urgency_wherever_they_come_from(ada: Browser, show, seed: int) -> None:  # type: ignore[no-untyped-def]
    rows = ROWS.copy()
    random.Random(seed).shuffle(rows)
    show(rows)
    found = titles(ada.get("/?rows=all").text)
    begun = found.index("begun"), found.index("begun-and-due")
    expected = [row.title for row in ROWS]
    assert sorted(begun) == [7, 8]
    assert [one for one in found if "begun" not in one] == [one for one in expected if "begun" not in one]


def test_eight_rows_are_shown_and_all_when_asked(ada: Browser, show) -> None:  # type: ignore[no-untyped-def]
    show(ROWS)
    page = ada.get("/")
    assert len(titles(page.text)) == 8
    [more] = links(page, "Show all 12 things to do")
    assert len(titles(ada.get(more).text)) == 12
    show(ROWS[:8])
    assert "Show all" not in ada.get("/").text


def test_two_rows_of_one_address_are_one_with_time_and_minutes(ada: Browser, show) -> None:  # type: ignore[no-untyped-def]
    show([step("same", "Due", hours=3), step("same", minutes=14)])
    page = ada.get("/")
    assert titles(page.text) == ["same"]
    assert "in 3 h · 14 min" in words(page)
