"""The cohort matrix: learners by modules and scenarios. Pure: page and CSV are made from the same object."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

ModuleState = Literal["todo", "wip", "done"]

NOT_STARTED_AFTER = timedelta(days=3)
IDLE_AFTER = timedelta(days=4)
STRUGGLING_RUNS = 3
STRUGGLING_BELOW = 50
SORTS = ("name", "progress", "active", "help")


@dataclass(frozen=True, slots=True)
class ModuleColumn:
    """A module of a course as a column; `code` is its place in the course, as on a call sheet."""

    course_slug: str
    course_title: str
    module_slug: str
    code: str
    title: str
    is_assigned: bool


@dataclass(frozen=True, slots=True)
class CourseColumn:
    """A course as one column: `span` are the places of its modules among the columns of modules."""

    slug: str
    title: str
    is_assigned: bool
    span: slice

    def cell_of(self, row: LearnerRow) -> CourseCell:
        """How many of its modules a learner has complete."""
        cells = row.modules[self.span]
        done = sum(cell.state == "done" for cell in cells)
        is_begun = any(cell.state != "todo" for cell in cells)
        state: ModuleState = "done" if done == len(cells) else "wip" if is_begun else "todo"
        return CourseCell(state, done, len(cells))


@dataclass(frozen=True, slots=True)
class CourseCell:
    """How far a learner is with a course, in modules."""

    state: ModuleState
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ScenarioColumn:
    """A scenario as a column."""

    slug: str
    title: str
    is_assigned: bool


@dataclass(frozen=True, slots=True)
class ModuleCell:
    """How far a learner is with a module, and since when."""

    state: ModuleState
    at: datetime | None


@dataclass(frozen=True, slots=True)
class RunCell:
    """A learner's finished runs of a scenario: how many, and the outcomes from 0 to 100.

    `active_at` is when any run of it was last played, finished or not.
    """

    runs: int
    best: float | None
    last: float | None
    last_run_id: int | None
    active_at: datetime | None
    recent: tuple[float, ...] = ()  # newest first
    is_open: bool = False

    @property
    def is_struggling(self) -> bool:
        """Whether each of the last three outcomes is below 50."""
        recent = self.recent[:STRUGGLING_RUNS]
        return len(recent) == STRUGGLING_RUNS and max(recent) < STRUGGLING_BELOW


@dataclass(frozen=True, slots=True)
class Due:
    """Assigned work with a time by which it is wanted."""

    title: str
    due_at: datetime
    modules: tuple[tuple[str, str], ...] = ()  # all of them must be done
    scenario: str | None = None  # one finished run is wanted


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner of the cohort."""

    person_id: int
    name: str
    email: str
    rung: str
    joined_at: datetime
    modules: tuple[ModuleCell, ...]
    runs: tuple[RunCell, ...]
    active_at: datetime | None
    needs: tuple[str, ...] = ()

    @property
    def modules_done(self) -> int:
        """How many of the columns' modules are complete."""
        return sum(cell.state == "done" for cell in self.modules)

    @property
    def runs_finished(self) -> int:
        """How many runs are over, all scenarios together."""
        return sum(cell.runs for cell in self.runs)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table, in the order in which it is shown."""

    modules: tuple[ModuleColumn, ...]
    scenarios: tuple[ScenarioColumn, ...]
    rows: tuple[LearnerRow, ...]
    total: int  # learners of the cohort before filtering

    @property
    def courses(self) -> tuple[CourseColumn, ...]:
        """The columns of modules, taken together by course."""
        places = groupby(range(len(self.modules)), key=lambda place: self.modules[place].course_slug)
        spans = [list(group) for _, group in places]
        return tuple(
            CourseColumn(
                column.course_slug, column.course_title, column.is_assigned, slice(span[0], span[-1] + 1)
            )
            for span in spans
            for column in [self.modules[span[0]]]
        )

    @property
    def needing_help(self) -> tuple[LearnerRow, ...]:
        """The rows with a reason to look, most reasons first."""
        return tuple(sorted((row for row in self.rows if row.needs), key=lambda row: -len(row.needs)))


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """What the trainer asked to see."""

    name: str = ""
    only_needing_help: bool = False
    course: str = ""
    sort: str = "name"

    def apply(self, matrix: Matrix) -> Matrix:
        """The matrix with only the rows and columns asked for, in the order asked for."""
        shown = [
            index for index, column in enumerate(matrix.modules) if self.course in ("", column.course_slug)
        ]
        rows = [
            replace(row, modules=tuple(row.modules[index] for index in shown))
            for row in matrix.rows
            if self.name.casefold() in f"{row.name} {row.email}".casefold()
            and (row.needs or not self.only_needing_help)
        ]
        return replace(
            matrix,
            modules=tuple(matrix.modules[index] for index in shown),
            rows=tuple(sorted(rows, key=self._order)),
        )

    def _order(self, row: LearnerRow) -> tuple[float, str]:
        by_name = row.name.casefold()
        if self.sort == "progress":
            return row.modules_done, by_name
        if self.sort == "active":
            return row.active_at.timestamp() if row.active_at else 0.0, by_name
        if self.sort == "help":
            return -len(row.needs), by_name
        return 0.0, by_name


def needs_of(row: LearnerRow, *, matrix: Matrix, dues: tuple[Due, ...], now: datetime) -> tuple[str, ...]:
    """Why this learner needs a look, in words with numbers; empty when all is well."""
    done = {
        (column.course_slug, column.module_slug)
        for column, cell in zip(matrix.modules, row.modules, strict=True)
        if cell.state == "done"
    }
    finished = {column.slug for column, cell in zip(matrix.scenarios, row.runs, strict=True) if cell.runs}
    open_dues = [
        due for due in dues if not set(due.modules) <= done or (due.scenario and due.scenario not in finished)
    ]
    needs = [f"overdue: {due.title}" for due in open_dues if due.due_at < now]
    if row.active_at is None:
        if now - row.joined_at >= NOT_STARTED_AFTER:
            needs.append(f"not started, {(now - row.joined_at).days} days in")
    elif open_dues and now - row.active_at >= IDLE_AFTER:
        needs.append(f"idle for {(now - row.active_at).days} days")
    needs += [
        f"{column.title}: last {STRUGGLING_RUNS} runs below {STRUGGLING_BELOW}"
        for column, cell in zip(matrix.scenarios, row.runs, strict=True)
        if cell.is_struggling
    ]
    return tuple(needs)
