"""Signing in and out, and the list of one's own sign-ins."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from academy.accounts import identity, queries
from academy.accounts.forms import ActionForm, SignInForm
from academy.accounts.services import sign_ins
from academy.accounts.views.blueprint import INVALID, blueprint, browser, hasher
from academy.core import clock
from academy.core.db import current_session
from academy.core.redirects import own_path

NOT_RIGHT = (
    "Address and password do not match, or the address is not confirmed yet. "
    "Check both, or set a new password."
)


@blueprint.get("/sign-in")
def new_sign_in() -> str:
    form = SignInForm(next=request.args.get("next", ""))
    return render_template("accounts/new_sign_in.html", form=form)


@blueprint.post("/sign-in")
def create_sign_in() -> Response | tuple[str, int]:
    form, session = SignInForm(), current_session()
    if not form.validate_on_submit():
        return render_template("accounts/new_sign_in.html", form=form), INVALID
    knock = sign_ins.knock(session, now=clock.now(), email=form.email.data or "", browser=browser())
    session.commit()  # the try counts whatever follows, and hashing holds no lock
    verdict = hasher().check(knock.password_hash, form.password.data or "")
    token = sign_ins.answer_knock(
        session,
        now=clock.now(),
        knock=knock,
        verdict=verdict,
        is_remembered=form.is_remembered.data,
        browser=browser(),
    )
    session.commit()
    if token is None:
        form.form_errors.append(NOT_RIGHT)
        return render_template("accounts/new_sign_in.html", form=form), INVALID
    identity.begin_session(token, is_remembered=form.is_remembered.data)
    target = form.next.data or request.args.get("next")
    return redirect(own_path(target, fallback=url_for("learning.home")), 303)


@blueprint.post("/sign-out")
def destroy_current_sign_in() -> Response:
    ActionForm().validate()
    session = current_session()
    if current_user.is_authenticated:
        sign_in = identity.current_sign_in()
        sign_ins.end_sign_in(
            session,
            now=clock.now(),
            person=identity.current_person(),
            sign_in_id=sign_in.id,
            address=browser().address,
        )
    session.commit()
    identity.end_session()
    flash("You are signed out.", "success")
    return redirect(url_for("accounts.new_sign_in"), 303)


@blueprint.get("/account/sign-ins")
def index_sign_ins() -> str:
    found = queries.sign_ins_of(current_session(), person=identity.current_person(), now=clock.now())
    return render_template("accounts/sign_ins.html", sign_ins=found, current_id=identity.current_sign_in().id)


@blueprint.post("/account/sign-ins/<int:sign_in_id>/end")
def destroy_sign_in(sign_in_id: int) -> Response:
    ActionForm().validate()
    session, person = current_session(), identity.current_person()
    is_current = sign_in_id == identity.current_sign_in().id
    sign_ins.end_sign_in(
        session, now=clock.now(), person=person, sign_in_id=sign_in_id, address=browser().address
    )
    session.commit()
    if is_current:
        identity.end_session()
        return redirect(url_for("accounts.new_sign_in"), 303)
    flash("That browser is signed out.", "success")
    return redirect(url_for("accounts.index_sign_ins"), 303)


@blueprint.post("/account/sign-ins/others/end")
def destroy_other_sign_ins() -> Response:
    ActionForm().validate()
    session, person = current_session(), identity.current_person()
    sign_ins.end_other_sign_ins(
        session,
        now=clock.now(),
        person=person,
        sign_in_id=identity.current_sign_in().id,
        address=browser().address,
    )
    session.commit()
    flash("Every other browser is signed out.", "success")
    return redirect(url_for("accounts.index_sign_ins"), 303)
