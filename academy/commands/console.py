"""What all commands share: errors in one line, the database they work on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from academy import server
from academy.config import SettingsError
from academy.core.db import Database
from academy.core.errors import AcademyError
from academy.core.schema import SchemaError

LOCAL_DATABASE = Path("instance/academy.db")
POSTGRESQL_DRIVER = "psycopg"


class UsageError(click.ClickException):
    """Something the person at the keyboard can mend: one line, exit 2."""

    exit_code = 2


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn what goes wrong outside Academy into one line and exit 2."""
    try:
        yield
    except (SettingsError, SchemaError, server.PortTakenError, server.NotReadyError, AcademyError) as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise UsageError(f"{error.filename or 'file system'}: {error.strerror or error}") from error
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise UsageError(f"the database cannot be used: {str(cause).strip().splitlines()[0]}") from error
    except ModuleNotFoundError as error:
        if error.name != POSTGRESQL_DRIVER:
            raise
        raise UsageError("PostgreSQL needs its driver: pip install 'academy[postgres]'") from error


@contextmanager
def open_database() -> Iterator[Database]:
    """The database of ACADEMY_DATABASE_URL, or the one that `academy up` made here."""
    url = os.environ.get("ACADEMY_DATABASE_URL")
    if url is None:
        if not LOCAL_DATABASE.exists():
            raise UsageError(f"ACADEMY_DATABASE_URL is not set, and there is no {LOCAL_DATABASE} here")
        url = f"sqlite:///{LOCAL_DATABASE.resolve()}"
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def writing_session() -> Iterator[tuple[Session, datetime]]:
    """A session on that database and the time; committed when the command went well."""
    with open_database() as database, database.writing() as session:
        yield session, datetime.now(UTC)
        session.commit()
