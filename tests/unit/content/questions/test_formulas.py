"""Formulas are exact arithmetic and nothing else."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.content.questions.formulas import FormulaError, clock_text, evaluate, number_text

NAMES = {"size": Fraction(60), "rate": Fraction(100)}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("size * 8000 / rate / 60", 80),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("-(size - 1) % 7", -59 % 7),
        ("17 // 5", 3),
        ("ceil(size / 7) + floor(size / 7)", 17),
        ("round(2.5) + round(2.4)", 5),
        ("min(size, rate, 3) + max(size, rate)", 103),
    ],
)
def test_a_formula_gives_its_exact_value(formula: str, value: Fraction | int) -> None:
    assert evaluate(formula, NAMES) == value


@pytest.mark.parametrize(
    ("formula", "complaint"),
    [
        ("size / (rate - 100)", "divides by zero"),
        ("size * speed", 'no parameter "speed"'),
        ("__import__('os').getpid()", "may use"),
        ("size.numerator", "may use"),
        ("9 ** 9 ** 9", "may use"),
        ("'a' * 3", "numbers and names only"),
        ("True + 1", "numbers and names only"),
        ("size +", "is not a formula"),
        ("min()", "is not a formula"),
        ("(" * 200 + "1" + ")" * 200, "longer than"),
        ("[1, 2]", "may use"),
        ("1e999", "is not a formula"),
    ],
)
def test_what_is_no_arithmetic_is_refused(formula: str, complaint: str) -> None:
    with pytest.raises(FormulaError, match=complaint):
        evaluate(formula, NAMES)


@given(st.text(max_size=60))
def test_any_text_gives_a_number_or_a_formula_error(text: str) -> None:
    with suppress(FormulaError):
        assert isinstance(evaluate(text, NAMES), Fraction)


@pytest.mark.parametrize(("minutes", "text"), [(845, "14:05"), (0, "00:00"), (1441, "00:01"), (-30, "23:30")])
def test_minutes_after_midnight_are_shown_as_a_clock_shows_them(minutes: int, text: str) -> None:
    assert clock_text(Fraction(minutes)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(Fraction(16500), 0, "16,500"), (Fraction(104, 3), 2, "34.67"), (Fraction(90), 2, "90")],
)
def test_numbers_are_shown_without_idle_places(value: Fraction, decimals: int, text: str) -> None:
    assert number_text(value, decimals) == text
