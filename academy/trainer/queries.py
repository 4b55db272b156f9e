"""Reads the cohort matrix and one learner's work. The number of queries does not grow with the cohort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.cohorts import queries as cohorts
from academy.cohorts.models import Assignment, Cohort, CohortMember, WorkKind
from academy.content.courses import Course
from academy.learning.models import ModuleProgress
from academy.simulations.models import Run
from academy.trainer.matrix import (
    Due,
    LearnerRow,
    Matrix,
    ModuleCell,
    ModuleColumn,
    RunCell,
    ScenarioColumn,
    needs_of,
)

NO_MODULE = ModuleCell("todo", None)
NO_RUNS = RunCell(0, None, None, None, None)


def cohort_matrix(
    session: Session,
    *,
    cohort: Cohort,
    courses: Iterable[Course],
    scenario_titles: Mapping[str, str],
    now: datetime,
) -> Matrix:
    """Learners by modules and scenarios: all courses and scenarios, the assigned ones marked."""
    courses = tuple(courses)
    assignments = cohorts.assignments_of(session, cohort=cohort)
    members = cohorts.members_of(session, cohort=cohort)
    person_ids = [member.person_id for member in members]
    matrix = Matrix(
        _module_columns(courses, assignments), _scenario_columns(scenario_titles, assignments), (), 0
    )
    progress = _progress_of(session, person_ids)
    runs = _runs_of(session, person_ids)
    dues = _dues(assignments, courses, scenario_titles)
    rows = [_row(member, matrix, progress[member.person_id], runs[member.person_id]) for member in members]
    rows = [replace(row, needs=needs_of(row, matrix=matrix, dues=dues, now=now)) for row in rows]
    return replace(matrix, rows=tuple(rows), total=len(rows))


def progress_of_member(session: Session, *, member: CohortMember) -> dict[tuple[str, str], ModuleCell]:
    """How far a learner is, by course and module."""
    return _progress_of(session, [member.person_id])[member.person_id]


def _module_columns(courses: tuple[Course, ...], assignments: list[Assignment]) -> tuple[ModuleColumn, ...]:
    assigned = {assignment.slug for assignment in assignments if assignment.kind == WorkKind.COURSE}
    return tuple(
        ModuleColumn(
            course.slug, course.title, module.slug, f"{number:02d}", module.title, course.slug in assigned
        )
        for course in courses
        for number, module in enumerate(course.modules, start=1)
    )


def _scenario_columns(titles: Mapping[str, str], assignments: list[Assignment]) -> tuple[ScenarioColumn, ...]:
    assigned = {assignment.slug for assignment in assignments if assignment.kind == WorkKind.SCENARIO}
    return tuple(ScenarioColumn(slug, title, slug in assigned) for slug, title in titles.items())


def _progress_of(session: Session, person_ids: list[int]) -> dict[int, dict[tuple[str, str], ModuleCell]]:
    cells: dict[int, dict[tuple[str, str], ModuleCell]] = defaultdict(dict)
    rows = session.execute(
        select(
            ModuleProgress.person_id,
            ModuleProgress.course_slug,
            ModuleProgress.module_slug,
            ModuleProgress.read_at,
            ModuleProgress.completed_at,
        ).where(ModuleProgress.person_id.in_(person_ids))
    )
    for person_id, course, module, read_at, completed_at in rows:
        state = ModuleCell("done", completed_at) if completed_at else ModuleCell("wip", read_at)
        cells[person_id][course, module] = state
    return cells


def _runs_of(session: Session, person_ids: list[int]) -> dict[int, dict[str, RunCell]]:
    cells: dict[int, dict[str, RunCell]] = defaultdict(dict)
    rows = session.execute(
        select(Run.id, Run.person_id, Run.scenario_slug, Run.contact_at, Run.finished_at, Run.outcome)
        .where(Run.person_id.in_(person_ids))
        .order_by(Run.finished_at.desc(), Run.id.desc())
    )
    for run_id, person_id, slug, contact_at, finished_at, outcome in rows:
        cell = cells[person_id].get(slug, NO_RUNS)
        active_at = max(cell.active_at or contact_at, contact_at)
        if finished_at is None:
            cells[person_id][slug] = replace(cell, active_at=active_at, is_open=True)
            continue
        recent = (*cell.recent, outcome or 0.0)
        cells[person_id][slug] = RunCell(
            runs=len(recent),
            best=max(recent),
            last=recent[0],
            last_run_id=cell.last_run_id or run_id,
            active_at=active_at,
            recent=recent,
            is_open=cell.is_open,
        )
    return cells


def _dues(
    assignments: list[Assignment], courses: tuple[Course, ...], scenario_titles: Mapping[str, str]
) -> tuple[Due, ...]:
    by_slug = {course.slug: course for course in courses}
    dues = []
    for assignment in assignments:
        if assignment.due_at is None:
            continue
        if assignment.kind == WorkKind.COURSE and (course := by_slug.get(assignment.slug)):
            modules = tuple((course.slug, module.slug) for module in course.modules)
            dues.append(Due(course.title, assignment.due_at, modules=modules))
        if assignment.kind == WorkKind.SCENARIO and (title := scenario_titles.get(assignment.slug)):
            dues.append(Due(title, assignment.due_at, scenario=assignment.slug))
    return tuple(dues)


def _row(
    member: CohortMember,
    matrix: Matrix,
    progress: Mapping[tuple[str, str], ModuleCell],
    runs: Mapping[str, RunCell],
) -> LearnerRow:
    times = [cell.at for cell in progress.values()] + [cell.active_at for cell in runs.values()]
    return LearnerRow(
        person_id=member.person_id,
        name=member.person.name,
        email=member.person.email,
        rung=member.person.rung,
        joined_at=member.joined_at,
        modules=tuple(
            progress.get((column.course_slug, column.module_slug), NO_MODULE) for column in matrix.modules
        ),
        runs=tuple(runs.get(column.slug, NO_RUNS) for column in matrix.scenarios),
        active_at=max((moment for moment in times if moment), default=None),
    )
