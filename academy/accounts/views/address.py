"""A signed-in person's change of address: asked with the password, done by a link mailed to the new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts import brake, identity, queries
from academy.accounts.forms import ActionForm, ChangeAddressForm
from academy.accounts.models import LinkPurpose
from academy.accounts.services import credentials
from academy.accounts.views.blueprint import INVALID, blueprint, browser, mailed_link
from academy.accounts.views.proof import is_own_password
from academy.core import clock
from academy.core.db import current_session


@blueprint.get("/account/address")
def edit_address() -> str:
    return render_template(
        "accounts/address.html", form=ChangeAddressForm(), email=identity.current_person().email
    )


@blueprint.post("/account/address")
def update_address() -> Response | tuple[str, int]:
    form, session, person = ChangeAddressForm(), current_session(), identity.current_person()
    if not form.validate_on_submit() or not is_own_password(form.current_password):
        return render_template("accounts/address.html", form=form, email=person.email), INVALID
    credentials.ask_for_new_address(
        session,
        now=clock.now(),
        person=person,
        email=form.email.data or "",
        link_to=mailed_link("accounts.edit_address_by_link"),
    )
    session.commit()
    flash(f"Open the link mailed to {form.email.data}. Until then the address stays as it is.")
    return redirect(url_for("accounts.show_profile"), 303)


@blueprint.get("/address-changes/<token>")
def edit_address_by_link(token: str) -> str:
    link = queries.link_of_token(
        current_session(), token=token, purpose=LinkPurpose.CHANGE_ADDRESS, now=clock.now()
    )
    return render_template("accounts/address_by_link.html", email=link.email)


@blueprint.post("/address-changes/<token>")
def update_address_by_link(token: str) -> Response:
    ActionForm().validate()
    session, now = current_session(), clock.now()
    tries = credentials.count_link_try(session, now=now, address=browser().address)
    session.commit()  # the try counts even when the link turns out to be wrong
    link = queries.link_of_token(session, token=token, purpose=LinkPurpose.CHANGE_ADDRESS, now=now)
    credentials.change_address(session, now=now, link=link, address=browser().address)
    brake.forgive(session, tries=tries)
    session.commit()
    flash(f"Your account now uses {link.email}.", "success")
    return redirect(url_for("learning.home"), 303)
