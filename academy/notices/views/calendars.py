"""The calendar feed. The rule it keeps: whoever knows the address reads due times and nothing else."""

from __future__ import annotations

from flask import Response, current_app, request

from academy.core import clock
from academy.core.db import current_session
from academy.notices import calendar, queries
from academy.notices.deadlines import deadlines_of
from academy.notices.views.blueprint import blueprint


@blueprint.get("/calendar/<token>.ics")
def show_calendar(token: str) -> Response:
    session, now = current_session(), clock.now()
    deadlines = deadlines_of(session, queries.person_of_calendar(session, token=token), now)
    public_url = str(current_app.extensions["settings"].public_url)
    response = Response(mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'inline; filename="academy.ics"'
    response.headers["Cache-Control"] = "no-store"
    response.set_etag(calendar.tag_of(deadlines, public_url=public_url), weak=True)
    response.make_conditional(request)
    if response.status_code == 200:
        response.set_data(calendar.calendar_of(deadlines, public_url=public_url, now=now))
    return response
