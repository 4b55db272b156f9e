"""`academy db`, and what every command says about a database that it cannot use."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from academy.config import migrations_folder
from academy.core.db import Database
from academy.core.schema import fault_of
from tests.integration.cli.conftest import Command, one_line_of


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database is to be; it is not there yet."""
    path = tmp_path / "academy.db"
    monkeypatch.setenv("ACADEMY_DATABASE_URL", f"sqlite:///{path}")
    return path


def execute(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_upgrade_makes_the_newest_schema_and_may_run_again(academy: Command, file: Path) -> None:
    first, second = academy("db", "upgrade"), academy("db", "upgrade")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output
    database = Database(f"sqlite:///{file}")
    assert fault_of(database.engine, migrations_folder()) is None
    database.dispose()


def test_check_finds_an_upgraded_database_sound(academy_here: Command) -> None:
    result = academy_here("db", "check")
    assert (result.exit_code, result.output) == (0, "The database is up to date and sound.\n")


def test_check_says_what_an_empty_database_needs(academy: Command, file: Path) -> None:
    result = academy("db", "check")
    assert result.exit_code == 1
    assert "run `academy db upgrade`" in result.stderr


def test_check_reports_rows_that_point_nowhere(academy: Command, file: Path) -> None:
    academy("db", "upgrade")
    execute(file, "insert into memberships values (1, 7, 7, 'learner', '2026-11-23 09:00:00')")
    result = academy("db", "check")
    assert result.exit_code == 1
    assert "rows point to rows that do not exist" in result.stderr


def test_a_newer_database_is_refused(academy: Command, file: Path) -> None:
    academy("db", "upgrade")
    execute(file, "update alembic_version set version_num = '9999'")
    assert "made by a newer Academy (schema 9999)" in one_line_of(academy("db", "upgrade"))


def test_without_a_database_the_variable_is_named(academy: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACADEMY_DATABASE_URL", raising=False)
    assert "ACADEMY_DATABASE_URL is not set" in one_line_of(academy("db", "check"))


def test_the_database_of_this_folder_is_found(
    academy: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ACADEMY_DATABASE_URL", raising=False)
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance/academy.db").touch()
    assert academy("db", "upgrade").exit_code == 0


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "oracle+nothing://here",
        "sqlite:////no/such/folder/academy.db",
        "postgresql://nobody@127.0.0.1:1/academy",
    ],
)
def test_a_database_that_cannot_be_used_is_one_line(
    academy: Command, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("ACADEMY_DATABASE_URL", url)
    assert one_line_of(academy("db", "check")).startswith("the database cannot be used: ")


def test_a_file_that_is_no_database_is_one_line(academy: Command, file: Path) -> None:
    file.write_text("This is a shopping list. " * 100)
    assert "file is not a database" in one_line_of(academy("db", "upgrade"))


def test_a_missing_driver_names_the_extra(academy: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("ACADEMY_DATABASE_URL", "postgresql://academy@localhost/academy")
    assert "'academy[postgres]'" in one_line_of(academy("db", "check"))
