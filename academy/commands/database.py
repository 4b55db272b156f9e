"""The database's schema, from the command line."""

from __future__ import annotations

import sys

import click

from academy.commands.console import one_line_errors, open_database
from academy.config import migrations_folder
from academy.core import schema


@click.group()
def db() -> None:
    """The database's schema."""


@db.command("upgrade")
def upgrade_database() -> None:
    """Bring the database of ACADEMY_DATABASE_URL up to date; safe to run again."""
    with one_line_errors(), open_database() as database:
        schema.upgrade(database.engine, migrations_folder())
        click.echo(f"The database is at schema {schema.revision_of(database.engine)}.")


@db.command("check")
def check_database() -> None:
    """Say whether the database is up to date and sound; exit 1 when not."""
    with one_line_errors(), open_database() as database:
        found = (schema.fault_of(database.engine, migrations_folder()), schema.damage_of(database.engine))
    faults = [fault for fault in found if fault]
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo("The database is up to date and sound.")
