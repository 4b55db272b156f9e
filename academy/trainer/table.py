"""The cohort matrix as a plain table for export: the numbers that the page shows, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from academy.core.spreadsheet import Cell
from academy.trainer.matrix import CourseColumn, LearnerRow, Matrix


def header_of(matrix: Matrix) -> list[str]:
    """Names of the columns, with units where a number has one."""
    names = [
        "Learner",
        "E-mail",
        "Stands as",
        "Joined (UTC)",
        "Last active (UTC)",
        "Modules done",
        "Runs finished",
    ]
    names += [f"{column.title}: modules done" for column in matrix.courses]
    for column in matrix.modules:
        label = f"{column.course_slug} {column.code} {column.title}"
        names += [f"{label}: state", f"{label}: since (UTC)"]
    for scenario in matrix.scenarios:
        names += [
            f"{scenario.title}: runs",
            f"{scenario.title}: best outcome (0-100)",
            f"{scenario.title}: last outcome (0-100)",
        ]
    return [*names, "Needs a look because"]


def row_of(row: LearnerRow, courses: Sequence[CourseColumn]) -> list[Cell]:
    """One learner's line, in the order of `header_of`."""
    cells: list[Cell] = [
        row.name,
        row.email,
        row.rung,
        row.joined_at,
        row.active_at,
        row.modules_done,
        row.runs_finished,
    ]
    cells += [column.cell_of(row).done for column in courses]
    for cell in row.modules:
        cells += [cell.state, cell.at]
    for run in row.runs:
        cells += [run.runs, _rounded(run.best), _rounded(run.last)]
    return [*cells, "; ".join(row.needs)]


def _rounded(outcome: float | None) -> float | None:
    return None if outcome is None else round(outcome, 1)
