"""What must agree between the files of a curriculum: objectives and questions, behaviours, terms, checklists.

The rule: a name that leads nowhere is an error; what is only missing yet is a warning.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from academy.content.checklists import ChecklistShelf
from academy.content.course_folders import HEADER_NAME, QUESTIONS_NAME
from academy.content.courses import Course, Module
from academy.content.glossary import FILE_NAME as GLOSSARY_NAME
from academy.content.glossary import Glossary
from academy.content.library import Library
from academy.content.markdown import Page, render
from academy.content.problems import Problem
from academy.content.questions.bank import QuestionBank, objective_of
from academy.content.questions.checks import MANY_DRAWS, faults_within, texts_of

QUESTIONS_AN_OBJECTIVE = 2
BEHAVIOURS = tuple(f"K{skill}.{number}" for skill in range(1, 6) for number in range(1, 7))

_MARKUP = re.compile(r"[<>\[\]!|`*_#/]")


def check_curriculum(
    root: Path, library: Library, questions: QuestionBank, checklists: ChecklistShelf
) -> list[Problem]:
    """Return every disagreement between the courses, their questions, the glossary and the checklists."""
    return sorted(
        {
            *_unasked_objectives(root, library, questions),
            *_missing_behaviours(library, questions),
            *_lost_terms(library),
            *_lost_items(library, checklists),
            *_faulty_texts(library, questions),
            *_faulty_draws(questions),
        }
    )


def _unasked_objectives(root: Path, library: Library, questions: QuestionBank) -> Iterator[Problem]:
    """Yield objectives with too few questions, of courses that have any."""
    for course in library.courses:
        if course.slug not in questions.by_course:
            continue
        asked = Counter(
            (question.module, objective_of(question, module))
            for question in questions.by_course[course.slug].values()
            if (module := course.module(question.module))
        )
        for module in course.modules:
            for objective in module.objectives:
                count = asked[module.slug, objective]
                if count < QUESTIONS_AN_OBJECTIVE:
                    line = _line_of(root / module.path, objective)
                    message = f'"{objective}" has {count} of {QUESTIONS_AN_OBJECTIVE} questions; add to them.'
                    yield Problem(module.path, line, message, "warning")


def _missing_behaviours(library: Library, questions: QuestionBank) -> Iterator[Problem]:
    """Yield the behaviours that no module teaches or no question exercises, if any module names some."""
    taught = {code for course in library.courses for module in course.modules for code in module.behaviours}
    if not taught:
        return
    exercised = {question.behaviour for _, question in questions}
    place = Path(library.courses[0].slug) / HEADER_NAME
    for codes, verb in (
        ([code for code in BEHAVIOURS if code not in taught], "no module teaches"),
        ([code for code in BEHAVIOURS if code not in exercised], "no question exercises"),
    ):
        if codes:
            yield Problem(place, 1, f"{verb} {', '.join(codes)}.", "warning")


def _lost_terms(library: Library) -> Iterator[Problem]:
    """Yield terms said to be taught by a module that is not there, or that does not use them."""
    modules = _modules_by_path(library)
    for term in library.glossary:
        line = library.glossary_lines.get(term.slug, 1)
        if term.taught is None:
            continue
        module = modules.get(term.taught)
        if module is None:
            message = f'"{term.term}": there is no module {term.taught}.'
            yield Problem(Path(GLOSSARY_NAME), line, message)
        elif term.slug not in module.terms:
            message = f'"{term.term}" is said to be taught in {term.taught}, which does not use it.'
            yield Problem(Path(GLOSSARY_NAME), line, message, "warning")


def _lost_items(library: Library, checklists: ChecklistShelf) -> Iterator[Problem]:
    """Yield checklist items taught nowhere, and lists that no module names."""
    modules = _modules_by_path(library)
    named = {code for module in modules.values() for code in module.checklists}
    for code, checklist in checklists.checklists.items():
        document = checklists.documents[code]
        for place, item in enumerate(checklist.items):
            if item.taught not in modules:
                message = f"{item.id}: there is no module {item.taught}."
                yield document.problem_at(("items", place, "taught"), message)
        if code not in named:
            yield Problem(
                document.path, 1, f"no module names {code} in its checklists; let one do so.", "warning"
            )


def _faulty_texts(library: Library, questions: QuestionBank) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown of questions."""
    links = {f"../{target}": address for target, address in library.links.items()}
    for course_slug, question in questions:
        path, line = Path(course_slug) / QUESTIONS_NAME, questions.lines[course_slug, question.id]
        for text in texts_of(question):
            if _MARKUP.search(text):
                rendered = render(text, Page(path, line, links, glossary=Glossary()))
                for problem in rendered.problems:
                    yield Problem(path, line, f"{question.id}: {problem.message}", problem.severity)


def _faulty_draws(questions: QuestionBank) -> Iterator[Problem]:
    """Yield numeric questions that go wrong with some of their parameters."""
    for course_slug, question in questions:
        path, line = Path(course_slug) / QUESTIONS_NAME, questions.lines[course_slug, question.id]
        for fault in faults_within(question, MANY_DRAWS):
            yield Problem(path, line, f"{question.id}: {fault}")


def _modules_by_path(library: Library) -> dict[str, Module]:
    return {_path_of(course, module): module for course in library.courses for module in course.modules}


def _path_of(course: Course, module: Module) -> str:
    return f"{course.slug}/{module.slug}"


def _line_of(path: Path, text: str) -> int:
    """Return the line of a file that holds the text; 1 when none does."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text in line:
            return number
    return 1
