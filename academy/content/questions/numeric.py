"""A numeric question with its parameters drawn: the text to read, the answer, the worked solution."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from academy.content.questions.formulas import (
    MINUTES_A_DAY,
    FormulaError,
    clock_text,
    evaluate,
    number_text,
)
from academy.content.questions.kinds import Numeric
from academy.content.questions.parameters import exact

_PLACE = re.compile(r"\{([^{}]+)\}")
_CLOCK_MARK = ":clock"


@dataclass(frozen=True, slots=True)
class NumericTask:
    """One draw of a numeric question. Values are in the unit of the question; a time of day in minutes.

    `mistakes` holds the answers that usual wrong ways lead to, each with what to say about it.
    """

    text: str
    reason: str
    answer: Fraction
    tolerance: Fraction
    is_clock: bool
    mistakes: tuple[tuple[Fraction, str], ...]

    def is_near(self, value: Fraction, other: Fraction) -> bool:
        """Say whether two values are the same within the tolerance; on a clock, midnight joins the days."""
        apart = abs(value - other)
        if self.is_clock:
            apart = min(apart % MINUTES_A_DAY, -apart % MINUTES_A_DAY)
        return apart <= self.tolerance


def set_task(question: Numeric, values: Mapping[str, Fraction]) -> NumericTask:
    """Return the question with these values of its parameters. Raises FormulaError where it cannot be set."""
    answer = evaluate(question.formula, values)
    names = {**values, "answer": answer}
    return NumericTask(
        text=_filled(question.text, question, names),
        reason=_filled(question.reason, question, names),
        answer=answer % MINUTES_A_DAY if question.is_clock else answer,
        tolerance=_tolerance(question, answer),
        is_clock=question.is_clock,
        mistakes=tuple(
            (evaluate(mistake.formula, values), _filled(mistake.reason, question, names))
            for mistake in question.mistakes
        ),
    )


def shown(question: Numeric, value: Fraction) -> str:
    """Return an answer as the question shows it: 14:05, or a number with its decimals and unit."""
    if question.is_clock:
        return clock_text(value)
    return f"{number_text(value, question.decimals)} {question.unit}"


def faults_of_keys(question: Numeric) -> list[str]:
    """Return what is wrong with the worked keys: each must be what the formula gives, as far as written."""
    faults = []
    for key in question.keys:
        values = {name: exact(value) for name, value in key.items() if name != "answer"}
        for name in sorted(values):
            if values[name] not in question.parameters[name].values():
                faults.append(f"a key has {name} at {key[name]}, which is never drawn.")
        task = set_task(question, values)
        written = exact(key["answer"])
        places = len(str(key["answer"]).partition(".")[2])
        apart = abs(task.answer - (written % MINUTES_A_DAY if task.is_clock else written))
        if apart > Fraction(1, 2 * 10**places):
            faults.append(
                f"a key says {key['answer']}, but the formula gives {shown(question, task.answer)}."
            )
    return faults


def _filled(text: str, question: Numeric, names: Mapping[str, Fraction]) -> str:
    """Put the value of every {formula} into the text; {formula:clock} and clock parameters as times."""

    def value_of(match: re.Match[str]) -> str:
        formula = match[1].removesuffix(_CLOCK_MARK).strip()
        value = evaluate(formula, names)
        parameter = question.parameters.get(formula)
        is_clock = match[1].endswith(_CLOCK_MARK) or (parameter is not None and parameter.is_clock)
        if is_clock or (formula == "answer" and question.is_clock):
            return clock_text(value)
        return number_text(value, question.decimals if formula == "answer" else 2)

    return _PLACE.sub(value_of, text)


def _tolerance(question: Numeric, answer: Fraction) -> Fraction:
    written = question.tolerance
    if isinstance(written, str):
        return abs(answer) * exact(written.rstrip("% ")) / 100
    if written < 0:
        raise FormulaError("the tolerance is not less than 0.")
    return exact(written)
