"""What pages show around a day."""

from __future__ import annotations

import json

import pytest

from academy.config import courses_folder
from academy.content.scenarios import load_scenarios
from academy.simulations.staging import Staging, staging_from_plain, staging_of, staging_to_plain

SCENARIOS = load_scenarios(courses_folder()).scenarios


@pytest.fixture(params=sorted(SCENARIOS))
def staging(request: pytest.FixtureRequest) -> Staging:
    return staging_of(SCENARIOS[request.param])


def test_it_survives_json(staging: Staging) -> None:
    assert staging_from_plain(json.loads(json.dumps(staging_to_plain(staging)))) == staging


def test_the_board_begins_as_the_file_says(staging: Staging) -> None:
    assert staging.board_after([]) == staging.board
    assert 0 < staging.board.done < staging.board.total


def test_what_is_done_changes_the_board(staging: Staging) -> None:
    for change in staging.changes:
        board = staging.board_after([change.request])
        row = next(row for row in board.rows if row.id == change.row)
        column = [column.id for column in board.columns].index(change.column)
        cell = row.cells[column]
        assert cell is not None
        changes = [one for one in staging.changes if one.request == change.request]
        last = [one for one in changes if (one.row, one.column) == (change.row, change.column)][-1]
        assert cell.status == last.status


def test_changes_name_cells_that_exist(staging: Staging) -> None:
    rows = {row.id for row in staging.board.rows}
    columns = {column.id for column in staging.board.columns}
    assert {change.row for change in staging.changes} <= rows
    assert {change.column for change in staging.changes} <= columns
