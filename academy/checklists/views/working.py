"""Working on a list: its page, its state for pages that stay open, and every word that is said on it."""

from __future__ import annotations

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.accounts.models import Person
from academy.checklists import queries, services
from academy.checklists.filters import SHOWS, item_filter, owners_of
from academy.checklists.forms import ArchiveForm, EventForm
from academy.checklists.frozen import digest_of
from academy.checklists.models import Worklist
from academy.checklists.plain import plain_state, tag_of
from academy.checklists.sign_offs import last_words, standing
from academy.checklists.views.routes import blueprint, fresh_key, module_titles
from academy.content.checklists import OWNERS
from academy.core import clock
from academy.core.access import Access
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError, wants_json
from academy.learning.library import current_shelf


@blueprint.get("/worklists/<int:worklist_id>")
def show_worklist(worklist_id: int) -> str | Response:
    session, person = current_session(), current_person()
    try:
        worklist = _worklist(worklist_id)
    except NotFoundError:
        if not person.may(Access.TRAINER):
            raise
        queries.worklist_trained_by(session, trainer=person, worklist_id=worklist_id)
        return redirect(url_for(".index_sign_offs", worklist_id=worklist_id), 303)
    return _page(worklist, person)


@blueprint.get("/worklists/<int:worklist_id>/state")
def show_state(worklist_id: int) -> Response:
    worklist = _worklist(worklist_id)
    plain = _plain(worklist)
    response = jsonify(plain)
    if request.if_none_match.contains_weak(tag_of(plain)):
        response = current_app.response_class(status=304)
    response.set_etag(tag_of(plain), weak=True)
    response.headers["Cache-Control"] = "no-cache, private"
    return response


@blueprint.post("/worklists/<int:worklist_id>/events")
def create_event(worklist_id: int) -> Response | tuple[str, int]:
    session, person, worklist = current_session(), current_person(), _worklist(worklist_id)
    form = EventForm()
    if not form.validate_on_submit():
        return _refused(worklist, person, form)
    services.record_event(
        session,
        worklist=worklist,
        person=person,
        deed=form.deed(person.time_zone),
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    if wants_json():
        return jsonify(_plain(worklist))
    filters, anchor = item_filter(request.args), str(form.item.data or "").lower() or "due"
    return redirect(f"{worklist.path}{filters.query}#{anchor}", 303)


@blueprint.post("/worklists/<int:worklist_id>/archive")
def update_archive(worklist_id: int) -> Response:
    session, form = current_session(), ArchiveForm()
    worklist = queries.own_worklist(session, person=current_person(), worklist_id=worklist_id)
    if not form.validate_on_submit():
        raise AcademyError("Say whether the list is to be archived. Nothing was changed.")
    is_archived = form.is_archived.data == "yes"
    services.set_archived(session, worklist=worklist, is_archived=is_archived, now=clock.now())
    session.commit()
    flash("Archived. Nothing is lost: find it under Archived." if is_archived else "Brought back.", "success")
    return redirect(url_for(".show_worklist", worklist_id=worklist.id), 303)


def _worklist(worklist_id: int) -> Worklist:
    return queries.worklist_of(current_session(), person=current_person(), worklist_id=worklist_id)


def _plain(worklist: Worklist) -> dict[str, object]:
    session = current_session()
    state = queries.state_of(session, worklist=worklist)
    said = queries.sign_offs_of(session, worklists=[worklist])[worklist.id]
    return plain_state(worklist, state, said)


def _refused(worklist: Worklist, person: Person, form: EventForm) -> Response | tuple[str, int]:
    if wants_json():
        field, errors = next(iter(form.errors.items()))
        response = jsonify(message=str(errors[0]), field=field)
        response.status_code = 400
        return response
    return _page(worklist, person, refused=form), 400


def _page(worklist: Worklist, person: Person, refused: EventForm | None = None) -> str:
    session, filters = current_session(), item_filter(request.args)
    state = queries.state_of(session, worklist=worklist)
    said = queries.sign_offs_of(session, worklists=[worklist])[worklist.id]
    shipped = current_shelf().checklists.checklists.get(worklist.code)
    return render_template(
        "worklists/worklist.html",
        worklist=worklist,
        state=state,
        tag=tag_of(plain_state(worklist, state, said)),
        filters=filters,
        shown=filters.apply(state),
        owners=owners_of(state),
        roles=OWNERS,
        shows=SHOWS,
        members=queries.members_of(session, worklist=worklist),
        is_owner=worklist.owner_id == person.id,
        is_edited=shipped is not None and digest_of(shipped) != worklist.digest,
        last_words=last_words(said),
        standing=standing(state, said),
        said=said,
        titles=module_titles(),
        key=fresh_key(),
        refused=refused,
    )
