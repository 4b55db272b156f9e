"""Numbers and times as people type them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from academy.content.questions.kinds import Numeric
from academy.quizzes.asking import question_of
from academy.quizzes.numbers import expected_form, read_number
from tests.unit.quizzes.bank import CLOCK, NUMERIC


def number(unit: str = "GB", decimals: int = 1) -> Numeric:
    question: Any = question_of({**NUMERIC, "unit": unit, "decimals": decimals})
    return question


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        (" 1,5 GB ", "1.5"),
        ("1.5GB", "1.5"),
        ("1.5 gb.", "1.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1 200", "1200"),
        ("1\u2009200,5", "1200.5"),
        ("1,200", "1200"),
        ("1,200.5", "1200.5"),
        ("1.200,5", "1200.5"),
        ("1.234.567", "1234567"),
        ("1.234", "1.234"),
        ("0,125", "0.125"),
        ("\u22123", "-3"),
        ("+3", "3"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert read_number(number(), typed) == Fraction(value)


@pytest.mark.parametrize(
    "typed", ["", "GB", "about 3", "1.2.3", "1,2,3", "3 km", "1.5 or 2", "1..5", "--1", "1,23.4.5"]
)
def test_what_is_no_number_is_not_read(typed: str) -> None:
    assert read_number(number(), typed) is None


@pytest.mark.parametrize(
    ("unit", "typed"),
    [
        ("per cent", "5 %"),
        ("%", "5%"),
        ("days", "5 d"),
        ("days", "5 day"),
        ("minutes", "5 min"),
        ("pounds", "£5"),
        ("working days", "5 days"),
    ],
)
def test_units_may_be_short(unit: str, typed: str) -> None:
    assert read_number(number(unit), typed) == 5


@pytest.mark.parametrize(
    "typed", ["14:05", "14.05", "2:05 pm", "2.05 p.m.", "1405", "14h05", " 14:05 ", "02:05PM"]
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str) -> None:
    question: Any = question_of(CLOCK)
    assert read_number(question, typed) == 14 * 60 + 5


@pytest.mark.parametrize(
    ("typed", "minutes"), [("12 am", 0), ("12:30 am", 30), ("12 pm", 720), ("9 am", 540)]
)
def test_noon_and_midnight_are_told_apart(typed: str, minutes: int) -> None:
    question: Any = question_of(CLOCK)
    assert read_number(question, typed) == minutes


@pytest.mark.parametrize("typed", ["25:00", "14:60", "14", "13 pm", "0 am", "noon", "14:5", "114:05"])
def test_what_is_no_time_is_not_read(typed: str) -> None:
    question: Any = question_of(CLOCK)
    assert read_number(question, typed) is None
    assert "14:05 or 2:05 pm" in expected_form(question)
