"""What trainers see: the cohort matrix, its CSV, and one learner's work."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from academy.accounts.identity import current_person
from academy.checklists.queries import lists_of_learner
from academy.cohorts import queries as cohorts
from academy.cohorts.forms import TimeFactorForm
from academy.cohorts.models import Cohort
from academy.core import clock
from academy.core.db import current_session
from academy.core.spreadsheet import csv_text
from academy.learning.library import current_library
from academy.simulations.analyses import skills_from_text
from academy.simulations.library import practice_titles
from academy.simulations.queries import last_analysis, runs_of
from academy.simulations.ratings import standing_of
from academy.trainer import queries, table
from academy.trainer.matrix import SORTS, Matrix, MatrixFilter

blueprint = Blueprint("trainer", __name__)


@blueprint.get("/cohorts/<int:cohort_id>")
def show_cohort(cohort_id: int) -> str:
    cohort, filters = _cohort(cohort_id), _filter()
    matrix = _matrix(cohort)
    shown = filters.apply(matrix)
    return render_template(
        "trainer/cohort.html",
        cohort=cohort,
        filters=filters,
        matrix=shown,
        course_columns=() if filters.course else shown.courses,
        needing_help=matrix.needing_help,
        courses=current_library().courses,
    )


@blueprint.get("/cohorts/<int:cohort_id>.csv")
def export_cohort(cohort_id: int) -> Response:
    cohort = _cohort(cohort_id)
    matrix = _filter().apply(_matrix(cohort))
    courses = matrix.courses
    lines = [table.row_of(row, courses) for row in matrix.rows]
    response = make_response(csv_text(table.header_of(matrix), lines))
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="cohort-{cohort.id}.csv"'
    return response


@blueprint.get("/cohorts/<int:cohort_id>/learners/<int:person_id>")
def show_learner(cohort_id: int, person_id: int) -> str:
    session, cohort = current_session(), _cohort(cohort_id)
    member = cohorts.member_of(session, cohort=cohort, person_id=person_id)
    library, latest = current_library(), last_analysis(session, person=member.person)
    return render_template(
        "trainer/learner.html",
        cohort=cohort,
        learner=member.person,
        courses=library.courses,
        progress=queries.progress_of_member(session, member=member),
        runs=runs_of(session, person=member.person),
        worklists=lists_of_learner(session, learner=member.person, studio_id=cohort.studio_id),
        standing=standing_of(session, person=member.person, now=clock.now()),
        scenario_titles=practice_titles(),
        analysed_run=latest[0] if latest else None,
        skills=skills_from_text(latest[1].document) if latest else (),
        scenario=request.args.get("scenario", ""),
        form=TimeFactorForm(factor=member.person.time_factor),
    )


def _cohort(cohort_id: int) -> Cohort:
    return cohorts.cohort_trained_by(current_session(), trainer=current_person(), cohort_id=cohort_id)


def _matrix(cohort: Cohort) -> Matrix:
    library = current_library()
    return queries.cohort_matrix(
        current_session(),
        cohort=cohort,
        courses=library.courses,
        scenario_titles=practice_titles(),
        now=clock.now(),
    )


def _filter() -> MatrixFilter:
    sort = request.args.get("sort", "name")
    return MatrixFilter(
        name=request.args.get("name", "").strip()[:120],
        only_needing_help=request.args.get("help") == "1",
        course=request.args.get("course", "")[:80],
        sort=sort if sort in SORTS else "name",
    )
