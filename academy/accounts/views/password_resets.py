"""Forgotten passwords: asking for a link, setting a new one with it. Opening the link changes nothing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts import brake, identity, queries
from academy.accounts.forms import NewPasswordForm, PasswordResetRequestForm
from academy.accounts.models import LinkPurpose
from academy.accounts.services import credentials
from academy.accounts.views.blueprint import INVALID, blueprint, browser, hasher, mailed_link
from academy.core import clock
from academy.core.db import current_session


@blueprint.get("/password-resets")
def new_password_reset() -> str:
    return render_template("accounts/new_password_reset.html", form=PasswordResetRequestForm())


@blueprint.post("/password-resets")
def create_password_reset() -> str | tuple[str, int]:
    form, session = PasswordResetRequestForm(), current_session()
    if not form.validate_on_submit():
        return render_template("accounts/new_password_reset.html", form=form), INVALID
    credentials.ask_for_reset(
        session,
        now=clock.now(),
        email=form.email.data or "",
        address=browser().address,
        link_to=mailed_link("accounts.edit_password_by_link"),
    )
    session.commit()
    return render_template("accounts/password_reset_mailed.html", email=form.email.data)


@blueprint.get("/password-resets/<token>")
def edit_password_by_link(token: str) -> str:
    link = queries.link_of_token(
        current_session(), token=token, purpose=LinkPurpose.RESET_PASSWORD, now=clock.now()
    )
    form = NewPasswordForm(email=link.person.email, name=link.person.name)
    return render_template("accounts/password_by_link.html", form=form, email=link.person.email)


@blueprint.post("/password-resets/<token>")
def update_password_by_link(token: str) -> Response | tuple[str, int]:
    session, now = current_session(), clock.now()
    tries = credentials.count_link_try(session, now=now, address=browser().address)
    session.commit()  # the try counts even when the link turns out to be wrong
    link = queries.link_of_token(session, token=token, purpose=LinkPurpose.RESET_PASSWORD, now=now)
    brake.forgive(session, tries=tries)
    session.commit()  # the link was right whatever follows, and hashing holds no lock
    form = NewPasswordForm(email=link.person.email, name=link.person.name)
    if not form.validate_on_submit():
        return render_template("accounts/password_by_link.html", form=form, email=link.person.email), INVALID
    password_hash = hasher().hash(form.password.data or "")
    credentials.reset_password(
        session, now=now, link=link, password_hash=password_hash, address=browser().address
    )
    session.commit()
    identity.end_session()
    flash("Your new password is set, and every browser is signed out. Sign in with it.", "success")
    return redirect(url_for("accounts.new_sign_in"), 303)
