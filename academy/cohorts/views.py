"""Where trainers make cohorts, fill them, and give them work."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs

from academy.accounts.identity import current_person
from academy.accounts.models import TimeFactor
from academy.cohorts import queries, services
from academy.cohorts.forms import AssignmentForm, CohortForm, MembersForm, TimeFactorForm
from academy.cohorts.models import Cohort, WorkKind
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError
from academy.learning.library import current_library
from academy.simulations.library import practice_titles, stage_of

blueprint = Blueprint("cohorts", __name__)


@blueprint.get("/cohorts")
def index_cohorts() -> str:
    cohorts = queries.cohorts_trained_by(current_session(), trainer=current_person())
    return render_template("cohorts/index.html", cohorts=cohorts, form=_cohort_form())


@blueprint.post("/cohorts")
def create_cohort() -> Response | tuple[str, int]:
    session, trainer, form = current_session(), current_person(), _cohort_form()
    if not form.validate_on_submit():
        cohorts = queries.cohorts_trained_by(session, trainer=trainer)
        return render_template("cohorts/index.html", cohorts=cohorts, form=form), 400
    studios = queries.studios_trained_by(session, trainer=trainer)
    studio = next(studio for studio in studios if studio.id == form.studio.data)
    cohort = services.create_cohort(
        session, studio=studio, name=str(form.name.data), trainer=trainer, now=clock.now()
    )
    session.commit()
    flash(f"{cohort.name} is ready. Add its learners.", "success")
    return redirect(url_for(".edit_cohort", cohort_id=cohort.id), 303)


@blueprint.get("/cohorts/<int:cohort_id>/edit")
def edit_cohort(cohort_id: int) -> str:
    cohort = _cohort(cohort_id)
    return _edit_page(cohort, _members_form(cohort), _assignment_form())


@blueprint.post("/cohorts/<int:cohort_id>/members")
def create_members(cohort_id: int) -> Response | tuple[str, int]:
    session, cohort = current_session(), _cohort(cohort_id)
    form = _members_form(cohort)
    if not form.validate_on_submit():
        return _edit_page(cohort, form, _assignment_form(is_sent=False)), 400
    joined = services.add_members(
        session, cohort=cohort, person_ids=form.people.data or [], trainer=current_person(), now=clock.now()
    )
    session.commit()
    flash(f"{joined} {'learner' if joined == 1 else 'learners'} added to {cohort.name}.", "success")
    return redirect(url_for(".edit_cohort", cohort_id=cohort.id), 303)


@blueprint.post("/cohorts/<int:cohort_id>/members/<int:person_id>/removal")
def create_removal(cohort_id: int, person_id: int) -> Response:
    session, cohort = current_session(), _cohort(cohort_id)
    services.remove_member(
        session, cohort=cohort, person_id=person_id, trainer=current_person(), now=clock.now()
    )
    session.commit()
    flash("Taken out of the cohort. Their work is kept.", "success")
    return redirect(url_for(".edit_cohort", cohort_id=cohort.id), 303)


@blueprint.post("/cohorts/<int:cohort_id>/members/<int:person_id>/time-factor")
def update_time_factor(cohort_id: int, person_id: int) -> Response:
    session, cohort, form = current_session(), _cohort(cohort_id), TimeFactorForm()
    if not form.validate_on_submit():
        raise AcademyError("Choose one of the offered times.")
    learner = services.set_time_factor(
        session,
        cohort=cohort,
        person_id=person_id,
        factor=TimeFactor(form.factor.data),
        trainer=current_person(),
        now=clock.now(),
    )
    session.commit()
    flash(f"Saved. It counts for {learner.name}'s next timed work.", "success")
    return redirect(url_for("trainer.show_learner", cohort_id=cohort.id, person_id=person_id), 303)


@blueprint.post("/cohorts/<int:cohort_id>/assignments")
def create_assignment(cohort_id: int) -> Response | tuple[str, int]:
    session, cohort, form = current_session(), _cohort(cohort_id), _assignment_form()
    if not form.validate_on_submit():
        return _edit_page(cohort, _members_form(cohort, is_sent=False), form), 400
    kind, _, slug = form.work.data.partition(":")
    try:
        services.assign(
            session,
            cohort=cohort,
            kind=WorkKind(kind),
            slug=slug,
            due_at=_in_utc(form.due.data),
            trainer=current_person(),
            now=clock.now(),
            title=_titles()[form.work.data].partition(": ")[2] or _titles()[form.work.data],
        )
    except AcademyError as error:
        form.due.errors = [error.message]
        return _edit_page(cohort, _members_form(cohort, is_sent=False), form), error.status
    session.commit()
    flash("Assigned.", "success")
    return redirect(url_for(".edit_cohort", cohort_id=cohort.id), 303)


@blueprint.post("/cohorts/<int:cohort_id>/assignments/<int:assignment_id>/withdrawal")
def create_withdrawal(cohort_id: int, assignment_id: int) -> Response:
    session, cohort = current_session(), _cohort(cohort_id)
    services.withdraw_assignment(
        session, cohort=cohort, assignment_id=assignment_id, trainer=current_person(), now=clock.now()
    )
    session.commit()
    flash("Taken back. What learners did for it is kept.", "success")
    return redirect(url_for(".edit_cohort", cohort_id=cohort.id), 303)


def _cohort(cohort_id: int) -> Cohort:
    return queries.cohort_trained_by(current_session(), trainer=current_person(), cohort_id=cohort_id)


def _edit_page(cohort: Cohort, members_form: MembersForm, assignment_form: AssignmentForm) -> str:
    session = current_session()
    return render_template(
        "cohorts/edit.html",
        cohort=cohort,
        members=queries.members_of(session, cohort=cohort),
        assignments=queries.assignments_of(session, cohort=cohort),
        titles=_titles(),
        members_form=members_form,
        assignment_form=assignment_form,
    )


def _cohort_form() -> CohortForm:
    form = CohortForm()
    studios = queries.studios_trained_by(current_session(), trainer=current_person())
    form.studio.choices = [SelectChoice(value=studio.id, label=studio.name) for studio in studios]
    return form


def _members_form(cohort: Cohort, *, is_sent: bool = True) -> MembersForm:
    form = MembersForm() if is_sent else MembersForm(formdata=None)
    candidates = queries.candidates_for(current_session(), cohort=cohort)
    form.people.choices = [SelectChoice(value=person.id, label=person.name) for person in candidates]
    return form


def _assignment_form(*, is_sent: bool = True) -> AssignmentForm:
    form = AssignmentForm() if is_sent else AssignmentForm(formdata=None)
    form.work.choices = [SelectChoice(value=key, label=title) for key, title in _titles().items()]
    return form


def _titles() -> dict[str, str]:
    """What can be assigned, by "kind:slug"."""
    library = current_library()
    courses = {f"{WorkKind.COURSE}:{course.slug}": f"Course: {course.title}" for course in library.courses}
    scenarios = {
        f"{WorkKind.SCENARIO}:{slug}": title if stage_of(slug) else f"Scenario: {title}"
        for slug, title in practice_titles().items()
    }
    return courses | scenarios


def _in_utc(local: datetime | None) -> datetime | None:
    if local is None:
        return None
    return local.replace(tzinfo=ZoneInfo(current_person().time_zone)).astimezone(UTC)
