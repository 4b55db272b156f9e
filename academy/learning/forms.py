"""What readers send: a form for completion, a small JSON body for the place."""

from __future__ import annotations

from flask import request
from wtforms import StringField
from wtforms.validators import AnyOf, InputRequired

from academy.core.errors import AcademyError
from academy.core.forms import AcademyForm

MAX_PLACE_LENGTH = 120


class CompletionForm(AcademyForm):
    """Whether the module counts as complete: the button's value says which."""

    is_complete = StringField(validators=[InputRequired(), AnyOf(("yes", "no"))])


def place_sent() -> str:
    """The heading id in a body of exactly {"place": text}; raises AcademyError for anything else."""
    body = request.get_json()
    if not isinstance(body, dict) or set(body) != {"place"} or not isinstance(body["place"], str):
        raise AcademyError('The place in a module is sent as {"place": "heading"}. Nothing was changed.')
    place: str = body["place"]
    if len(place) > MAX_PLACE_LENGTH:
        raise AcademyError("That is longer than any heading's id. Nothing was changed.")
    return place
