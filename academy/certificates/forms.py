"""What learners and trainers say about a certificate."""

from __future__ import annotations

from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from academy.certificates.codes import code_typed
from academy.core.forms import AcademyForm, printable, stripped

MAX_NAME_LENGTH = 120
MAX_REASON_LENGTH = 300
_CODE_NEEDED = "A code has 26 letters and digits. Compare it, group by group."
_NAME_NEEDED = "Write the name as it shall read."


def _reason(label: str, needed: str) -> StringField:
    return StringField(
        label,
        filters=[stripped],
        validators=[
            InputRequired(needed),
            Length(min=1, message=needed),
            Length(max=MAX_REASON_LENGTH),
            printable,
        ],
    )


class NameCorrectionForm(AcademyForm):
    """The name as it shall read, and why it read otherwise."""

    name = StringField(
        "Name as it shall read",
        filters=[stripped],
        validators=[
            InputRequired(_NAME_NEEDED),
            Length(min=1, message=_NAME_NEEDED),
            Length(max=MAX_NAME_LENGTH),
            printable,
        ],
    )
    reason = _reason("Why it is corrected", "Say why, in a few words: your trainers read it.")


class WithdrawalForm(AcademyForm):
    """Why a certificate is withdrawn."""

    reason = _reason("Why it is withdrawn", "Say why: the learner reads it.")


class VerificationForm(AcademyForm):
    """A code, as somebody types it; anything that cannot be one is an error."""

    code = StringField(
        "Code on the certificate", filters=[stripped], validators=[InputRequired(_CODE_NEEDED)]
    )

    def validate_code(self, field: Field) -> None:
        if code_typed(field.data or "") is None:
            raise ValidationError(_CODE_NEEDED)
