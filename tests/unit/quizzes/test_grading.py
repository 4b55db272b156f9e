"""Grading each kind of question, and what holds for all of them whatever is answered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.config import courses_folder
from academy.content.questions.kinds import Numeric, Ordering, Question
from academy.quizzes.asking import draw_for, order_for, values_of
from academy.quizzes.grading import grade
from academy.quizzes.responses import from_shown, to_shown
from tests import shipped
from tests.unit.quizzes.bank import QUESTIONS, right_answer

SEED = 7
ROOT = courses_folder()
SHIPPED = [question for _, question in shipped.bank()]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 20) | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from(["best", "worst", "x"]), inner)
    ),
    max_leaves=12,
)
NUMBERS = st.lists(st.none() | st.integers(-1, 12), max_size=10)
RESPONSES = (
    ANY_JSON | NUMBERS | st.fixed_dictionaries({"best": st.integers(0, 4), "worst": st.integers(0, 4)})
)


def graded(question: Question, response: Any, seed: int = SEED) -> Any:
    return grade(question, response, values_of(draw_for(question, seed)))


def test_the_right_answer_to_every_shipped_question_is_right_and_no_answer_is_not() -> None:
    for question in SHIPPED:
        right, nothing = graded(question, right_answer(question, SEED)), graded(question, None)
        assert (right.points, right.is_right) == (1, True), question.id
        assert (nothing.points, nothing.is_right) == (0, False), question.id
        assert nothing.expected, question.id
        assert all(mark.reason for mark in nothing.marks), question.id


@given(st.sampled_from([*QUESTIONS.values(), *SHIPPED]), RESPONSES)
def test_any_json_is_graded_between_nothing_and_everything(question: Question, response: Any) -> None:
    result = graded(question, response)
    assert 0 <= result.points <= 1
    assert (result.points == 1) is result.is_right


@given(st.sampled_from([*QUESTIONS.values(), *SHIPPED]), RESPONSES, st.integers(0, 99))
def test_the_order_shown_changes_nothing(question: Question, response: Any, seed: int) -> None:
    shown = order_for(question, seed)
    answer = from_shown(question, shown, response)
    assert from_shown(question, shown, to_shown(question, shown, answer)) == answer
    assert graded(question, from_shown(question, shown, to_shown(question, shown, answer))) == graded(
        question, answer
    )


@given(st.sampled_from([one for one in SHIPPED if isinstance(one, Ordering)]), st.integers(0, 10_000))
def test_things_to_order_are_never_shown_in_order(question: Ordering, seed: int) -> None:
    shown = order_for(question, seed)
    assert sorted(shown) == list(range(len(question.items)))
    assert shown != sorted(shown)


@given(st.sampled_from([one for one in SHIPPED if isinstance(one, Numeric)]), st.text(max_size=30))
def test_whatever_is_typed_for_a_number_is_graded(question: Numeric, typed: str) -> None:
    assert graded(question, typed).points in {0, 1}


@pytest.mark.parametrize(
    ("name", "response", "points"),
    [
        ("one", 1, 1),
        ("one", 0, 0),
        ("several", [0, 2], 1),
        ("several", [0], Fraction(1, 2)),
        ("several", [0, 1, 2], Fraction(1, 2)),
        ("several", [1, 3], 0),
        ("several", [0, 1, 2, 3], 0),
        ("order", [0, 1, 2, 3], 1),
        ("order", [1, 0, 2, 3], Fraction(5, 6)),
        ("order", [3, 2, 1, 0], 0),
        ("order", [0, 1, None, None], Fraction(1, 6)),
        ("order", [0, 0, 0, 0], 0),
        ("match", [0, 1, 2], 1),
        ("match", [0, 2, 1], Fraction(1, 3)),
        ("match", [0, 1, 3], Fraction(2, 3)),
        ("word", "The Receipt.", 1),
        ("word", "manifest", 0),
        ("lines", [1, 3], 1),
        ("lines", [1], Fraction(1, 2)),
        ("lines", [0, 1, 2, 3], 0),
        ("reply", {"best": 1, "worst": 2}, 1),
        ("reply", {"best": 1, "worst": 0}, Fraction(1, 2)),
        ("reply", {"best": 2, "worst": 1}, 0),
        ("clock", "2:05 pm", 1),
        ("clock", "14.05", 1),
        ("clock", "14:06", 0),
    ],
)
def test_points_are_what_the_rule_says(name: str, response: Any, points: Fraction) -> None:
    assert graded(QUESTIONS[name], response).points == points


def test_a_usual_mistake_and_a_near_miss_are_explained() -> None:
    values = {"size": Fraction(2)}
    assert grade(QUESTIONS["number"], "1", values).remark == "That is the wrong way round."
    assert grade(QUESTIONS["number"], "4", values).remark == ""
    assert grade(QUESTIONS["number"], "4", values).reason == "Twice as many minutes as GB: 4."
    assert graded(QUESTIONS["word"], "A manifest").remark == "It says what left, not what arrived."


def test_each_option_says_what_was_made_of_it() -> None:
    result = graded(QUESTIONS["several"], [0, 1])
    assert [mark.state for mark in result.marks] == ["right", "wrong", "missed", "sound"]
    assert result.expected == "Option 0; Option 2"
