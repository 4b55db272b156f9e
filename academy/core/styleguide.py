"""Every token and component on one page, in development only."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, Length

blueprint = Blueprint("styleguide", __name__)


class SampleForm(FlaskForm):  # type: ignore[misc]  # no hints
    """One field of each kind."""

    name = StringField("Name", validators=[InputRequired("Say what to call you.")])
    email = EmailField(
        "E-mail address", validators=[InputRequired("Give an address.")], description="Only trainers see it."
    )
    password = PasswordField("Password", validators=[Length(min=12, message="Use at least 12 characters.")])
    rung = SelectField(
        "Where you stand", choices=[SelectChoice("runner", "Runner"), SelectChoice("assistant", "Assistant")]
    )
    theme = RadioField("Colours", choices=[SelectChoice("light", "Light"), SelectChoice("dark", "Dark")])
    note = TextAreaField("Note")
    is_remembered = BooleanField("Stay signed in on this device")


@blueprint.get("/styleguide")
def show_styleguide() -> str:
    form = SampleForm(formdata=None, data={"email": "ada@", "rung": "runner"}, meta={"csrf": False})
    form.validate()
    return render_template("styleguide/index.html", form=form)
