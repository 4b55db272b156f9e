"""For trainers: cards that learners of their studios call wrong."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.learning.library import current_shelf
from academy.review import queries, services
from academy.review.forms import AnswerForm
from academy.review.showing import face_of, title_of
from academy.review.views.routes import blueprint


@blueprint.get("/review/flags")
def index_flags() -> str:
    return _page(None, None)


@blueprint.post("/review/flags/<int:card_id>/answer")
def create_flag_answer(card_id: int) -> Response | tuple[str, int]:
    session, form = current_session(), AnswerForm()
    card = queries.flag_for(session, trainer=current_person(), card_id=card_id)
    if not form.validate_on_submit():
        return _page(card.id, form), 400
    services.settle_flag(
        session,
        card=card,
        answer=str(form.answer.data),
        title=title_of(card, current_shelf()),
        now=clock.now(),
    )
    session.commit()
    flash(f"{card.person.name} has been told.", "success")
    return redirect(url_for("review.index_flags"), 303)


def _page(answered: int | None, form: AnswerForm | None) -> str:
    """All flags, each with a form of its own; the one that was answered shows what was sent."""
    shelf = current_shelf()
    cards = queries.flags_for(current_session(), trainer=current_person())
    rows = []
    for card in cards:
        shown = form if form and card.id == answered else AnswerForm(formdata=None)
        shown.answer.id = f"answer-{card.id}"  # many forms stand on the page
        rows.append((card, face_of(card, shelf), title_of(card, shelf), shown))
    return render_template("review/flags.html", rows=rows)
