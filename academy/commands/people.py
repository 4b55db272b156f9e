"""People, studios and roles, from the command line."""

from __future__ import annotations

from typing import TextIO

import click

from academy.accounts import services
from academy.accounts.models import Role
from academy.accounts.passwords import Hasher
from academy.commands.console import UsageError, one_line_errors, writing_session

ROLES = [str(role) for role in Role]
PASSWORD_FILE = click.option(
    "--password-file",
    type=click.File("r"),
    help="File that holds the password; - reads standard input. Asked for when not given.",
)


@click.group()
def user() -> None:
    """People and their roles, in the database of ACADEMY_DATABASE_URL."""


@user.command("create")
@click.argument("email")
@click.option("--name", prompt=True, help="As others should see it.")
@click.option("--studio", help="Slug of a studio to join.")
@click.option("--role", type=click.Choice(ROLES), help="In that studio; learner when not given.")
@click.option("--site-admin", is_flag=True, help="May look after the whole site.")
@PASSWORD_FILE
def create_user(
    email: str,
    name: str,
    studio: str | None,
    role: str | None,
    site_admin: bool,
    password_file: TextIO | None,
) -> None:
    """Make an account for EMAIL, confirmed and ready to sign in."""
    if role is not None and studio is None:
        raise UsageError("a role is had in a studio: name it with --studio")
    password = _password(password_file)
    with one_line_errors(), writing_session() as (session, now):
        services.create_person(
            session,
            now=now,
            email=email,
            name=name,
            password=password,
            hasher=Hasher.standard(),
            is_site_admin=site_admin,
        )
        if studio is not None:
            services.set_role(session, now=now, email=email, studio=studio, role=Role(role or Role.LEARNER))
    click.echo(f"{email} can sign in.")


@user.command("password")
@click.argument("email")
@PASSWORD_FILE
def set_user_password(email: str, password_file: TextIO | None) -> None:
    """Set a new password for EMAIL and sign them out everywhere."""
    password = _password(password_file)
    with one_line_errors(), writing_session() as (session, now):
        services.set_password(session, now=now, email=email, password=password, hasher=Hasher.standard())
    click.echo(f"The password of {email} is changed; their sign-ins are ended.")


@user.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([*ROLES, "none"]))
@click.option("--studio", required=True, help="Slug of the studio.")
def set_user_role(email: str, role: str, studio: str) -> None:
    """Set what EMAIL may do in a studio; "none" ends the membership."""
    wanted = None if role == "none" else Role(role)
    with one_line_errors(), writing_session() as (session, now):
        services.set_role(session, now=now, email=email, studio=studio, role=wanted)
    click.echo(f"{email}: {role} in {studio}.")


@click.group()
def studio() -> None:
    """Studios, in the database of ACADEMY_DATABASE_URL."""


@studio.command("create")
@click.argument("slug")
@click.option("--name", prompt=True, help="As people should see it.")
def create_studio(slug: str, name: str) -> None:
    """Make the studio SLUG (small letters, digits, hyphens)."""
    with one_line_errors(), writing_session() as (session, now):
        services.create_studio(session, now=now, slug=slug, name=name)
    click.echo(f"The studio {name} is ready: academy user create NAME@HOST --studio {slug}")


def _password(file: TextIO | None) -> str:
    if file is not None:
        return file.read().rstrip("\r\n")
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return answer
