"""One card after the other: showing it, rating it, taking the last rating back."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError
from academy.learning.library import current_shelf
from academy.review import queries, services
from academy.review.faces import Face
from academy.review.forms import AsideForm, ReviewForm, UndoingForm
from academy.review.models import Card
from academy.review.queue import Queue
from academy.review.schedule import Rating
from academy.review.seeds import reason_from_plain
from academy.review.showing import face_of, intervals_of, title_of
from academy.review.views.routes import blueprint

#: A card that was looked at for longer was left lying: it counts with this.
LONGEST_MILLISECONDS = 5 * 60 * 1000


@blueprint.get("/review/next")
def show_card() -> str | Response:
    session, person, now = current_session(), current_person(), clock.now()
    queue = queries.queue_of(session, person=person, now=now)
    card, face = _next(queue, now)
    if card is None:
        return redirect(url_for("review.show_queue"), 303)
    pauses = queries.coming_pauses(session, person=person, now=now)
    undoable = queries.last_review(session, person=person, now=now)
    return render_template(
        "review/card.html",
        queue=queue,
        card=card,
        face=face,
        reasons=[reason_from_plain(plain) for plain in card.reasons],
        intervals=intervals_of(card, pauses, now=now, zone=queries.zone_of(person)),
        ratings=Rating,
        undoable=undoable,
        undoable_title=title_of(undoable.card, current_shelf()) if undoable else "",
        aside_form=AsideForm(formdata=None),
        key=secrets.token_hex(16),
        shown_at=_milliseconds(now),
    )


@blueprint.post("/review/cards/<int:card_id>/reviews")
def create_review(card_id: int) -> Response:
    session, person, now, form = current_session(), current_person(), clock.now(), ReviewForm()
    card = queries.card_of(session, person=person, card_id=card_id)
    if not form.validate_on_submit():
        raise AcademyError("Rate the card with one of the four buttons. Nothing was changed.")
    services.record_review(
        session,
        person=person,
        card=card,
        turn=form.turn.data or 0,
        rating=Rating(form.rating.data or 0),
        key=str(form.key.data),
        duration_milliseconds=_duration(form.shown_at.data, now),
        now=now,
    )
    session.commit()
    return redirect(url_for("review.show_card"), 303)


@blueprint.post("/review/reviews/<int:review_id>/undoing")
def create_undoing(review_id: int) -> Response:
    session, form = current_session(), UndoingForm()
    if not form.validate_on_submit():
        raise AcademyError("This could not be read. The rating stands.")
    services.undo_review(session, person=current_person(), review_id=review_id, now=clock.now())
    session.commit()
    flash("Taken back. The card is as it was, and waits in the queue again.", "success")
    return redirect(url_for("review.show_card"), 303)


def _next(queue: Queue, now: datetime) -> tuple[Card, Face] | tuple[None, None]:
    """The first card that has something to show; what is gone is set aside when the next session starts."""
    turn = queue.turn()
    if turn is None:
        return None, None
    shelf = current_shelf()
    for card in queries.next_cards(current_session(), person=current_person(), turn=turn, now=now):
        face = face_of(card, shelf)
        if face is not None:
            return card, face
    return None, None


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _duration(shown_at: int | None, now: datetime) -> int | None:
    """How long a card was looked at; None when the page does not say so credibly."""
    if shown_at is None or shown_at > _milliseconds(now):
        return None
    return min(_milliseconds(now) - shown_at, LONGEST_MILLISECONDS)
