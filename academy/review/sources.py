"""Where cards come from: questions answered, terms met, decisions missed. The rule: sources only read.

`app.py` registers them; each answers seeds for everything a person has gathered, cards made or not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from flask import current_app, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course, Module
from academy.learning.library import current_library, current_shelf
from academy.learning.models import ModuleProgress
from academy.quizzes.queries import Answer, answers_of
from academy.review.decisions import decision_face, worst_moments
from academy.review.models import CardKind
from academy.review.seeds import REASONS_KEPT, CardSeed, CardSource, Reason, Wrong
from academy.simulations.models import Run, RunAnalysis

#: A question that was answered right comes for the first time after this, a term that was met likewise.
FIRST_AFTER = timedelta(days=1)
#: A term that a module uses but does not teach waits until its own have had their turn.
USED_AFTER = timedelta(days=3)
#: Analysed runs that are looked at, the newest.
RUNS_LOOKED_AT = 20


def seeds_of(session: Session, person: Person, now: datetime) -> list[CardSeed]:
    """Everything that a person could have a card of."""
    sources: list[CardSource] = current_app.extensions["card_sources"]
    return [seed for source in sources for seed in source(session, person, now)]


def question_cards(session: Session, person: Person, now: datetime) -> list[CardSeed]:
    """A card for each question that the person has answered and that is still asked."""
    bank, library = current_shelf().questions, current_library()
    answers = sorted(answers_of(session, person=person), key=_question)  # stays in order of time within
    seeds = []
    for (course_slug, question_id), group in groupby(answers, key=_question):
        question, course = bank.question(course_slug, question_id), library.course(course_slug)
        module = course.module(question.module) if course and question else None
        if course is not None and module is not None:
            seeds.append(_question_seed(f"{course_slug}/{question_id}", course, module, list(group)))
    return seeds


def term_cards(session: Session, person: Person, now: datetime) -> list[CardSeed]:
    """A card for each glossary term of the modules that the person has completed."""
    rows = session.execute(
        select(ModuleProgress.course_slug, ModuleProgress.module_slug, ModuleProgress.completed_at)
        .where(ModuleProgress.person_id == person.id, ModuleProgress.completed_at.is_not(None))
        .order_by(ModuleProgress.completed_at, ModuleProgress.id)
    )
    library, seeds = current_library(), dict[str, CardSeed]()
    taught = {term.slug: term.taught for term in library.glossary}
    for course_slug, module_slug, completed_at in rows:
        course = library.course(course_slug)
        module = course.module(module_slug) if course else None
        if course is None or module is None or completed_at is None:
            continue
        for slug in module.terms:
            is_own = taught.get(slug) == f"{course_slug}/{module_slug}"
            due = completed_at + (FIRST_AFTER if is_own else USED_AFTER)
            reason = Reason("you met it", completed_at, module.title, _module_url(course, module))
            seeds.setdefault(slug, CardSeed(CardKind.TERM, slug, (reason,), due))
    return list(seeds.values())


def decision_cards(session: Session, person: Person, now: datetime) -> list[CardSeed]:
    """A card for each of the three worst moments of the person's newest analysed runs."""
    rows = session.execute(
        select(Run, RunAnalysis)
        .join(RunAnalysis, RunAnalysis.run_id == Run.id)
        .where(Run.person_id == person.id)
        .order_by(Run.finished_at.desc(), Run.id.desc())
        .limit(RUNS_LOOKED_AT)
    )
    return [
        _decision_seed(session, run, stored, number, clock)
        for run, stored in rows
        for number, clock in worst_moments(run, stored)
    ]


def _question_seed(key: str, course: Course, module: Module, answers: list[Answer]) -> CardSeed:
    wrong = [answer for answer in answers if not answer.is_right]
    last = wrong[-1].at if wrong else None
    url = _module_url(course, module)
    told = wrong or answers[-1:]
    text = "you answered it wrong" if wrong else "you answered it right"
    return CardSeed(
        kind=CardKind.QUESTION,
        key=key,
        reasons=tuple(
            Reason(text, answer.at, module.title, url) for answer in reversed(told[-REASONS_KEPT:])
        ),
        first_due=last or answers[-1].at + FIRST_AFTER,
        missed_at=last,
        times_missed=len(wrong),
        wrong=Wrong(wrong[-1].response, wrong[-1].draw) if wrong else None,
        right_since=sum(answer.is_right and answer.at > last for answer in answers) if last else 0,
    )


def _decision_seed(session: Session, run: Run, stored: RunAnalysis, number: int, clock: str) -> CardSeed:
    title = run.day.scenario.title
    at = run.finished_at or stored.made_at
    url = url_for("simulations.show_decision", run_id=run.id, number=number)

    def face() -> dict[str, Any]:
        return decision_face(session, run, stored, number, url)

    return CardSeed(
        kind=CardKind.DECISION,
        key=f"{run.id}:{number}",
        reasons=(Reason("you missed it", at, f"{title}, {clock}", url),),
        first_due=at,
        missed_at=at,
        times_missed=1,
        face=face,
    )


def _question(answer: Answer) -> tuple[str, str]:
    return answer.course_slug, answer.question_id


def _module_url(course: Course, module: Module) -> str:
    return url_for("learning.show_module", course_slug=course.slug, module_slug=module.slug)
