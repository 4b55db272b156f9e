"""The migrations and the models say the same."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from academy.config import migrations_folder
from academy.core.db import Base, Database
from academy.core.schema import SchemaError, fault_of, revision_of, upgrade


@pytest.fixture
def empty_database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    yield database
    database.dispose()


def test_migrated_database_has_what_the_models_describe(app):
    with app.extensions["database"].engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrade_makes_an_empty_database_current_and_can_be_repeated(empty_database):
    engine = empty_database.engine
    assert revision_of(engine) is None
    assert "academy db upgrade" in fault_of(engine, migrations_folder())
    upgrade(engine, migrations_folder())
    upgrade(engine, migrations_folder())
    assert fault_of(engine, migrations_folder()) is None


def test_database_of_a_newer_academy_is_left_alone(empty_database):
    engine = empty_database.engine
    upgrade(engine, migrations_folder())
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(SchemaError, match="newer Academy"):
        upgrade(engine, migrations_folder())
