"""Signing off: what a trainer sees of a learner's list, and what they say about it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.checklists import queries, services
from academy.checklists.forms import SignOffForm
from academy.checklists.models import Verdict, Worklist
from academy.checklists.services.signing import Judgement
from academy.checklists.sign_offs import last_words, standing
from academy.checklists.views.routes import blueprint, fresh_key
from academy.core import clock
from academy.core.db import current_session

SAID = {
    Verdict.SIGNED_OFF: "Signed off.",
    Verdict.NOT_YET: "Stored: not yet.",
    Verdict.WITHDRAWN: "Withdrawn.",
}


@blueprint.get("/worklists/<int:worklist_id>/sign-offs")
def index_sign_offs(worklist_id: int) -> str:
    return _page(_worklist(worklist_id))


@blueprint.post("/worklists/<int:worklist_id>/sign-offs")
def create_sign_off(worklist_id: int) -> Response | tuple[str, int]:
    session, worklist, form = current_session(), _worklist(worklist_id), SignOffForm()
    if not form.validate_on_submit():
        return _page(worklist, form), 400
    verdict, item_id = Verdict(str(form.verdict.data)), form.item.data or None
    services.sign_off(
        session,
        worklist=worklist,
        trainer=current_person(),
        judgement=Judgement(item_id, verdict, str(form.comment.data or ""), int(str(form.seen.data))),
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    flash(f"{SAID[verdict]} {worklist.owner.name} has been told.", "success")
    anchor = item_id.lower() if item_id else "whole-list"
    return redirect(url_for(".index_sign_offs", worklist_id=worklist.id, _anchor=anchor), 303)


def _worklist(worklist_id: int) -> Worklist:
    return queries.worklist_trained_by(current_session(), trainer=current_person(), worklist_id=worklist_id)


def _page(worklist: Worklist, refused: SignOffForm | None = None) -> str:
    session = current_session()
    state = queries.state_of(session, worklist=worklist)
    said = queries.sign_offs_of(session, worklists=[worklist])[worklist.id]
    return render_template(
        "worklists/sign_offs.html",
        worklist=worklist,
        state=state,
        said=said,
        last_words=last_words(said),
        standing=standing(state, said),
        key=fresh_key(),
        refused=refused,
    )
