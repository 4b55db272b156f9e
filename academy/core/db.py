"""The database: engine, base class of models, one session a request.

The rule it keeps: a session that may write takes the write lock when it begins (SQLite loses updates
otherwise), and a session made for reading refuses to write.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from flask import Flask, current_app, g, request
from sqlalchemy import CursorResult, DateTime, Dialect, Engine, MetaData, Result, create_engine, event, text
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_SECONDS = 8
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Base(DeclarativeBase):
    """Base of all models; the naming convention lets migrations name what they change."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """An engine and the two kinds of session that are made from it."""

    def __init__(self, url: str) -> None:
        self.engine = _create_engine(url)
        self._writing = self.engine.execution_options(is_writing=True)
        self._reading = self.engine.execution_options(**_reading_options(self.engine))

    def reading(self) -> Session:
        """A session that sees one consistent state and refuses to write."""
        session = Session(self._reading, expire_on_commit=False)
        event.listen(session, "before_flush", _refuse_writes)
        event.listen(session, "do_orm_execute", _refuse_statements)
        return session

    def writing(self, *, patience_seconds: float = BUSY_TIMEOUT_SECONDS) -> Session:
        """A session that holds the write lock from its first statement to its commit.

        On SQLite its first statement raises OperationalError when the lock does not come free in time.
        """
        engine = self._writing.execution_options(patience_seconds=patience_seconds)
        return Session(engine, expire_on_commit=False)

    def dispose(self) -> None:
        self.engine.dispose()


def install_database(app: Flask, database: Database) -> None:
    """Give `app` its database and close each request's session, uncommitted work undone."""
    app.extensions["database"] = database

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        session: Session | None = g.pop("database_session", None)
        if session is not None:
            session.close()


def current_database() -> Database:
    """The database of the running app."""
    database: Database = current_app.extensions["database"]
    return database


def current_session() -> Session:
    """The session of this request: reading for GET, HEAD and OPTIONS, writing for everything else."""
    if "database_session" not in g:
        database = current_database()
        is_reading = bool(request) and request.method in READING_METHODS
        g.database_session = database.reading() if is_reading else database.writing()
    session: Session = g.database_session
    return session


def take_turns(session: Session, *names: str) -> None:
    """Make transactions that name the same thing queue up until they end, where two must not decide at once.

    SQLite's write lock does that by itself.
    """
    if session.get_bind().dialect.name == "postgresql":
        for name in sorted(names):  # always in the same order, so that two never wait for each other
            session.execute(text("select pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def rows_changed(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE changed: 0 means that somebody else was quicker."""
    return cast(CursorResult[Any], result).rowcount


def _create_engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_size=10, max_overflow=10, pool_timeout=5, pool_pre_ping=True, hide_parameters=True
        )
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
        pool_size=20,
        max_overflow=20,
        hide_parameters=True,  # errors are logged, and what people entered is not for the log
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _reading_options(engine: Engine) -> dict[str, Any]:
    """What makes a transaction see one state; in SQLite each does."""
    if engine.dialect.name != "postgresql":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    patience = options.get("patience_seconds", BUSY_TIMEOUT_SECONDS)
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(patience * 1000)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("is_writing", False) else "BEGIN")


def _refuse_writes(session: Session, _context: Any, _instances: Any) -> None:
    if session.new or session.deleted or any(session.is_modified(item) for item in session.dirty):
        raise RuntimeError("a reading request tried to write")


def _refuse_statements(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("a reading request tried to write")
