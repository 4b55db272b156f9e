"""Check courses and scenarios from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from academy.config import courses_folder
from academy.content.days.pool import load_day_pool
from academy.content.days.probing import probe
from academy.content.library import load_library
from academy.content.scenarios import load_scenarios


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print counts and problems as one JSON line.")
def check(folder: Path | None, as_json: bool) -> None:
    """Check every course, scenario, request and glossary entry of FOLDER (without it, the shipped courses).

    A few days of every stage are drawn from the pool, too.

    Prints every problem as path:line: message. Exit 1 when something is wrong; warnings alone are exit 0.
    """
    folder = folder or courses_folder()
    library, scenarios, pool = load_library(folder), load_scenarios(folder), load_day_pool(folder)
    problems = sorted({*library.problems, *scenarios.problems, *pool.problems, *probe(pool)})
    errors = [problem for problem in problems if problem.severity == "error"]
    counts = {
        "courses": len(library.courses),
        "modules": sum(len(course.modules) for course in library.courses),
        "words": sum(module.words for course in library.courses for module in course.modules),
        "terms": len(library.glossary),
        "scenarios": len(scenarios.scenarios),
        "drawn requests": len(pool.requests),
    }
    if as_json:
        listed = [
            {
                "path": problem.path.as_posix(),
                "line": problem.line,
                "message": problem.message,
                "severity": problem.severity,
            }
            for problem in problems
        ]
        click.echo(json.dumps({**counts, "problems": listed}))
    else:
        for problem in problems:
            note = "warning: " if problem.severity == "warning" else ""
            click.echo(f"{(folder / problem.path).as_posix()}:{problem.line}: {note}{problem.message}")
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
        click.echo(f"{len(errors)} {'problem' if len(errors) == 1 else 'problems'}")
    if errors:
        sys.exit(1)
