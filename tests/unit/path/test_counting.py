"""What counts, what is left, and how much that makes a week."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.content.career import load_career
from academy.path.counting import Count, Kind, State, Thing, posts_to, way_to

CAREER = load_career(Path(__file__).parents[3] / "courses")
TODAY = date(2026, 3, 2)
states = st.sampled_from([*State, None])


def thing(url: str, state: State | None = State.OPEN, *, minutes: int = 10) -> Thing:
    left = 0 if state is State.DONE else minutes
    return Thing(Kind.MODULE, url, url, minutes, left, state)


def way(*things: Thing, days: int = 14):  # type: ignore[no-untyped-def]
    count = Count(CAREER.rungs[0], things)
    return way_to(CAREER.rungs[0], [count, count], due_on=TODAY + timedelta(days=days), today=TODAY)


def test_what_two_rungs_share_is_taken_once() -> None:
    assert [one.url for one in way(thing("/a"), thing("/b")).things] == ["/a", "/b"]


def test_the_next_thing_is_the_first_that_is_not_done() -> None:
    found = way(thing("/a", State.DONE), thing("/l", None), thing("/b", State.BEGUN), thing("/c"))
    assert found.next is not None
    assert found.next.url == "/b"
    assert (found.done, found.followed, found.minutes_left) == (1, 3, 20)


@pytest.mark.parametrize(
    ("days", "weekly"), [(14, 15), (15, 14), (7, 30), (3, 30), (0, 30), (-1, None), (70, 3), (75, 3)]
)
def test_minutes_a_week_are_rounded_up_and_never_more_than_all(days: int, weekly: int | None) -> None:
    assert way(thing("/a"), thing("/b"), thing("/c"), days=days).minutes_a_week == weekly


def test_nothing_followed_is_nothing_done() -> None:
    assert Count(CAREER.rungs[0], (thing("/l", None),)).percent == 0


@given(st.lists(states, max_size=12), st.integers(1, 4000))
def test_a_plan_kept_week_by_week_is_ready_in_time(found: list[State | None], days: int) -> None:
    ahead = way(*(thing(f"/{place}", state) for place, state in enumerate(found)), days=days)
    assert ahead.minutes_a_week is not None
    assert ahead.minutes_a_week * max(1, days / 7) >= ahead.minutes_left
    count = Count(CAREER.rungs[0], ahead.things)
    assert 0 <= count.percent <= 100
    assert (count.percent == 100) == (count.minutes > 0 and count.minutes_left == 0)


def slugs(standing: int, target: str) -> list[str]:
    post = CAREER.post(target)
    assert post is not None
    return [one.slug for one in posts_to(CAREER, standing, post)]


def test_the_way_goes_from_the_rung_above_up_to_the_target() -> None:
    assert slugs(0, "coordinator") == ["runner", "assistant", "coordinator"]
    assert slugs(2, "coordinator") == ["coordinator"]
    assert slugs(3, "coordinator") == []


def test_the_way_to_the_side_goes_over_the_rung_it_leaves() -> None:
    assert slugs(1, "talent") == ["assistant", "coordinator", "talent"]
    assert slugs(3, "talent") == ["talent"]
