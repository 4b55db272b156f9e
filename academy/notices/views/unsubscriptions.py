"""Stopping the digest from a mail, without signing in (RFC 8058): the address itself is the proof."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from academy.core import clock
from academy.core.db import current_session
from academy.notices import queries, services
from academy.notices.schedule import Rhythm
from academy.notices.views.blueprint import blueprint

#: What a mail client posts by itself; it follows no redirect.
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@blueprint.get("/unsubscribe/<token>")
def edit_unsubscription(token: str) -> str:
    session = current_session()
    person_id = queries.person_of_digest(session, token=token)
    is_off = queries.rhythm_of(session, person_id=person_id) is Rhythm.OFF
    return render_template("notices/unsubscription.html", token=token, is_off=is_off)


@blueprint.post("/unsubscribe/<token>")
def create_unsubscription(token: str) -> AnyResponse:
    session = current_session()
    person_id = queries.person_of_digest(session, token=token)
    services.set_rhythm(session, person_id=person_id, rhythm=Rhythm.OFF, now=clock.now())
    session.commit()
    if request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        return Response("The digest is off.\n", mimetype="text/plain")
    return redirect(url_for(".edit_unsubscription", token=token), 303)
