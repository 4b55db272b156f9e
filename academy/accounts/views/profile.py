"""What people say about themselves."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts import identity
from academy.accounts.forms import ProfileForm
from academy.accounts.models import Rung, Theme, TimeFactor
from academy.accounts.services import people
from academy.accounts.views.blueprint import INVALID, blueprint
from academy.core.db import current_session


@blueprint.get("/account")
def show_profile() -> str:
    person = identity.current_person()
    return render_template("accounts/profile.html", form=ProfileForm(obj=person), person=person)


@blueprint.post("/account")
def update_profile() -> Response | tuple[str, int]:
    form, session, person = ProfileForm(), current_session(), identity.current_person()
    if not form.validate_on_submit():
        return render_template("accounts/profile.html", form=form, person=person), INVALID
    people.update_profile(
        session,
        person=person,
        name=form.name.data or "",
        time_zone=form.time_zone.data,
        rung=Rung(form.rung.data),
        time_factor=TimeFactor(form.time_factor.data),
        theme=Theme(form.theme.data),
    )
    session.commit()
    flash("Your profile is saved.", "success")
    return redirect(url_for("accounts.show_profile"), 303)
