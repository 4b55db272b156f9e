"""What the form beside a heading sends."""

from __future__ import annotations

import unicodedata

from wtforms import Field, HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from academy.core.forms import AcademyForm
from academy.learning.forms import MAX_PLACE_LENGTH

MAX_LENGTH = 10_000
MAX_VERSION = 2**31 - 2


def with_plain_lines(value: str | None) -> str:
    """A text field's filter: browsers send line ends as CR LF; a note keeps them as LF."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


class NoteForm(AcademyForm):
    """A note: the heading it belongs to, its text, and the version that the writer saw (0 for none)."""

    place = HiddenField("Place", validators=[Length(max=MAX_PLACE_LENGTH)])
    version = IntegerField("Version", validators=[InputRequired(), NumberRange(min=0, max=MAX_VERSION)])
    text = TextAreaField(
        "Note",
        filters=[with_plain_lines],
        validators=[Length(max=MAX_LENGTH, message=f"A note holds up to {MAX_LENGTH:,} characters.")],
    )

    def validate_text(self, field: Field) -> None:
        if any(unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t" for one in field.data):
            raise ValidationError("Leave out characters that cannot be printed.")
