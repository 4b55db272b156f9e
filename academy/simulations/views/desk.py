"""The desk: the whole page, its changing part, and the same as JSON. Reading never writes."""

from __future__ import annotations

from typing import Any

from flask import (
    Response,
    current_app,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, wants_json
from academy.simulations import queries
from academy.simulations.desk import Desk, desk_of_run, plain_desk
from academy.simulations.errors import DayOverError, IllegalDecisionError, KeyTakenError, StaleError
from academy.simulations.models import Run
from academy.simulations.shift import ShiftFullError
from academy.simulations.views.links import run_links
from academy.simulations.views.routes import blueprint
from academy.simulations.views.visitors import refused_shift


@blueprint.get("/runs/<int:run_id>")
def show_run(run_id: int) -> str | AnyResponse:
    run = _own(run_id)
    if run.finished_at:
        return redirect(_debrief(run), 303)
    return _page(run)


@blueprint.get("/runs/<int:run_id>/desk")
def show_desk(run_id: int) -> AnyResponse:
    run = _own(run_id)
    if run.finished_at:
        return redirect(_debrief(run), 303)
    desk = _desk(run)
    if request.if_none_match.contains_weak(desk.tag):
        response = current_app.response_class(status=304)
    else:
        page = render_template("simulations/desk/desk.html", desk=desk, links=run_links(run.id))
        response = make_response(page)
    return _timed(response, desk)


@blueprint.get("/runs/<int:run_id>/state")
def show_state(run_id: int) -> AnyResponse:
    run = _own(run_id)
    desk = _desk(run)
    if request.if_none_match.contains_weak(desk.tag):
        return _timed(current_app.response_class(status=304), desk)
    return _timed(jsonify(_state(run, desk)), desk)


@blueprint.errorhandler(StaleError)
@blueprint.errorhandler(KeyTakenError)
@blueprint.errorhandler(DayOverError)
@blueprint.errorhandler(IllegalDecisionError)
@blueprint.errorhandler(ShiftFullError)
def show_refusal(error: AcademyError) -> Any:
    """What was refused and why, with the newest state."""
    run_id = (request.view_args or {}).get("run_id")
    if run_id is None:
        return refused_shift(error)
    run = _own(run_id)
    if wants_json():
        response = jsonify(message=error.message, **_state(run, _desk(run)))
        response.status_code = error.status
        return response
    if run.finished_at:
        flash(error.message, "warning")
        return redirect(_debrief(run), 303)
    return _page(run, message=error.message), error.status


def _own(run_id: int) -> Run:
    return queries.run_of(current_session(), person=current_person(), run_id=run_id)


def _desk(run: Run) -> Desk:
    return desk_of_run(current_session(), run=run, opened=request.args.get("request"), now=clock.now())


def _page(run: Run, *, message: str | None = None) -> str:
    return render_template("simulations/run.html", desk=_desk(run), links=run_links(run.id), message=message)


def _state(run: Run, desk: Desk) -> dict[str, Any]:
    return plain_desk(desk) | {"debrief": _debrief(run) if run.finished_at else None}


def _debrief(run: Run) -> str:
    return url_for("simulations.show_debrief", run_id=run.id)


def _timed(response: Response, desk: Desk) -> Response:
    """The answer with its tag, and with what the clock of a page needs even when nothing else has changed."""
    response.set_etag(desk.tag, weak=True)
    response.headers["Cache-Control"] = "no-cache, private"
    response.headers["Academy-Minute"] = str(desk.minute)
    response.headers["Academy-Next-Minute-In"] = str(desk.pace.next_minute_in_ms)
    response.headers["Academy-Next-Change-In"] = str(desk.pace.next_change_in_ms)
    return response
