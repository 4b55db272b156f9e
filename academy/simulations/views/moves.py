"""What a player sends to a run: decisions, time, pauses, its end. Forms get a page, scripts get JSON."""

from __future__ import annotations

from flask import jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import wants_json
from academy.simulations import forms, queries, services
from academy.simulations.models import Run
from academy.simulations.services import Stored
from academy.simulations.views.routes import blueprint


@blueprint.post("/runs/<int:run_id>/decisions")
def create_decision(run_id: int) -> Response:
    sent, command = forms.read_decision(_fields())
    session = current_session()
    run = queries.run_of(session, person=current_person(), run_id=run_id)
    stored = services.decide(session, run=run, sent=sent, command=command, now=clock.now())
    session.commit()
    return _answer(run, stored, request_id=forms.request_of(command))


@blueprint.post("/runs/<int:run_id>/steps")
def create_step(run_id: int) -> Response:
    sent, minutes = forms.read_step(_fields())
    session = current_session()
    run = queries.run_of(session, person=current_person(), run_id=run_id)
    stored = services.advance_time(session, run=run, sent=sent, minutes=minutes, now=clock.now())
    session.commit()
    return _answer(run, stored)


@blueprint.post("/runs/<int:run_id>/pauses")
def create_pause(run_id: int) -> Response:
    sent = forms.read_sent(_fields())
    session = current_session()
    run = queries.run_of(session, person=current_person(), run_id=run_id)
    stored = services.pause(session, run=run, sent=sent, now=clock.now())
    session.commit()
    return _answer(run, stored)


@blueprint.post("/runs/<int:run_id>/resumptions")
def create_resumption(run_id: int) -> Response:
    sent = forms.read_sent(_fields())
    session = current_session()
    run = queries.run_of(session, person=current_person(), run_id=run_id)
    stored = services.resume(session, run=run, sent=sent, now=clock.now())
    session.commit()
    return _answer(run, stored)


@blueprint.post("/runs/<int:run_id>/end")
def create_end(run_id: int) -> Response:
    sent = forms.read_end(_fields())
    session = current_session()
    run = queries.run_of(session, person=current_person(), run_id=run_id)
    stored = services.end_day(session, run=run, sent=sent, now=clock.now())
    session.commit()
    return _answer(run, stored)


@blueprint.post("/runs/<int:run_id>/contacts")
def create_contact(run_id: int) -> Response:
    forms.read_nothing(_fields())
    session = current_session()
    person = current_person()
    is_running = services.note_contact(session, run_id=run_id, person=person, now=clock.now())
    if not is_running:
        queries.run_of(session, person=person, run_id=run_id)
    session.commit()
    return jsonify(is_running=is_running)


def _fields() -> dict[str, object]:
    return forms.fields_of(request)


def _answer(run: Run, stored: Stored, *, request_id: str | None = None) -> Response:
    if wants_json():
        over = url_for("simulations.show_debrief", run_id=run.id) if run.finished_at else None
        return jsonify(position=stored.position + 1, minute=stored.minute, kind=stored.kind, debrief=over)
    if run.finished_at:
        return redirect(url_for("simulations.show_debrief", run_id=run.id), 303)
    opened = request_id or request.args.get("request")
    return redirect(url_for("simulations.show_run", run_id=run.id, request=opened), 303)
