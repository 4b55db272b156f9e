"""Asking for the analysis of a finished run: its player may, and those who train them."""

from __future__ import annotations

from flask import flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import wants_json
from academy.simulations import analyses, forms, queries, services
from academy.simulations.errors import AnalysisBusyError, DayOpenError, RunTooLongError
from academy.simulations.replay import replay_of
from academy.simulations.views.routes import blueprint


@blueprint.post("/runs/<int:run_id>/analysis")
def create_analysis(run_id: int) -> Response:
    forms.read_nothing(forms.fields_of(request))
    try:
        _analyse(run_id)
    except (AnalysisBusyError, RunTooLongError) as refusal:
        if wants_json():
            raise
        flash(refusal.message)  # the debrief is shown again, with its button
    debrief = url_for("simulations.show_debrief", run_id=run_id)
    return jsonify(debrief=debrief) if wants_json() else redirect(f"{debrief}#skills", 303)


def _analyse(run_id: int) -> None:
    session = current_session()
    run = queries.run_for_viewer(session, viewer=current_person(), run_id=run_id)
    if run.finished_at is None:
        raise DayOpenError
    stored = queries.analysis_of(session, run=run)
    if stored is None or not analyses.is_current(stored):
        replay, references = replay_of(session, run), run.day.references
        session.commit()  # gives the write lock back: the analysis takes seconds
        analysis = services.make_analysis(replay.instance, replay.entries, references)
        services.store_analysis(session, run=run, analysis=analysis, now=clock.now())
    session.commit()
