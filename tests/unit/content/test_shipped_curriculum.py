"""The curriculum as it is shipped: whole, asked about, in our own words, with sums that come out."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from academy.content.checklists import load_checklists
from academy.content.curriculum import BEHAVIOURS, QUESTIONS_AN_OBJECTIVE, check_curriculum
from academy.content.library import Library
from academy.content.questions.bank import QuestionBank, objective_of
from academy.content.questions.kinds import Numeric
from academy.content.questions.lint import lint
from tests import shipped

REPOSITORY = Path(__file__).parents[3]
ROOT = REPOSITORY / "courses"
FACTS = REPOSITORY.parent / "shared" / "domain"
KINDS = {"single", "multiple", "ordering", "matching", "numeric", "text", "errors", "replies"}
RUN = 8  # so many words in a row are somebody else's
SOURCE = re.compile(r"^\[\^.*$", re.MULTILINE)  # names and addresses of sources are as they are
DECIMAL = re.compile(r"\d+(?:\.\d+)?")
ALLOWED = {
    "D": Decimal,
    "min": min,
    "max": max,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": lambda value: math.floor(value + Decimal("0.5")),
}


@cache
def library() -> Library:
    return shipped.library()


@cache
def bank() -> QuestionBank:
    return shipped.bank()


def test_the_files_agree() -> None:
    checklists = load_checklists(ROOT)
    problems = [*library().problems, *bank().problems, *checklists.problems]
    problems += check_curriculum(ROOT, library(), bank(), checklists)
    assert [str(problem) for problem in problems] == []


def test_it_is_as_large_as_promised() -> None:
    checklists = load_checklists(ROOT)
    assert [course.order for course in library().courses] == [1, 2, 3, 4, 5, 6]
    assert sum(len(course.modules) for course in library().courses) >= 45
    assert len(bank()) >= 300
    assert {question.kind for _, question in bank()} == KINDS
    assert (len(checklists.checklists), checklists.item_count) == (15, 219)
    assert len(library().glossary) >= 191
    assert all(term.use and term.taught and term.see for term in library().glossary)


def test_every_module_has_what_a_reader_expects() -> None:
    for course in library().courses:
        for module in course.modules:
            name = f"{course.slug}/{module.slug}"
            assert 880 <= module.words <= 1700, f"{name}: {module.words} words"
            assert 3 <= len(module.objectives) <= 5, name
            assert module.behaviours, name
            assert module.scenarios, name
            for mark in ('class="artefact ', "admonition try", "admonition room", "Recall", "Sources"):
                assert mark in module.html, f"{name} has no {mark}"
            assert module.html.count("<details") >= 4, f"{name}: answers and recall questions"


def test_every_course_draws_what_a_drawing_says_better() -> None:
    for course in library().courses:
        shown = [module.slug for module in course.modules if "<figure>" not in module.html]
        assert len(shown) <= (3 if course.order == 1 else 0), f"{course.slug}: no figure in {shown}"


def test_every_behaviour_is_taught_and_exercised() -> None:
    taught = {code for course in library().courses for module in course.modules for code in module.behaviours}
    assert set(BEHAVIOURS) <= taught
    assert set(BEHAVIOURS) <= {question.behaviour for _, question in bank()}


def test_every_objective_is_asked_about() -> None:
    for course in library().courses:
        for module in course.modules:
            asked = [
                objective_of(question, module) for question in bank().of_module(course.slug, module.slug)
            ]
            for objective in module.objectives:
                assert asked.count(objective) >= QUESTIONS_AN_OBJECTIVE, f"{module.path}: {objective}"


def test_the_bank_gives_nothing_away() -> None:
    assert lint(bank()).faults == ()


def numeric_questions() -> Iterator[Numeric]:
    yield from (question for _, question in bank() if isinstance(question, Numeric))


def test_every_answer_key_is_what_the_formula_gives() -> None:
    """Worked out a second time, by Python's own arithmetic instead of ours."""
    assert sum(1 for _ in numeric_questions()) >= 25
    for question in numeric_questions():
        for key in question.keys:
            values = {name: decimal_of(value) for name, value in key.items() if name != "answer"}
            answer = eval(
                DECIMAL.sub(r"D('\g<0>')", question.formula), {"__builtins__": {}}, ALLOWED | values
            )
            written = decimal_of(key["answer"])
            places = len(str(key["answer"]).partition(".")[2])
            apart = abs(answer - written) % 1440 if question.is_clock else abs(answer - written)
            assert apart <= Decimal(5).scaleb(-places - 1), f"{question.id}: {key} gives {answer}"


def decimal_of(value: object) -> Decimal:
    """A number as written; a time of day as minutes after midnight."""
    hours, colon, minutes = str(value).partition(":")
    return Decimal(hours) * 60 + Decimal(minutes) if colon else Decimal(hours)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


@pytest.mark.skipif(not FACTS.is_dir(), reason="the fact sheets are not beside this checkout")
def test_no_eight_words_in_a_row_are_those_of_the_fact_sheets() -> None:
    known = set()
    for name in ("facts.md", "requests.json", "checklists.json", "glossary.json"):
        words = words_of((FACTS / name).read_text(encoding="utf-8"))
        known |= {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
    shared = []
    for path in [*ROOT.rglob("*.md"), *ROOT.rglob("*.yaml")]:
        if path.parent.name in ("catalogue", "days", "scenarios"):
            continue
        words = words_of(SOURCE.sub("", path.read_text(encoding="utf-8")))
        runs = (tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
        shared += [f"{path.name}: {' '.join(run)}" for run in runs if run in known]
    assert shared == []
