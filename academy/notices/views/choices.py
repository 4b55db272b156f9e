"""Where people choose what they are told: kinds of notices, the digest, the address for their calendar."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, url_for
from flask import session as browser_session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs

from academy.accounts.identity import current_person
from academy.accounts.queries import token_hash
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError
from academy.notices import queries, services
from academy.notices.forms import ActionForm, CalendarForm, ChoicesForm
from academy.notices.kinds import KINDS
from academy.notices.schedule import Rhythm
from academy.notices.views.blueprint import INVALID, blueprint, public_url

#: Carries a new calendar address from the form to the page that shows it, once.
COOKIE_FIELD = "calendar_token"


@blueprint.get("/account/notices")
def edit_choices() -> str:
    session, person = current_session(), current_person()
    muted = queries.muted_kinds_of(session, person=person)
    form = _choices_form(
        kinds=[kind for kind in KINDS if kind not in muted],
        rhythm=str(queries.rhythm_of(session, person_id=person.id)),
    )
    return _page(form)


@blueprint.post("/account/notices")
def update_choices() -> Response | tuple[str, int]:
    session, form = current_session(), _choices_form()
    if not form.validate_on_submit():
        return _page(form), INVALID
    services.choose(
        session,
        person_id=current_person().id,
        offered=KINDS,
        wanted=form.kinds.data or [],
        rhythm=Rhythm(form.rhythm.data),
        now=clock.now(),
    )
    session.commit()
    flash("Saved. It counts from now on.", "success")
    return redirect(url_for(".edit_choices"), 303)


@blueprint.post("/account/notices/calendar")
def create_calendar() -> Response:
    session, form = current_session(), CalendarForm()
    if not form.validate_on_submit():
        raise AcademyError("This form is incomplete. Reload the page and send it again; nothing was changed.")
    token = str(form.token.data)
    services.keep_address(
        session, person=current_person(), token=token, seen=int(form.seen.data or 0), now=clock.now()
    )
    session.commit()
    browser_session[COOKIE_FIELD] = token
    return redirect(url_for(".edit_choices", _anchor="calendar"), 303)


@blueprint.post("/account/notices/calendar/revocation")
def create_calendar_revocation() -> Response:
    ActionForm().validate()
    session = current_session()
    services.revoke_address(session, person=current_person(), now=clock.now())
    session.commit()
    browser_session.pop(COOKIE_FIELD, None)
    flash("The calendar address no longer works.", "success")
    return redirect(url_for(".edit_choices", _anchor="calendar"), 303)


def _choices_form(**values: object) -> ChoicesForm:
    form = ChoicesForm(**values)
    form.kinds.choices = [
        SelectChoice(value=kind, label=f"{about} ({kind})") for kind, about in KINDS.items()
    ]
    return form


def _page(form: ChoicesForm) -> str:
    feed = queries.feed_of(current_session(), person=current_person())
    token = browser_session.pop(COOKIE_FIELD, None)
    is_kept = bool(token and feed and feed.token_hash == token_hash(token))
    return render_template(
        "notices/choices.html",
        form=form,
        feed=feed,
        new_address=public_url(".show_calendar", token=str(token)) if is_kept else None,
        proposed_token=secrets.token_urlsafe(32),
    )
