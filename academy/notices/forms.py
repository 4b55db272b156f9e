"""The forms about notices."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from academy.core.forms import AcademyForm
from academy.notices.schedule import Rhythm

_RHYTHMS = {
    Rhythm.DAILY: "Every day at 08:00",
    Rhythm.WEEKLY: "Every Monday at 08:00",
    Rhythm.OFF: "Never",
}


class ActionForm(AcademyForm):
    """A button and nothing else."""


class ChoicesForm(AcademyForm):
    """What somebody wants to be told; the kinds are offered by the view."""

    kinds = SelectMultipleField(
        "In Academy, tell me when", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    rhythm = RadioField(
        "Digest by mail",
        validators=[InputRequired("Choose how often.")],
        choices=[SelectChoice(str(key), text) for key, text in _RHYTHMS.items()],
    )


class CalendarForm(AcademyForm):
    """A new calendar address: the token that the page proposed, and the revision it was decided on."""

    token = HiddenField(validators=[InputRequired()])
    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=0, max=2**31 - 2)])
