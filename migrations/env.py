"""Alembic's environment: runs the migrations on the connection that Academy hands over, or on ACADEMY_DATABASE_URL."""

import os

from alembic import context

from academy.core.db import Base, Database
from academy.models import TABLES  # noqa: F401  (imports every model)


def run(connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


if (connection := context.config.attributes.get("connection")) is not None:
    run(connection)
else:
    database = Database(os.environ.get("ACADEMY_DATABASE_URL", "sqlite:///instance/academy.db"))
    with database.engine.execution_options(is_writing=True).begin() as connection:
        run(connection)
