"""Choosing a scenario and starting a run of it."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.accounts.models import Person, TimeFactor
from academy.content.scenarios import Scenario
from academy.core import clock
from academy.core.db import current_session
from academy.simulations import forms, library, queries, services
from academy.simulations.offer import offer_of
from academy.simulations.services import PreparedDay
from academy.simulations.timekeeping import live_minutes
from academy.simulations.views.routes import blueprint


@blueprint.get("/practise")
def index_scenarios() -> str:
    session, person, pool = current_session(), current_person(), library.current_pool()
    records = queries.records_of(session, person=person)
    return render_template(
        "simulations/scenarios.html",
        scenarios=library.current_scenarios().values(),
        records=records,
        offer=offer_of(session, person=person, records=records, pool=pool, now=clock.now()),
        key=secrets.token_hex(16),
    )


@blueprint.get("/scenarios/<slug>")
def show_scenario(slug: str) -> str | Response:
    if stage := library.stage_of(slug):
        return redirect(url_for("simulations.show_day", stage=stage), 303)
    person = current_person()
    scenario = library.scenario_or_404(slug)
    runs = queries.runs_of(current_session(), person=person, slug=slug)
    return render_template(
        "simulations/scenario.html",
        scenario=scenario,
        runs=[run for run in runs if run.finished_at is not None],
        open_run=next((run for run in runs if run.finished_at is None), None),
        key=secrets.token_hex(16),
        is_untimed=person.time_factor == TimeFactor.UNTIMED,
        live_minutes=live_minutes(scenario.closes - scenario.opens, person.time_factor),
    )


@blueprint.post("/scenarios/<slug>/runs")
def create_run(slug: str) -> Response:
    scenario = library.scenario_or_404(slug)
    order = forms.read_start(forms.fields_of(request))
    session, person = current_session(), current_person()
    run = services.earlier_run(session, person=person, slug=slug, mode=order.mode, key=order.key)
    if run is None:
        day = _day_for(session, person, scenario)
        run = services.start_run(
            session,
            person=person,
            scenario=scenario,
            day=day,
            mode=order.mode,
            key=order.key,
            now=clock.now(),
        )
    session.commit()
    if run.start_key != order.key:
        flash("You had this day open already; here it is. End it to start another.")
    return redirect(url_for("simulations.show_run", run_id=run.id), 303)


def _day_for(session: Session, person: Person, scenario: Scenario) -> PreparedDay:
    seed = services.choose_seed(session, person=person, scenario=scenario)
    day = services.known_day(session, scenario=scenario, seed=seed)
    if day is None:
        session.commit()  # gives the write lock back: preparing a day takes up to a second
        day = services.prepare_day(scenario, seed)
    return day
