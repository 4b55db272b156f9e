"""Leaving cards out, and bringing them back."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError
from academy.learning.library import current_shelf
from academy.review import queries, services
from academy.review.forms import AsideForm, UndoingForm
from academy.review.models import Aside
from academy.review.showing import title_of
from academy.review.views.routes import blueprint

_SAID = {
    Aside.KNOWN: "Left out. You find it under Settings if you want it back.",
    Aside.UNFIT: "Left out. You find it under Settings if you want it back.",
    Aside.WRONG: "Left out, and your trainers can see what you wrote. You find it under Settings.",
}


@blueprint.post("/review/cards/<int:card_id>/suspension")
def create_suspension(card_id: int) -> Response:
    session, person, form = current_session(), current_person(), AsideForm()
    card = queries.card_of(session, person=person, card_id=card_id)
    if not form.validate_on_submit():
        fault = next(iter(form.errors.values()))[0]
        raise AcademyError(f"{fault} The card stays in the queue.")
    because = Aside(form.because.data)
    services.set_card_aside(
        session,
        person=person,
        card=card,
        because=because,
        note=form.note.data or "",
        title=title_of(card, current_shelf()),
        now=clock.now(),
    )
    session.commit()
    flash(_SAID[because], "success")
    return redirect(url_for("review.show_card"), 303)


@blueprint.post("/review/cards/<int:card_id>/return")
def create_return(card_id: int) -> Response:
    session, form = current_session(), UndoingForm()
    card = queries.card_of(session, person=current_person(), card_id=card_id)
    if not form.validate_on_submit():
        raise AcademyError("This could not be read. Nothing was changed.")
    services.return_card(session, card=card)
    session.commit()
    flash("Back in the queue, as it was.", "success")
    return redirect(url_for("review.edit_settings", _anchor="aside"), 303)
