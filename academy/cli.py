"""The `academy` command."""

from __future__ import annotations

import click

from academy.commands import bench, calibrate, content, database, par, people, play, questions, start


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="academy")
def main() -> None:
    """Academy: courses, practice days and trainer views for animation production coordinators.

    \b
    Try it on this machine:       academy up
    Run it for a studio:          academy db upgrade && academy serve
    Make the first people:        academy studio create acme && academy user create ada@acme.example
    Check courses and scenarios:  academy check courses/
    Play, judge, solve days:      academy play day --bot expert && academy calibrate day && academy par day
    """


COMMANDS: tuple[click.Command, ...] = (
    *(start.up, start.serve, database.db, people.user, people.studio, content.check, questions.questions),
    *(play.play, play.replay, calibrate.calibrate, par.par, bench.bench),
)
for command in COMMANDS:
    main.add_command(command)
