"""A signed-in person's change of password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts import identity
from academy.accounts.forms import ChangePasswordForm
from academy.accounts.services import credentials
from academy.accounts.views.blueprint import INVALID, blueprint, browser, hasher
from academy.accounts.views.proof import is_own_password
from academy.core import clock
from academy.core.db import current_session


@blueprint.get("/account/password")
def edit_password() -> str:
    return render_template("accounts/password.html", form=_form())


@blueprint.post("/account/password")
def update_password() -> Response | tuple[str, int]:
    form, session = _form(), current_session()
    if not form.validate_on_submit() or not is_own_password(form.current_password):
        return render_template("accounts/password.html", form=form), INVALID
    session.commit()  # hashing holds no lock
    password_hash = hasher().hash(form.password.data or "")
    credentials.change_password(
        session,
        now=clock.now(),
        sign_in=identity.current_sign_in(),
        password_hash=password_hash,
        address=browser().address,
    )
    session.commit()
    flash("Your password is changed, and every other browser is signed out.", "success")
    return redirect(url_for("accounts.show_profile"), 303)


def _form() -> ChangePasswordForm:
    person = identity.current_person()
    return ChangePasswordForm(email=person.email, name=person.name)
