"""How much in a day, pauses, and what was left out."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError
from academy.learning.library import current_shelf
from academy.review import queries, services
from academy.review.forms import ASIDE_LABELS, LimitsForm, PauseForm, UndoingForm
from academy.review.queue import Limits
from academy.review.showing import title_of
from academy.review.views.routes import blueprint

_GONE = "It is no longer in the courses"


@blueprint.get("/review/settings")
def edit_settings() -> str:
    limits = queries.limits_of(current_session(), person=current_person())
    return _page(LimitsForm(formdata=None, reviews=limits.reviews, new=limits.new), _fresh_pause())


@blueprint.post("/review/settings")
def update_settings() -> Response | tuple[str, int]:
    session, form = current_session(), LimitsForm()
    if not form.validate_on_submit():
        return _page(form, _fresh_pause()), 400
    limits = Limits(form.reviews.data or 0, form.new.data or 0)
    services.save_limits(session, person=current_person(), limits=limits, now=clock.now())
    session.commit()
    flash("Saved. It counts from today.", "success")
    return redirect(url_for("review.edit_settings"), 303)


@blueprint.post("/review/pauses")
def create_pause() -> Response | tuple[str, int]:
    session, person, form = current_session(), current_person(), PauseForm()
    is_valid = form.validate_on_submit()
    if not is_valid or form.starts_on.data is None or form.ends_on.data is None:
        return _page(_fresh_limits(), form), 400
    try:
        services.begin_pause(
            session,
            person=person,
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            key=str(form.key.data),
            now=clock.now(),
        )
    except AcademyError as error:
        form.starts_on.errors = [error.message]
        return _page(_fresh_limits(), form), error.status
    session.commit()
    flash("Planned. What comes due in those days or later moves by as many days.", "success")
    return redirect(url_for("review.edit_settings", _anchor="pause"), 303)


@blueprint.post("/review/pauses/<int:pause_id>/end")
def create_pause_end(pause_id: int) -> Response:
    session, form = current_session(), UndoingForm()
    if not form.validate_on_submit():
        raise AcademyError("This could not be read. The pause stands.")
    days = services.end_pause(session, person=current_person(), pause_id=pause_id, now=clock.now())
    session.commit()
    moved = f" Cards moved back by {days} {'day' if days == 1 else 'days'}." if days else ""
    flash(f"The pause is over.{moved}", "success")
    return redirect(url_for("review.show_queue"), 303)


def _page(limits_form: LimitsForm, pause_form: PauseForm) -> str:
    session, person, now, shelf = current_session(), current_person(), clock.now(), current_shelf()
    labels = {str(aside): label for aside, label in ASIDE_LABELS.items()} | {"gone": _GONE}
    return render_template(
        "review/settings.html",
        limits_form=limits_form,
        pause_form=pause_form,
        pauses=queries.pauses_of(session, person=person, now=now),
        today=now.astimezone(queries.zone_of(person)).date(),
        aside=[(card, title_of(card, shelf)) for card in queries.cards_aside(session, person=person)],
        labels=labels,
    )


def _fresh_limits() -> LimitsForm:
    limits = queries.limits_of(current_session(), person=current_person())
    return LimitsForm(formdata=None, reviews=limits.reviews, new=limits.new)


def _fresh_pause() -> PauseForm:
    return PauseForm(formdata=None, key=secrets.token_hex(16))
