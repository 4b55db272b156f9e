"""Signing up, and confirming the address by the link that was mailed."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts import brake, identity, queries
from academy.accounts.forms import ConfirmationForm, SignUpForm
from academy.accounts.models import LinkPurpose
from academy.accounts.services import credentials, people, sign_ins
from academy.accounts.views.blueprint import INVALID, blueprint, browser, hasher, mailed_link, mailed_url
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import ConflictError

WRONG_PASSWORD = "That is not the password chosen at sign-up. Try again, or set a new one."  # noqa: S105


@blueprint.get("/sign-up")
def new_person() -> str:
    return render_template("accounts/new_person.html", form=SignUpForm())


@blueprint.post("/sign-up")
def create_person() -> Response | str | tuple[str, int]:
    form, session = SignUpForm(), current_session()
    if not form.validate_on_submit():
        return render_template("accounts/new_person.html", form=form), INVALID
    people.count_sign_up(session, now=clock.now(), email=form.email.data or "", address=browser().address)
    session.commit()  # the try counts whatever follows, and hashing holds no lock
    password_hash = hasher().hash(form.password.data or "")
    if not current_app.extensions["settings"].confirms_address:
        return _create_confirmed(form, password_hash)
    people.sign_up(
        session,
        now=clock.now(),
        email=form.email.data or "",
        name=form.name.data or "",
        password_hash=password_hash,
        link_to=mailed_link("accounts.edit_confirmation"),
        sign_in_url=mailed_url("accounts.new_sign_in"),
    )
    session.commit()
    return render_template("accounts/sign_up_mailed.html", email=form.email.data)


@blueprint.get("/confirmations/<token>")
def edit_confirmation(token: str) -> str:
    link = queries.link_of_token(
        current_session(), token=token, purpose=LinkPurpose.CONFIRM_ADDRESS, now=clock.now()
    )
    return render_template("accounts/confirmation.html", form=ConfirmationForm(), email=link.email)


@blueprint.post("/confirmations/<token>")
def update_confirmation(token: str) -> Response | tuple[str, int]:
    session, now = current_session(), clock.now()
    tries = credentials.count_link_try(session, now=now, address=browser().address)
    session.commit()  # the try counts even when the link turns out to be wrong
    link = queries.link_of_token(session, token=token, purpose=LinkPurpose.CONFIRM_ADDRESS, now=now)
    brake.forgive(session, tries=tries)
    session.commit()  # the link was right whatever follows
    form = ConfirmationForm()
    if not form.validate_on_submit():
        return render_template("accounts/confirmation.html", form=form, email=link.email), INVALID
    knock = sign_ins.knock(session, now=now, email=link.email, browser=browser())
    session.commit()  # the try counts whatever follows, and hashing holds no lock
    verdict = hasher().check(knock.password_hash, form.password.data or "")
    if verdict.is_right:
        people.confirm_address(session, now=now, link=link)
    signed_in = sign_ins.answer_knock(
        session, now=now, knock=knock, verdict=verdict, is_remembered=False, browser=browser()
    )
    session.commit()
    if signed_in is None:
        form.form_errors.append(WRONG_PASSWORD)
        return render_template("accounts/confirmation.html", form=form, email=link.email), INVALID
    return _welcome(signed_in)


def _create_confirmed(form: SignUpForm, password_hash: str) -> Response | tuple[str, int]:
    session, now = current_session(), clock.now()
    try:
        person = people.sign_up_confirmed(
            session,
            now=now,
            email=form.email.data or "",
            name=form.name.data or "",
            password_hash=password_hash,
        )
    except ConflictError as error:
        form.email.errors = [error.message]
        return render_template("accounts/new_person.html", form=form), INVALID
    token = sign_ins.begin_sign_in(session, now=now, person=person, is_remembered=False, browser=browser())
    session.commit()
    return _welcome(token)


def _welcome(token: str) -> Response:
    identity.begin_session(token, is_remembered=False)
    flash("Welcome. Your account is ready.", "success")
    return redirect(url_for("learning.home"), 303)
