"""My lists and the shipped ones; one shipped list, and starting it for a production."""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs

from academy.accounts.identity import current_person
from academy.checklists import queries, services
from academy.checklists.forms import StartForm, in_utc
from academy.checklists.services.lists import Production
from academy.checklists.views.routes import STAGES, blueprint, fresh_key, module_titles
from academy.content.checklists import Checklist
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import NotFoundError
from academy.learning.library import current_shelf

NO_SUCH_LIST = "There is no such checklist. It may have been renamed; look in the list of checklists."
#: Which of my lists are shown.
SHOWS = {"open": "In work", "done": "Done", "archived": "Archived"}
NO_STUDIO = 0


@blueprint.get("/checklists")
def index_checklists() -> str:
    session, person = current_session(), current_person()
    worklists = queries.worklists_of(session, person=person)
    groups: dict[str, list[queries.Summary]] = {show: [] for show in SHOWS}
    for one in queries.summaries_of(session, worklists=worklists):
        groups[_group_of(one)].append(one)
    show = request.args.get("show", "open")
    checklists = current_shelf().checklists.checklists.values()
    return render_template(
        "checklists/index.html",
        by_stage=[(STAGES[stage], list(some)) for stage, some in groupby(checklists, lambda one: one.stage)],
        groups=groups,
        show=show if show in SHOWS else "open",
        shows=SHOWS,
    )


@blueprint.get("/checklists/<slug>")
def show_checklist(slug: str) -> str:
    return _page(_checklist(slug), _start_form())


@blueprint.post("/checklists/<slug>/worklists")
def create_worklist(slug: str) -> Response | tuple[str, int]:
    checklist, form, session, person = _checklist(slug), _start_form(), current_session(), current_person()
    if not form.validate_on_submit():
        return _page(checklist, form), 400
    due_at = in_utc(form.due.data, person.time_zone)
    if due_at is not None and due_at <= clock.now():
        form.due.errors = ["That time is already past. Choose a later one, or leave it open."]
        return _page(checklist, form), 400
    worklist = services.start_worklist(
        session,
        owner=person,
        studio_id=form.studio.data or None,
        checklist=checklist,
        production=Production(str(form.production.data), str(form.episode.data or ""), due_at),
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    flash(f"{worklist.name} is started. Tick what is done; it is saved at once.", "success")
    return redirect(url_for(".show_worklist", worklist_id=worklist.id), 303)


def _group_of(one: queries.Summary) -> str:
    if one.worklist.archived_at is not None:
        return "archived"
    return "done" if one.state.is_complete else "open"


def _checklist(slug: str) -> Checklist:
    checklist = current_shelf().checklists.checklists.get(slug.upper()) if slug.islower() else None
    if checklist is None:
        raise NotFoundError(NO_SUCH_LIST)
    return checklist


def _page(checklist: Checklist, form: StartForm) -> str:
    return render_template(
        "checklists/checklist.html",
        checklist=checklist,
        titles=module_titles(),
        stage=STAGES[checklist.stage],
        form=form,
    )


def _start_form() -> StartForm:
    studios = queries.studios_of(current_session(), person=current_person())
    form = StartForm()
    form.studio.choices = [
        *(SelectChoice(one.id, one.name) for one in studios),
        SelectChoice(NO_STUDIO, "Myself alone"),
    ]
    if not form.is_submitted():
        form.key.data = fresh_key()
        form.studio.data = studios[0].id if studios else NO_STUDIO
    return form
