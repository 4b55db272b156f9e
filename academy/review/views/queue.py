"""The queue of the day, and starting on it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.pages import local_time
from academy.learning.library import current_shelf
from academy.review import queries, services
from academy.review.faces import is_known
from academy.review.queries import ForecastDay
from academy.review.showing import title_of
from academy.review.sources import seeds_of
from academy.review.views.routes import blueprint


@blueprint.get("/review")
def show_queue() -> str:
    session, person, now = current_session(), current_person(), clock.now()
    queue = queries.queue_of(session, person=person, now=now, seeds=lambda: seeds_of(session, person, now))
    undoable = queries.last_review(session, person=person, now=now)
    return render_template(
        "review/queue.html",
        queue=queue,
        retention=queries.retention_of(session, person=person, now=now),
        forecast=_bars(queries.forecast_of(session, person=person, now=now)),
        has_cards=queue.total > 0 or queries.has_cards(session, person=person),
        undoable=undoable,
        undoable_title=title_of(undoable.card, current_shelf()) if undoable else "",
    )


@blueprint.post("/review/sessions")
def create_session() -> Response:
    session, person, now = current_session(), current_person(), clock.now()
    shelf = current_shelf()
    services.collect_cards(
        session,
        person=person,
        seeds=seeds_of(session, person, now),
        is_known=lambda kind, key: is_known(kind, key, shelf),
        now=now,
    )
    session.commit()
    return redirect(url_for("review.show_card"), 303)


def _bars(days: list[ForecastDay]) -> list[dict[str, object]]:
    """The forecast as its chart draws it."""
    return [
        {
            "short": local_time(day.starts_at, "%a") if number else "today",
            "label": local_time(day.starts_at, "%a %-d %b"),
            "value": day.cards,
        }
        for number, day in enumerate(days)
    ]
