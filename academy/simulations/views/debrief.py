"""The debrief of a finished run and of its decisions, for its player and for those who train them."""

from __future__ import annotations

import secrets

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import NotFoundError
from academy.simulations import library, queries
from academy.simulations.analyses import analysis_from_text, offer_of
from academy.simulations.debrief import debrief_of
from academy.simulations.ratings import note_of, standing_of
from academy.simulations.replay import replay_of, staging_of_run
from academy.simulations.turning_points import second_look
from academy.simulations.views.links import practice_url
from academy.simulations.views.routes import blueprint


@blueprint.get("/runs/<int:run_id>/debrief")
def show_debrief(run_id: int) -> str | Response:
    session, viewer = current_session(), current_person()
    run = queries.run_for_viewer(session, viewer=viewer, run_id=run_id)
    if run.finished_at is None:
        return redirect(url_for("simulations.show_run", run_id=run.id), 303)
    replay, stored = replay_of(session, run), queries.analysis_of(session, run=run)
    analysis = analysis_from_text(stored.document) if stored else None
    debrief = debrief_of(replay.instance, replay.entries, run.day.references, staging_of_run(run), analysis)
    return render_template(
        "simulations/debrief.html",
        run=run,
        debrief=debrief,
        offer=offer_of(stored, run.decisions),
        analysed_at=stored.made_at if stored else None,
        is_mine=run.person_id == viewer.id,
        practice_url=practice_url(run.scenario_slug),
        stage=library.stage_of(run.scenario_slug),
        level=standing_of(session, person=viewer, now=clock.now()).level,
        rating=note_of(session, run=run),
        modules=library.modules_named(name for row in debrief.rows for name in row.score.modules),
        key=secrets.token_hex(16),
    )


@blueprint.get("/runs/<int:run_id>/decisions/<int:number>")
def show_decision(run_id: int, number: int) -> str | Response:
    session, viewer = current_session(), current_person()
    run = queries.run_for_viewer(session, viewer=viewer, run_id=run_id)
    if run.finished_at is None:
        return redirect(url_for("simulations.show_run", run_id=run.id), 303)
    replay = replay_of(session, run)
    if number > len(replay.entries):
        raise NotFoundError
    point = second_look(replay.instance, replay.entries, number - 1)
    return render_template(
        "simulations/decision.html",
        run=run,
        point=point,
        message=next(one.visible for one in replay.instance.requests if one.id == point.request),
        title=staging_of_run(run).title,
        last=len(replay.entries),
        is_mine=run.person_id == viewer.id,
    )
