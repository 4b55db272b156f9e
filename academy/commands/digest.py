"""The digest by mail, from the command line."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import Flask

from academy.commands.console import one_line_errors
from academy.notices.sending import DigestRound


@click.group()
def digest() -> None:
    """The digest by mail: what is due, new or waiting for somebody."""


@digest.command("send")
@click.option("--dry-run", is_flag=True, help="Say who would get one; change nothing.")
@click.pass_obj
def send_digests(make_app: Callable[[], Flask], dry_run: bool) -> None:
    """Put the digests that are due into the outbox; safe to run again.

    The server does this by itself every ten minutes; it also sends what is in the outbox. Needs the
    environment of `academy serve`, because the mails link to ACADEMY_URL.
    """
    with one_line_errors():
        app = make_app()
        digests: DigestRound = app.extensions["digests"]
        try:
            sent = digests.send(is_rehearsal=dry_run)
        finally:
            app.extensions["database"].dispose()
    for one in sent:
        click.echo(f"{one.email}: {one.subject}")
    count = f"{len(sent)} {'digest' if len(sent) == 1 else 'digests'}"
    click.echo(f"{count} would be queued." if dry_run else f"{count} queued.")
