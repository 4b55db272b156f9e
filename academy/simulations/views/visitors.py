"""The shift of a visitor: the desk without an account, kept in the signed cookie."""

from __future__ import annotations

from flask import current_app, flash, jsonify, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from academy.content.scenarios import Scenario
from academy.core.errors import AcademyError, wants_json
from academy.sim.instance import Instance
from academy.simulations import forms, library, shift
from academy.simulations.debrief import debrief_of
from academy.simulations.desk import Desk, desk_of_shift
from academy.simulations.shift import COOKIE_FIELD, Shift
from academy.simulations.staging import staging_of
from academy.simulations.views.links import visitor_links
from academy.simulations.views.routes import blueprint


@blueprint.get("/try")
def show_visitor_shift() -> str | Response:
    scenario, played = _played()
    if played.is_over:
        return redirect(url_for("simulations.show_visitor_debrief"), 303)
    return _page(_desk(scenario, played), scenario)


@blueprint.get("/try/desk")
def show_visitor_desk() -> str | Response:
    scenario, played = _played()
    if played.is_over:
        return redirect(url_for("simulations.show_visitor_debrief"), 303)
    return render_template("simulations/desk/desk.html", desk=_desk(scenario, played), links=visitor_links())


@blueprint.get("/try/debrief")
def show_visitor_debrief() -> str | Response:
    scenario, played = _played()
    if not played.is_over:
        return redirect(url_for("simulations.show_visitor_shift"), 303)
    instance = _instance(played, scenario)
    references = shift.references_of(instance, scenario)
    analysis = shift.analysis_of(played, instance, references)
    debrief = debrief_of(instance, played.entries, references, staging_of(scenario), analysis)
    modules = library.modules_named(name for row in debrief.rows for name in row.score.modules)
    return render_template("simulations/visitor_debrief.html", debrief=debrief, modules=modules)


@blueprint.post("/try/decisions")
def create_visitor_decision() -> Response:
    sent, command = forms.read_decision(forms.fields_of(request))
    scenario, played = _played()
    moved = shift.decide(played, _instance(played, scenario), position=sent.position, command=command)
    return _answer(moved, request_id=forms.request_of(command))


@blueprint.post("/try/steps")
def create_visitor_step() -> Response:
    sent, minutes = forms.read_step(forms.fields_of(request))
    scenario, played = _played()
    moved = shift.advance(played, _instance(played, scenario), position=sent.position, minutes=minutes)
    return _answer(moved)


@blueprint.post("/try/end")
def create_visitor_end() -> Response:
    forms.read_end(forms.fields_of(request))
    scenario, played = _played()
    return _answer(shift.end(played, _instance(played, scenario)))


@blueprint.post("/try/restart")
def create_visitor_shift() -> Response:
    return _answer(shift.new_shift(library.visitors_scenario(), _secret()))


def refused_shift(error: AcademyError) -> Response | tuple[str, int]:
    """The newest state of the shift with the reason why a move was not made."""
    scenario, played = _played()
    if wants_json():
        response = jsonify(message=error.message, position=played.length)
        response.status_code = error.status
        return response
    if played.is_over:
        flash(error.message)
        return redirect(url_for("simulations.show_visitor_debrief"), 303)
    return _page(_desk(scenario, played), scenario, message=error.message), error.status


def _played() -> tuple[Scenario, Shift]:
    """The shift of the cookie; a new one when there is none, or when its day would be another by now."""
    scenario = library.visitors_scenario()
    kept = session.get(COOKIE_FIELD)
    played = shift.shift_from_cookie(kept, scenario, _secret()) if kept else None
    if played is None:
        played = shift.new_shift(scenario, _secret())
        session[COOKIE_FIELD] = played.to_cookie()
    return scenario, played


def _instance(played: Shift, scenario: Scenario) -> Instance:
    return shift.instance_of_shift(played, scenario, _secret())


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _desk(scenario: Scenario, played: Shift) -> Desk:
    instance = _instance(played, scenario)
    opened = request.args.get("request")
    return desk_of_shift(played, shift.state_of_shift(played, instance), staging_of(scenario), opened=opened)


def _page(desk: Desk, scenario: Scenario, *, message: str | None = None) -> str:
    return render_template(
        "simulations/run.html", desk=desk, links=visitor_links(), scenario=scenario, message=message
    )


def _answer(moved: Shift, *, request_id: str | None = None) -> Response:
    session[COOKIE_FIELD] = moved.to_cookie()
    over = url_for("simulations.show_visitor_debrief") if moved.is_over else None
    if wants_json():
        return jsonify(position=moved.length, minute=moved.minute, debrief=over)
    opened = request_id or request.args.get("request")
    return redirect(over or url_for("simulations.show_visitor_shift", request=opened), 303)
