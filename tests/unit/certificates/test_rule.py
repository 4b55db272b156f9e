"""When a certificate is due, and what it then attests."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.certificates.attested import attested_from_plain
from academy.certificates.rule import CourseTest, Standing
from academy.certificates.sheet import in_hours
from academy.learning.progress import CourseProgress, Reading
from academy.quizzes.rules import COURSE_TEST
from tests.clock import MONDAY_MORNING
from tests.courses import make_course

SLUGS = ("one", "two", "three")
NO_PASS = CourseTest(COURSE_TEST)
PASSED = CourseTest(COURSE_TEST, "17 of 20 points, 85 %", datetime(2026, 3, 4, 23, 30, tzinfo=UTC))


def standing(read: tuple[str, ...], test: CourseTest | None) -> Standing:
    readings = {slug: Reading(MONDAY_MORNING, "", MONDAY_MORNING) for slug in read}
    return Standing(CourseProgress(make_course(*SLUGS), readings), test)


@pytest.mark.parametrize(
    ("read", "test", "missing", "minutes"),
    [
        ((), None, "3 modules", 27),
        (("one", "three"), None, "1 module", 9),
        (("one", "three"), NO_PASS, "1 module and the course test", 39),
        (SLUGS, NO_PASS, "the course test", 30),
        (("one",), PASSED, "2 modules", 18),
        (SLUGS, None, "", 0),
        (SLUGS, PASSED, "", 0),
    ],
)
def test_what_is_missing_is_said_with_its_minutes(
    read: tuple[str, ...], test: CourseTest | None, missing: str, minutes: int
) -> None:
    one = standing(read, test)
    assert (one.missing, one.minutes_left, one.is_met) == (missing, minutes, missing == "")


@given(st.sets(st.sampled_from(SLUGS)), st.sampled_from([None, NO_PASS, PASSED]))
def test_it_is_due_exactly_when_nothing_is_missing(read: set[str], test: CourseTest | None) -> None:
    one = standing(tuple(read), test)
    assert one.is_met == (one.missing == "") == (one.minutes_left == 0)
    if one.is_met:
        attested = one.attested("Europe/London")
        assert attested_from_plain(attested.to_plain()) == attested
        assert attested.minutes == 27
    else:
        with pytest.raises(ValueError, match="before the rule is met"):
            one.attested("Europe/London")


def test_a_course_without_modules_is_never_done() -> None:
    assert not Standing(CourseProgress(make_course(), {}), None).is_met


def test_the_last_thing_done_is_the_day_of_completion() -> None:
    assert standing(SLUGS, None).attested("Europe/London").completed_on == date(2026, 3, 2)
    in_seoul = standing(SLUGS, PASSED).attested("Asia/Seoul")
    assert in_seoul.completed_on == date(2026, 3, 5)
    assert in_seoul.test is not None
    assert in_seoul.test.passed_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (108, "1 h 48 min"), (120, "2 h")]
)
def test_minutes_read_as_hours(minutes: int, said: str) -> None:
    assert in_hours(minutes) == said
