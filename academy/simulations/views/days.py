"""Drawn days: choosing a stage and a level, the page before the start, and the start."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import NotFoundError
from academy.simulations import forms, library, queries, services
from academy.simulations.errors import NoDayError
from academy.simulations.offer import Offer, day_slug, offer_of
from academy.simulations.views.routes import blueprint


@blueprint.get("/days")
def index_days() -> str:
    return render_template("simulations/days.html", offer=_offer(), key=secrets.token_hex(16))


@blueprint.get("/days/<stage>")
def show_day(stage: str) -> str:
    library.stage_or_404(stage)
    return _page(stage, forms.read_level(request.args.get("level")))


@blueprint.post("/days/runs")
def create_day_run() -> Response | tuple[str, int]:
    order = forms.read_day_start(forms.fields_of(request))
    library.stage_or_404(order.stage)
    session, person, slug = current_session(), current_person(), day_slug(order.stage)
    run = services.earlier_run(session, person=person, slug=slug, mode=order.mode, key=order.key)
    if run is None:
        wish = services.wish_for_day(session, person=person, stage=order.stage, slug=slug, level=order.level)
        session.commit()  # gives the write lock back: drawing a day takes a second or more
        try:
            scenario, day = services.draw_day(library.current_pool(), wish)
        except NoDayError as error:
            return _page(order.stage, order.level, message=error.message), error.status
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
        flash("You had a day of this stage open already; here it is. End it to draw another.")
    return redirect(url_for("simulations.show_run", run_id=run.id), 303)


def _page(stage: str, level: int | None, *, message: str | None = None) -> str:
    offer = _offer(stage, level)
    runs = queries.runs_of(current_session(), person=current_person(), slug=day_slug(stage))
    return render_template(
        "simulations/day.html",
        offer=offer,
        briefing_html=library.current_pool().briefings[stage],
        runs=[run for run in runs if run.finished_at is not None],
        open_run=offer.stage.record.open_run,
        message=message,
        key=secrets.token_hex(16),
    )


def _offer(stage: str | None = None, level: int | None = None) -> Offer:
    session, person = current_session(), current_person()
    offer = offer_of(
        session,
        person=person,
        records=queries.records_of(session, person=person),
        pool=library.current_pool(),
        now=clock.now(),
        stage=stage,
        level=level,
    )
    if offer is None:
        raise NotFoundError("There are no drawn days at the moment. The written days stand under Practise.")
    return offer
