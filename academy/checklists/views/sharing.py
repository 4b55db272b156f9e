"""Links by which anybody may read a list, and the page they lead to."""

from __future__ import annotations

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.forms import ActionForm
from academy.accounts.identity import current_person
from academy.accounts.queries import token_hash
from academy.checklists import queries, services
from academy.checklists.forms import KeyForm
from academy.checklists.models import ShareLink, Worklist
from academy.checklists.tokens import share_token
from academy.checklists.views.routes import blueprint
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError


@blueprint.get("/shared-lists/<token>")
def show_shared_list(token: str) -> Response:
    session = current_session()
    worklist = queries.worklist_of_token(session, token=token)
    state = queries.state_of(session, worklist=worklist)
    page = render_template("worklists/shared.html", worklist=worklist, state=state, now=clock.now())
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.post("/worklists/<int:worklist_id>/share-links")
def create_share_link(worklist_id: int) -> Response:
    session, form = current_session(), KeyForm()
    worklist = queries.own_worklist(session, person=current_person(), worklist_id=worklist_id)
    if not form.validate_on_submit():
        raise AcademyError("That was not sent from the page. Load it again. No link was made.")
    key = str(form.key.data)
    services.issue_share_link(
        session, worklist=worklist, token=_token(worklist, key), key=key, now=clock.now()
    )
    session.commit()
    flash("The link is ready. Whoever has it can read the list, until you withdraw it.", "success")
    return redirect(url_for(".index_members", worklist_id=worklist.id, _anchor="link"), 303)


@blueprint.post("/worklists/<int:worklist_id>/share-links/revocation")
def create_revocation(worklist_id: int) -> Response:
    session = current_session()
    worklist = queries.own_worklist(session, person=current_person(), worklist_id=worklist_id)
    if not ActionForm().validate_on_submit():
        raise AcademyError("That was not sent from the page. Nothing was changed.")
    services.revoke_share_link(session, worklist=worklist, now=clock.now())
    session.commit()
    flash("Withdrawn. The old link shows nothing any more.", "success")
    return redirect(url_for(".index_members", worklist_id=worklist.id, _anchor="link"), 303)


def present_link(worklist: Worklist, link: ShareLink) -> str | None:
    """The full address of a link; None when the app's secret has changed since it was made."""
    token = _token(worklist, link.key)
    if token_hash(token) != link.token_hash:
        return None
    return request.url_root.rstrip("/") + url_for(".show_shared_list", token=token)


def _token(worklist: Worklist, key: str) -> str:
    return share_token(str(current_app.config["SECRET_KEY"]), worklist_id=worklist.id, key=key)
