"""The state of the database's schema: bring it up to date, and say in a sentence when it is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect, text


class SchemaError(Exception):
    """The database cannot be used with this version of Academy; the message says why and what to do."""


def upgrade(engine: Engine, migrations: Path) -> None:
    """Migrate to the newest schema; raises SchemaError for a database that a newer Academy has migrated."""
    from alembic import command  # heavy: imported where a migration really runs
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations))
    script = ScriptDirectory.from_config(config)
    current = revision_of(engine)
    if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
        raise SchemaError(
            f"the database was made by a newer Academy (schema {current}); start that version, or use another database"
        )
    if current == script.get_current_head():
        return
    with engine.execution_options(is_writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision_of(engine: Engine) -> str | None:
    """The revision that the database says it has, or None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(text("select version_num from alembic_version")).scalar()
        return revision


def fault_of(engine: Engine, migrations: Path) -> str | None:
    """None when the schema is the newest, else a sentence that says what to do."""
    current, newest = revision_of(engine), _newest_revision(migrations)
    if current == newest:
        return None
    return (
        f"the database has schema {current or 'none'}, this Academy needs {newest}: run `academy db upgrade`"
    )


@cache
def _newest_revision(migrations: Path) -> str | None:
    from alembic.config import Config  # heavy: imported where the head is first asked for
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations))
    return ScriptDirectory.from_config(config).get_current_head()
