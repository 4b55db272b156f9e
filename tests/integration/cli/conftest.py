"""The command line as people type it, on each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from academy.cli import main
from academy.core.db import Database
from tests import databases

Command = Callable[..., Result]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database."""
    database = Database(database_url)
    databases.relax(database.engine)
    databases.empty(database.engine)
    yield database
    database.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Looks at what a command has stored."""
    with database.reading() as session:
        yield session


@pytest.fixture
def academy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `academy …` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, answers: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=answers, catch_exceptions=False)

    return run


@pytest.fixture
def academy_here(academy: Command, database: Database, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `academy …` on the test's database."""
    monkeypatch.setenv("ACADEMY_DATABASE_URL", database.engine.url.render_as_string(hide_password=False))
    return academy


def one_line_of(result: Result) -> str:
    """The only line of a refused command, without click's own word in front."""
    assert result.exit_code == 2
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    return line.removeprefix("Error: ")
