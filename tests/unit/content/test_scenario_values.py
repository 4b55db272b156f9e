"""Numbers and times of scenario files: what is understood, and what an author is told otherwise."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from academy.content.scenario_values import (
    DayHours,
    ExactTime,
    Hours,
    Moment,
    Number,
    Span,
    Time,
    When,
    clock,
)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Number, 20, Span(20, 20)),
        (Number, [15, 25], Span(15, 25)),
        (Time, "14:20", Moment(860)),
        (Time, "8:05", Moment(485)),
        (Time, "14:20 ±5", Moment(860, 5)),
        (Time, "14:20 +-5", Moment(860, 5)),
        (ExactTime, "00:00", 0),
        (When, "14:20", Moment(860)),
        (When, 45, Span(45, 45)),
        (When, [40, 50], Span(40, 50)),
        (DayHours, "09:00-17:30", Hours(540, 1050)),
        (DayHours, "09:00 to 17:30", Hours(540, 1050)),
    ],
)
def test_values_are_read_as_an_author_means_them(kind: Any, written: object, value: object) -> None:
    assert TypeAdapter(kind).validate_python(written) == value


@pytest.mark.parametrize(
    ("kind", "written", "advice"),
    [
        (Number, "20", "write a whole number such as 20"),
        (Number, 2.5, "write a whole number such as 20"),
        (Number, True, "write a whole number such as 20"),
        (Number, [1, 2, 3], "write a whole number such as 20"),
        (Number, [25, 15], "this range runs backwards; write [15, 25]."),
        (Number, -1, "numbers go from 0 to 10000 here."),
        (Time, "24:00", 'write a clock time such as "14:20"'),
        (Time, "2 pm", 'write a clock time such as "14:20"'),
        (Time, 860, 'write a clock time such as "14:20"'),
        (ExactTime, "14:20 ±5", "this time does not vary"),
        (When, None, "or minutes after the arrival such as 45"),
        (DayHours, "09:00", 'write two clock times such as "09:00-17:30".'),
        (DayHours, "17:30-09:00", "these hours end before they begin"),
    ],
)
def test_what_is_not_understood_is_explained(kind: Any, written: object, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)
    assert advice in str(caught.value)


def test_a_minute_of_the_day_is_shown_as_a_clock_time() -> None:
    assert [clock(minute) for minute in (0, 485, 860, 1440)] == ["00:00", "08:05", "14:20", "00:00"]
