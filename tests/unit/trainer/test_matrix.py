"""The matrix: who needs a look and why, and what a filter leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from academy.trainer import table
from academy.trainer.matrix import (
    Due,
    LearnerRow,
    Matrix,
    MatrixFilter,
    ModuleCell,
    ModuleColumn,
    RunCell,
    ScenarioColumn,
    needs_of,
)

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
COLUMNS = (
    ModuleColumn("role", "The role", "one", "01", "One", True),
    ModuleColumn("role", "The role", "two", "02", "Two", True),
    ModuleColumn("skills", "Skills", "one", "01", "Skills", False),
)
SCENARIOS = (ScenarioColumn("ship", "Ship Thursday", True),)
NO_RUNS = RunCell(0, None, None, None, None)
TODO = ModuleCell("todo", None)
DONE = ModuleCell("done", NOW - timedelta(days=1))


def row(name="Ada", *, modules=(TODO, TODO, TODO), runs=NO_RUNS, active=None, days=10):
    return LearnerRow(
        person_id=1,
        name=name,
        email=f"{name.lower()}@example.org",
        rung="runner",
        joined_at=NOW - timedelta(days=days),
        modules=modules,
        runs=(runs,),
        active_at=active,
    )


def matrix(*rows):
    return Matrix(COLUMNS, SCENARIOS, rows, len(rows))


def needs(learner, *dues):
    return needs_of(learner, matrix=matrix(learner), dues=dues, now=NOW)


def test_nobody_needs_a_look_in_their_first_three_days():
    assert needs(row(days=2)) == ()


def test_who_has_not_started_after_three_days_needs_a_look():
    assert needs(row(days=3)) == ("not started, 3 days in",)


def test_who_is_away_with_open_work_needs_a_look():
    due = Due("The role", NOW + timedelta(days=2), modules=(("role", "one"),))
    away = row(active=NOW - timedelta(days=4))
    assert needs(away, due) == ("idle for 4 days",)
    assert needs(away) == ()


def test_overdue_work_is_named_until_it_is_done():
    due = Due("The role", NOW - timedelta(hours=1), modules=(("role", "one"), ("role", "two")))
    active = NOW - timedelta(hours=2)
    assert needs(row(active=active, modules=(DONE, TODO, TODO)), due) == ("overdue: The role",)
    assert needs(row(active=active, modules=(DONE, DONE, TODO)), due) == ()


def test_an_assigned_scenario_wants_one_finished_run():
    due = Due("Ship Thursday", NOW - timedelta(hours=1), scenario="ship")
    active = NOW - timedelta(hours=2)
    one_run = RunCell(1, 70.0, 70.0, 5, active, recent=(70.0,))
    assert needs(row(active=active), due) == ("overdue: Ship Thursday",)
    assert needs(row(active=active, runs=one_run), due) == ()


@pytest.mark.parametrize(
    ("recent", "is_struggling"), [((10, 20, 49), True), ((10, 20, 50), False), ((10, 20), False)]
)
def test_three_low_runs_in_a_row_are_a_reason(recent, is_struggling):
    cell = RunCell(len(recent), max(recent), recent[0], 5, NOW, recent=recent)
    found = needs(row(active=NOW, runs=cell))
    assert found == (("Ship Thursday: last 3 runs below 50",) if is_struggling else ())


def test_filter_by_name_looks_at_the_address_too():
    shown = MatrixFilter(name="BEN@").apply(matrix(row("Ada"), row("Ben")))
    assert [one.name for one in shown.rows] == ["Ben"]
    assert shown.total == 2


def test_filter_by_course_takes_its_columns_out_of_every_row():
    shown = MatrixFilter(course="skills").apply(matrix(row(modules=(DONE, TODO, TODO))))
    assert [column.title for column in shown.modules] == ["Skills"]
    assert shown.rows[0].modules == (TODO,)
    assert shown.rows[0].modules_done == 0


def test_order_by_progress_puts_the_least_done_first():
    rows = (row("Ada", modules=(DONE, DONE, TODO)), row("Ben"), row("Cleo", modules=(DONE, TODO, TODO)))
    assert [one.name for one in MatrixFilter(sort="progress").apply(matrix(*rows)).rows] == [
        "Ben",
        "Cleo",
        "Ada",
    ]


def test_every_line_of_the_export_has_the_columns_of_its_head():
    whole = matrix(row(modules=(DONE, TODO, TODO)))
    assert len(table.header_of(whole)) == len(table.row_of(whole.rows[0], whole.courses))
