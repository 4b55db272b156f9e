"""The base of all forms. The rule it keeps: a field that the form does not have is refused, not ignored."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from academy.core.errors import AcademyError

_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def stripped(value: str | None) -> str | None:
    """A text field's filter: without blanks at either end."""
    return value.strip() if isinstance(value, str) else value


def printable(_form: object, field: Field) -> None:
    """A text field's validator: no control characters, and no marks that turn the text around them."""
    if any(unicodedata.category(one) in {"Cc", "Cs"} or one in _DIRECTION_MARKS for one in field.data or ""):
        raise ValidationError("Leave out characters that cannot be printed.")


class AcademyForm(FlaskForm):  # type: ignore[misc]  # no hints
    """A form with CSRF token whose unknown fields are an error."""

    def validate(self, extra_validators: dict[str, Any] | None = None) -> bool:
        unknown = sorted(set(request.form) - {field.name for field in self} - {"csrf_token"})
        if unknown:
            raise AcademyError(f"This form has no field “{unknown[0][:40]}”. Nothing was changed.")
        return bool(super().validate(extra_validators))
