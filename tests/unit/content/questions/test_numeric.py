"""Numeric questions: drawn, filled in, compared."""

from fractions import Fraction
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from academy.content.questions.kinds import Numeric
from academy.content.questions.numeric import NumericTask, set_task, shown
from academy.content.questions.parameters import Parameter, draw
from academy.content.yaml_files import parse_yaml
from tests.unit.content.questions.texts import NUMERIC

VALUES = {"size": Fraction(60), "rate": Fraction(100), "start": Fraction(13 * 60)}


def numeric(text: str = NUMERIC) -> Numeric:
    return TypeAdapter(Numeric).validate_python(parse_yaml(text, Path("q.yaml")).value[0])


def test_a_task_says_its_numbers_and_times() -> None:
    task = set_task(numeric(), VALUES)
    assert task.text == "A pack of 60 GB goes up at 100 Mbit/s from 13:00. How many minutes?"
    assert task.reason == "60 GB are 480,000 megabits; that takes 80 minutes, until 14:20."
    assert (task.answer, task.tolerance) == (80, 1)
    assert task.mistakes == ((Fraction(10), "A byte is eight bits."),)


def test_the_same_seed_draws_the_same_values() -> None:
    parameters = numeric().parameters
    assert draw(parameters, 7) == draw(parameters, 7)
    assert len({tuple(sorted(draw(parameters, seed).items())) for seed in range(60)}) == 3 * 2 * 3


def test_a_time_of_day_is_shown_and_compared_across_midnight() -> None:
    text = NUMERIC.replace("unit: minutes", "unit: clock").replace(
        "formula: size * 8000 / rate / 60", "formula: start + 660"
    )
    question = numeric(text)
    task = set_task(question, VALUES)
    assert shown(question, task.answer) == "00:00"
    assert task.is_near(Fraction(1439), task.answer)
    assert not task.is_near(Fraction(1438), task.answer)


def test_a_tolerance_may_be_a_share_of_the_answer() -> None:
    task = set_task(numeric(NUMERIC.replace("tolerance: 1", 'tolerance: "5 %"')), VALUES)
    assert task.tolerance == 4
    assert isinstance(task, NumericTask)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"from": 1, "to": 3},
        {"from": 3, "to": 1, "step": 1},
        {"from": 0, "to": 9, "step": 0},
        {"from": 0, "to": 9, "step": 1, "choices": [1, 2]},
        {"clock": ["9:00", "10:00", 5]},
        {"clock": [1, "10:00", 5]},
        {"from": 0, "to": 100000, "step": 1},
    ],
)
def test_a_parameter_of_no_known_form_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Parameter.model_validate(wrong)
