"""Who works on a list, and the link by which others may read it."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from academy.accounts.forms import ActionForm
from academy.accounts.identity import current_person
from academy.accounts.models import Person
from academy.checklists import queries, services
from academy.checklists.forms import MemberForm
from academy.checklists.models import Worklist
from academy.checklists.views.routes import blueprint, fresh_key
from academy.checklists.views.sharing import present_link
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError


@blueprint.get("/worklists/<int:worklist_id>/people")
def index_members(worklist_id: int) -> str:
    worklist = queries.worklist_of(current_session(), person=current_person(), worklist_id=worklist_id)
    return _page(worklist, MemberForm())


@blueprint.post("/worklists/<int:worklist_id>/people")
def create_member(worklist_id: int) -> Response | tuple[str, int]:
    session, form = current_session(), MemberForm()
    worklist = queries.own_worklist(session, person=current_person(), worklist_id=worklist_id)
    if not form.validate_on_submit():
        return _page(worklist, form), 400
    person = _chosen(session, worklist, form)
    if person is None:
        form.email.errors = ["Nobody of the list's studio signs in with this address. Check the spelling."]
        return _page(worklist, form), 400
    services.add_member(session, worklist=worklist, person=person, now=clock.now())
    session.commit()
    flash(f"{person.name} can work on this list now and has been told.", "success")
    return redirect(url_for(".index_members", worklist_id=worklist.id), 303)


@blueprint.post("/worklists/<int:worklist_id>/people/<int:person_id>/removal")
def create_removal(worklist_id: int, person_id: int) -> Response:
    session, person = current_session(), current_person()
    if not ActionForm().validate_on_submit():
        raise AcademyError("That was not sent from the page. Nothing was changed.")
    is_leaving = person_id == person.id
    find = queries.worklist_of if is_leaving else queries.own_worklist
    worklist = find(session, person=person, worklist_id=worklist_id)
    services.remove_member(session, worklist=worklist, person_id=person_id, now=clock.now())
    session.commit()
    flash("Taken off the list. What they did on it stays.", "success")
    if is_leaving and worklist.owner_id != person.id:
        return redirect(url_for(".index_checklists"), 303)
    return redirect(url_for(".index_members", worklist_id=worklist.id), 303)


def _chosen(session: Session, worklist: Worklist, form: MemberForm) -> Person | None:
    """Whom the form means; a team-mate's number counts only when the page offers it."""
    if not form.person.data:
        return queries.colleague_of_address(session, worklist=worklist, email=str(form.email.data))
    number = int(form.person.data)
    for person in (*_team_mates(session, worklist), *_working(session, worklist)):
        if person.id == number:
            return person
    raise NotFoundError


def _team_mates(session: Session, worklist: Worklist) -> list[Person]:
    """People of the owner's cohorts who could join; that feature stands above, so the app names its query."""
    find = current_app.extensions["team_mates"]
    ids = [one.id for one in find(session, person=worklist.owner, studio_id=worklist.studio_id)]
    return queries.colleagues_among(session, worklist=worklist, person_ids=ids)


def _working(session: Session, worklist: Worklist) -> list[Person]:
    return [one.person for one in queries.members_of(session, worklist=worklist)]


def _page(worklist: Worklist, form: MemberForm) -> str:
    session, person = current_session(), current_person()
    is_owner = worklist.owner_id == person.id
    link = queries.open_share_link(session, worklist=worklist)
    return render_template(
        "worklists/people.html",
        worklist=worklist,
        form=form,
        members=queries.members_of(session, worklist=worklist),
        team_mates=_team_mates(session, worklist) if is_owner else [],
        is_owner=is_owner,
        person=person,
        link=link,
        link_url=present_link(worklist, link) if link is not None and is_owner else None,
        key=fresh_key(),
    )
