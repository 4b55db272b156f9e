"""The rule of completion, and where a reader goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.content.courses import Course
from academy.learning.progress import CourseProgress, Reading, minutes_left
from tests.courses import make_course, make_module

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
COURSE = make_course("open", "work", "close")


def reading(hour: int, *, place: str = "", is_complete: bool = False) -> Reading:
    at = NINE.replace(hour=hour)
    return Reading(at, place, at if is_complete else None)


def test_nothing_read_starts_at_the_first_module() -> None:
    progress = CourseProgress(COURSE, {})
    assert progress.bookmark().module.slug == "open"
    assert progress.bookmark().minutes_left == 9
    assert (progress.completed, progress.total) == (0, 3)
    assert not progress.is_begun


def test_the_module_last_read_is_where_to_go_on() -> None:
    progress = CourseProgress(COURSE, {"close": reading(9), "open": reading(11, place="s-noon")})
    bookmark = progress.bookmark()
    assert bookmark.module.slug == "open"
    assert bookmark.heading is not None
    assert bookmark.heading.text == "Noon"


def test_after_a_complete_module_comes_the_next_incomplete_one() -> None:
    readings = {"open": reading(9, is_complete=True), "work": reading(8, is_complete=True)}
    assert CourseProgress(COURSE, readings).bookmark().module.slug == "close"


def test_after_the_last_module_comes_the_first_incomplete_one() -> None:
    progress = CourseProgress(COURSE, {"close": reading(10, is_complete=True)})
    assert progress.bookmark().module.slug == "open"


def test_a_complete_course_is_complete_since_its_last_mark() -> None:
    readings = {
        slug: reading(hour, is_complete=True) for hour, slug in enumerate(("close", "open", "work"), 9)
    }
    progress = CourseProgress(COURSE, readings)
    assert progress.is_complete
    assert progress.completed_at == NINE + timedelta(hours=2)
    assert progress.minutes_left == 0


def test_one_missing_module_is_named_and_leaves_no_date() -> None:
    readings = {slug: reading(9, is_complete=True) for slug in ("open", "close")}
    progress = CourseProgress(COURSE, readings)
    assert [module.slug for module in progress.missing] == ["work"]
    assert progress.completed_at is None
    assert not progress.is_complete


def test_modules_that_left_the_course_count_for_nothing() -> None:
    progress = CourseProgress(COURSE, {"former": reading(12, is_complete=True)})
    assert (progress.completed, progress.total, progress.is_begun) == (0, 3, False)
    assert progress.last_read_at is None


def test_a_heading_that_is_gone_leads_to_the_top() -> None:
    progress = CourseProgress(COURSE, {"open": reading(9, place="s-before-the-edit")})
    assert progress.bookmark().heading is None


@pytest.mark.parametrize(("position", "minutes"), [(0, 9), (1, 6), (2, 3)])
def test_minutes_left_shrink_from_heading_to_heading(position: int, minutes: int) -> None:
    module = make_module("open", minutes=9)
    assert minutes_left(module, module.headings[position]) == minutes


def test_at_least_a_minute_is_left() -> None:
    module = make_module("open", minutes=1)
    assert minutes_left(module, module.headings[-1]) == 1


@st.composite
def progresses(draw: st.DrawFn) -> CourseProgress:
    slugs = [f"module-{number}" for number in range(draw(st.integers(1, 6)))]
    course: Course = make_course(*slugs)
    hours = st.integers(0, 23)
    states = st.builds(
        reading, hours, place=st.sampled_from(["", "s-noon", "gone"]), is_complete=st.booleans()
    )
    return CourseProgress(course, draw(st.dictionaries(st.sampled_from([*slugs, "former"]), states)))


@given(progresses())
def test_every_course_can_be_completed_by_following_the_bookmark(progress: CourseProgress) -> None:
    readings = dict(progress.readings)
    for _ in range(progress.total):
        progress = CourseProgress(progress.course, readings)
        if not progress.is_complete:
            module = progress.bookmark().module
            assert module in progress.missing
            readings[module.slug] = reading(23, is_complete=True)
    assert CourseProgress(progress.course, readings).is_complete


@given(progresses())
def test_the_parts_add_up(progress: CourseProgress) -> None:
    assert progress.completed + len(progress.missing) == progress.total == len(progress.rows)
    assert progress.is_complete == (progress.completed == progress.total)
    assert progress.is_complete == (progress.completed_at is not None)
