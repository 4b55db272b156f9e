"""The forms with which trainers look after a cohort."""

from __future__ import annotations

from wtforms import DateTimeLocalField, Field, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from academy.accounts.forms import TIME_FACTORS
from academy.core.forms import AcademyForm, printable, stripped

MAX_NAME_LENGTH = 120
DUE_YEARS = range(2000, 2101)
_NAME_NEEDED = "Give the cohort a name."


class CohortForm(AcademyForm):
    """A new cohort."""

    studio = SelectField("Studio", coerce=int, validators=[InputRequired()])
    name = StringField(
        "Name of the cohort",
        filters=[stripped],
        validators=[
            InputRequired(_NAME_NEEDED),
            Length(min=1, message=_NAME_NEEDED),
            Length(max=MAX_NAME_LENGTH),
            printable,
        ],
    )


class MembersForm(AcademyForm):
    """Learners to put into a cohort."""

    people = SelectMultipleField(
        "Learners of the studio",
        coerce=int,
        validators=[InputRequired("Choose at least one learner.")],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class AssignmentForm(AcademyForm):
    """A course or a scenario for the whole cohort; the time is in the trainer's zone."""

    work = SelectField("Course or scenario", validators=[InputRequired("Choose what to assign.")])
    due = DateTimeLocalField("Wanted by", format="%Y-%m-%dT%H:%M", validators=[Optional()])

    def validate_due(self, field: Field) -> None:
        if field.data is not None and field.data.year not in DUE_YEARS:
            raise ValidationError(f"The year must be between {DUE_YEARS[0]} and {DUE_YEARS[-1]}.")


class TimeFactorForm(AcademyForm):
    """How much longer a learner has."""

    factor = SelectField(
        "How much time",
        validators=[InputRequired()],
        choices=[SelectChoice(str(factor), label) for factor, label in TIME_FACTORS.items()],
    )
