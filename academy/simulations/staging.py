"""What pages show of a scenario around the day itself.

The rule it keeps: it is stored with the runs, so that an old run looks as it did when its file has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from academy.content.scenarios import Scenario
from academy.sim import codec


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person of the story."""

    id: str
    name: str
    role: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class CutOff:
    """A deadline on the clock; `elsewhere` is the same moment in the other city."""

    title: str
    minute: int
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One task of one row of the board."""

    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the board: its tasks by column, None where there is none."""

    id: str
    title: str
    note: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class BoardChange:
    """What a request does to one cell once it is done."""

    request: str
    row: str
    column: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The production board."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return sum(cell is not None for row in self.rows for cell in row.cells)

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(cell is not None and cell.status == "done" for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Staging:
    """Everything pages show of a scenario besides its requests and hands."""

    slug: str
    title: str
    show: str
    day: str
    briefing_html: str  # made safe when the file was read
    goodwill: int
    cast: tuple[CastMember, ...]
    cut_offs: tuple[CutOff, ...]
    board: Board
    changes: tuple[BoardChange, ...]
    questions: tuple[str, ...]

    def board_after(self, settled: Iterable[str]) -> Board:
        """The board once these requests are done, in the order in which they were."""
        cells = {
            (row.id, column.id): cell
            for row in self.board.rows
            for column, cell in zip(self.board.columns, row.cells, strict=True)
        }
        for request in settled:
            for change in self.changes:
                if change.request == request:
                    cells[change.row, change.column] = Cell(change.status, change.note)
        rows = tuple(
            Row(row.id, row.title, row.note, tuple(cells[row.id, column.id] for column in self.board.columns))
            for row in self.board.rows
        )
        return Board(self.board.title, self.board.columns, rows)


def staging_of(scenario: Scenario) -> Staging:
    """What pages show of a scenario, as it stands in its file now."""
    return Staging(
        slug=scenario.slug,
        title=scenario.title,
        show=scenario.show,
        day=scenario.day,
        briefing_html=scenario.briefing_html,
        goodwill=scenario.goodwill,
        cast=tuple(
            CastMember(name, person.name, person.role, person.about) for name, person in scenario.cast.items()
        ),
        cut_offs=tuple(
            CutOff(cut_off.title, cut_off.at - scenario.opens, cut_off.elsewhere)
            for cut_off in scenario.cut_offs
        ),
        board=_board(scenario),
        changes=tuple(
            BoardChange(request, change.row, change.column, change.status, change.note)
            for request, effects in scenario.board_effects.items()
            for change in effects.done
        ),
        questions=scenario.debrief,
    )


def staging_to_plain(staging: Staging) -> Any:
    """The JSON values of a staging."""
    return codec.to_plain(staging)


def staging_from_plain(values: Any) -> Staging:
    """A staging from its JSON values; raises ValueError when they are not one."""
    return codec.from_plain(Staging, values)


def _board(scenario: Scenario) -> Board:
    board = scenario.board
    return Board(
        title=board.title,
        columns=tuple(Column(name, title) for name, title in board.columns.items()),
        rows=tuple(
            Row(
                name,
                row.title,
                row.note,
                tuple(
                    Cell(row.cells[column].status, row.cells[column].note) if column in row.cells else None
                    for column in board.columns
                ),
            )
            for name, row in board.rows.items()
        ),
    )
