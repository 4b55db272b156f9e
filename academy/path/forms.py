"""The forms of the path: a target with its date, and the ten answers of a self-assessment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import DateField, Field, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, Regexp, ValidationError

from academy.content.career import Statement
from academy.core.forms import AcademyForm
from academy.path.assessment import STEPS

#: A plan further away than this is a wish.
LONGEST = timedelta(days=3660)

_KEY = Regexp(r"[A-Za-z0-9_-]{8,64}\Z", message="This page is too old. Reload it and send it again.")


class PlanForm(AcademyForm):
    """Where to, and by when; `today` is set by the view, in the person's own zone."""

    target = SelectField("The post I am aiming for", validators=[InputRequired("Choose a post.")])
    due = DateField("By when", validators=[InputRequired("Choose a date, such as a year from today.")])
    key = HiddenField(validators=[InputRequired(), _KEY])

    today: date

    def validate_due(self, field: Field) -> None:
        if field.data is None:
            return
        if field.data <= self.today:
            raise ValidationError("That day is not ahead of you. Choose a later one.")
        if field.data - self.today > LONGEST:
            raise ValidationError("That is more than ten years away. Choose a nearer rung or an earlier day.")


class ClosureForm(AcademyForm):
    """Putting a plan away asks for nothing."""


class SelfAssessmentForm(AcademyForm):
    """One answer to each statement; made for the statements of the day by `assessment_form`."""

    key = HiddenField(validators=[InputRequired(), _KEY])


def assessment_form(statements: Sequence[Statement], **options: Any) -> SelfAssessmentForm:
    """The form for these statements: fields answer_1, answer_2 and so on."""
    steps = [SelectChoice(value=step, label=name) for step, name in STEPS.items()]
    needed = InputRequired("Choose the step that fits best today.")
    answers = {
        f"answer_{number}": RadioField(statement.text, coerce=int, choices=steps, validators=[needed])
        for number, statement in enumerate(statements, 1)
    }
    form: SelfAssessmentForm = type("StatementsForm", (SelfAssessmentForm,), answers)(**options)
    return form


def answers_in(form: SelfAssessmentForm, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """What was answered, with the statements as they stand, ready to be kept."""
    return [
        {
            "skill": statement.skill,
            "text": statement.text,
            "module": statement.module,
            "step": form[f"answer_{number}"].data,
        }
        for number, statement in enumerate(statements, 1)
    ]
