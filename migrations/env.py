"""Alembic's environment: runs the migrations on the connection that Academy hands over, else on its own."""

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from academy.core.db import Base, Database, UtcDateTime
from academy.models import TABLES  # noqa: F401  (imports every model)


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type as the plain one below it, so that a migration never needs Academy's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


if (connection := context.config.attributes.get("connection")) is not None:
    run(connection)
else:
    database = Database(os.environ.get("ACADEMY_DATABASE_URL", "sqlite:///instance/academy.db"))
    with database.engine.execution_options(is_writing=True).begin() as connection:
        run(connection)
