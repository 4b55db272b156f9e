"""Look at the question bank from the command line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from academy.config import courses_folder
from academy.content.library import load_library
from academy.content.questions.bank import load_questions
from academy.content.questions.lint import lint


@click.group()
def questions() -> None:
    """Look at the question bank."""


@questions.command("lint")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print counts and faults as one JSON line.")
def lint_questions(folder: Path | None, *, as_json: bool) -> None:
    """Say what the questions of FOLDER give away: places and lengths of right options, doubles.

    Without FOLDER, the shipped courses are looked at. Exit 1 when something is wrong.
    """
    folder = folder or courses_folder()
    found = lint(load_questions(folder, load_library(folder).courses))
    if as_json:
        click.echo(json.dumps(asdict(found)))
    else:
        for fault in found.faults:
            click.echo(fault)
        for kind, count in found.kinds.items():
            click.echo(f"{count:4} {kind}")
        for place, count in found.positions.items():
            click.echo(f"{count:4} right answers at {place}")
        click.echo(f"right options are {found.length_ratio:.2f} times as long as wrong ones on average")
        click.echo(
            f"the right one is the longest in {found.longest_share:.0%} and the shortest in "
            f"{found.shortest_share:.0%} of single choices (either by chance in {found.chance:.0%})"
        )
        click.echo(f"{len(found.faults)} {'fault' if len(found.faults) == 1 else 'faults'}")
    if found.faults:
        sys.exit(1)
