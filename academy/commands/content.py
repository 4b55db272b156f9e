"""Check courses and scenarios from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from academy.config import courses_folder
from academy.content.career import check_career, load_career
from academy.content.checklists import load_checklists
from academy.content.curriculum import check_curriculum
from academy.content.days.pool import load_day_pool
from academy.content.days.probing import probe
from academy.content.library import Library, load_library
from academy.content.questions.bank import QuestionBank, load_questions
from academy.content.scenarios import load_scenarios


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print counts, modules and problems as one JSON line.")
@click.option("--modules", "with_modules", is_flag=True, help="List words, LIX and questions of each module.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
def check(folder: Path | None, *, as_json: bool, with_modules: bool, strict: bool) -> None:
    """Check every course, question, checklist, scenario, request and glossary entry of FOLDER.

    Without FOLDER, the shipped courses are checked. A few days of every stage are drawn from the pool, too.
    LIX says how hard a text is to read: 40 like a popular magazine, 50 like a quality newspaper.

    Prints every problem as path:line: message. Exit 1 when something is wrong; warnings alone are exit 0.
    """
    folder = folder or courses_folder()
    library, scenarios, pool = load_library(folder), load_scenarios(folder), load_day_pool(folder)
    questions, checklists = load_questions(folder, library.courses), load_checklists(folder)
    career = load_career(folder)
    problems = sorted(
        {
            *(*library.problems, *scenarios.problems, *pool.problems, *probe(pool)),
            *(*questions.problems, *checklists.problems),
            *check_curriculum(folder, library, questions, checklists),
            *(*career.problems, *check_career(career, library, scenarios, pool, checklists)),
        }
    )
    errors = [problem for problem in problems if problem.severity == "error" or strict]
    modules = _modules(library, questions)
    counts = {
        "courses": len(library.courses),
        "modules": len(modules),
        "words": sum(module["words"] for module in modules),
        "questions": len(questions),
        "checklists": len(checklists.checklists),
        "checklist_items": checklists.item_count,
        "terms": len(library.glossary),
        "rungs": len(career.rungs),
        "scenarios": len(scenarios.scenarios),
        "drawn_requests": len(pool.requests),
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
        click.echo(json.dumps({**counts, "module_list": modules, "problems": listed}))
    else:
        for problem in problems:
            note = "warning: " if problem.severity == "warning" else ""
            click.echo(f"{(folder / problem.path).as_posix()}:{problem.line}: {note}{problem.message}")
        for module in modules if with_modules else ():
            click.echo("{words:5} words  LIX {lix:2}  {questions:2} questions  {module}".format(**module))
        click.echo(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
        click.echo(f"{len(errors)} {'problem' if len(errors) == 1 else 'problems'}")
    if errors:
        sys.exit(1)


def _modules(library: Library, questions: QuestionBank) -> list[dict[str, Any]]:
    """Return what there is to know about the text of each module, in reading order."""
    return [
        {
            "module": f"{course.slug}/{module.slug}",
            "words": module.words,
            "lix": module.readability,
            "questions": len(questions.of_module(course.slug, module.slug)),
        }
        for course in library.courses
        for module in course.modules
    ]
