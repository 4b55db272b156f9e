"""My mistakes: what was answered wrong or decided badly, and what has been put right since. Only reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.questions.kinds import Numeric, Question
from academy.content.questions.numeric import set_task
from academy.learning.library import Shelf
from academy.quizzes.asking import draw_for, values_of
from academy.quizzes.grading import Graded, grade
from academy.review import queries
from academy.review.decisions import decision_face_from_plain
from academy.review.faces import Source, source_of
from academy.review.marked import marked_line
from academy.review.models import Card, CardKind
from academy.review.seeds import CardSeed, Wrong

#: Right so often after the mistake puts it right.
RIGHT_TO_PUT_RIGHT = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that went wrong, with where it belongs; `face` is what a decision's card shows."""

    seed: CardSeed
    missed_at: datetime
    source: Source
    right_since: int
    is_first: bool  # in today's queue
    face: Mapping[str, Any] | None = None

    @property
    def is_put_right(self) -> bool:
        return self.right_since >= RIGHT_TO_PUT_RIGHT


@dataclass(frozen=True, slots=True)
class Told:
    """A mistake in words: what was asked, what was answered, what would have been right, and why."""

    title: Markup
    given: Markup
    expected: Markup
    why: Markup


def mistakes_of(
    session: Session, *, person: Person, seeds: Iterable[CardSeed], shelf: Shelf
) -> list[Mistake]:
    """The person's mistakes, the latest first; those whose content is gone are left out."""
    right = queries.right_since_missed(session, person=person)
    rows = session.execute(
        select(Card.kind, Card.key, Card.face, Card.pulled_at).where(
            Card.person_id == person.id, Card.missed_at.is_not(None)
        )
    )
    cards = {(str(row.kind), row.key): row for row in rows}
    found = []
    for seed in seeds:
        if seed.missed_at is None:
            continue
        card = cards.get(seed.identity)
        face = card.face if card is not None and card.face else _face(seed)
        source = source_of(seed.kind, seed.key, face, shelf)
        if source is None:
            continue
        rights = seed.right_since + right.get(seed.identity, 0)
        is_first = card is not None and card.pulled_at is not None
        found.append(Mistake(seed, seed.missed_at, source, rights, is_first, face))
    return sorted(found, key=lambda mistake: mistake.missed_at, reverse=True)


def narrowed(mistakes: Iterable[Mistake], *, skill: str, course: str) -> list[Mistake]:
    """Those of one skill and one course; an empty text narrows nothing."""
    return [
        mistake
        for mistake in mistakes
        if skill in ("", mistake.source.skill) and course in ("", mistake.source.course_slug)
    ]


def told(mistake: Mistake, shelf: Shelf) -> Told:
    """A mistake in words."""
    seed = mistake.seed
    if seed.kind is CardKind.DECISION and mistake.face is not None:
        return _told_decision(mistake.face)
    course_slug, _, question_id = seed.key.partition("/")
    question = shelf.questions.question(course_slug, question_id)
    assert question is not None  # noqa: S101  (the mistake has a source)
    return _told_question(question, seed.wrong or Wrong(None), shelf)


def _told_question(question: Question, wrong: Wrong, shelf: Shelf) -> Told:
    links = shelf.library.links
    drawn = dict(part.split("=", 1) for part in wrong.draw.split(" ") if "=" in part)
    if isinstance(question, Numeric) and drawn.keys() != question.parameters.keys():
        drawn = draw_for(question, 1)  # its parameters have changed since
    values = values_of(drawn)
    graded = grade(question, wrong.response, values)
    text = set_task(question, values).text if isinstance(question, Numeric) else question.text
    return Told(
        title=marked_line(text, links),
        given=marked_line(graded.given or "Nothing", links),
        expected=marked_line(graded.expected, links),
        why=marked_line(_reason(graded), links),
    )


def _told_decision(face: Mapping[str, Any]) -> Told:
    shown = decision_face_from_plain(dict(face))
    return Told(
        title=escape(f"“{shown.subject}” from {shown.sender}, {shown.clock}"),
        given=escape(_choices(choice.text for choice in shown.choices if choice.is_done)),
        expected=escape(_choices(choice.text for choice in shown.choices if choice.is_better) or shown.why),
        why=escape(shown.why),
    )


def _reason(graded: Graded) -> str:
    """Why the answer was wrong: what is said of it as a whole, or of its first wrong part."""
    wrong = [mark.reason for mark in graded.marks if mark.state == "wrong"]
    missed = [mark.reason for mark in graded.marks if mark.state == "missed"]
    return next(iter([one for one in (graded.remark, *wrong, *missed, graded.reason) if one]), "")


def _choices(texts: Iterable[str]) -> str:
    return "; or ".join(texts)


def _face(seed: CardSeed) -> Mapping[str, Any] | None:
    try:
        return seed.face() if seed.face else None
    except LookupError:
        return None


def courses_in(mistakes: Sequence[Mistake]) -> dict[str, str]:
    """The titles of the courses that mistakes belong to, by slug."""
    return {
        mistake.source.course_slug: mistake.source.course_title
        for mistake in mistakes
        if mistake.source.course_slug
    }
