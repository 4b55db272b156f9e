"""The `academy` command."""

from __future__ import annotations

import click
from flask import Flask

from academy.commands import bench, calibrate, content, database, digest, par, people, play, questions, start
from academy.config import settings_from_environment


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="academy")
@click.pass_context
def main(context: click.Context) -> None:
    """Academy: courses, practice days and trainer views for animation production coordinators.

    \b
    Try it on this machine:       academy up
    Run it for a studio:          academy db upgrade && academy serve
    Make the first people:        academy studio create acme && academy user create ada@acme.example
    Check courses and scenarios:  academy check courses/
    Play, judge, solve days:      academy play day --bot expert && academy calibrate day && academy par day
    """
    context.obj = _make_app


def _make_app() -> Flask:
    """The application of the environment, for commands that need more than the database."""
    from academy.app import create_app  # heavy: it reads every course

    return create_app(settings_from_environment(), delivers_mail=False)


COMMANDS: tuple[click.Command, ...] = (
    *(
        start.up,
        start.serve,
        database.db,
        people.user,
        people.studio,
        digest.digest,
        content.check,
        questions.questions,
    ),
    *(play.play, play.replay, calibrate.calibrate, par.par, bench.bench),
)
for command in COMMANDS:
    main.add_command(command)
