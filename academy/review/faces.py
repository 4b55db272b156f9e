"""The two sides of a card, ready to show. The rule: what is no longer in the content has no face."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup, escape

from academy.content.glossary import GlossaryTerm
from academy.content.library import Library
from academy.content.questions.bank import objective_of
from academy.content.questions.chance import shuffled
from academy.learning.library import Shelf
from academy.review.decisions import DecisionFace, decision_face_from_plain
from academy.review.marked import marked_line
from academy.review.models import CardKind

Entry = Literal["", "one", "many", "number", "text"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLANK = Markup('<span class="review-blank">…<span class="visually-hidden">(the term)</span></span>')


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, under its letter."""

    letter: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Mark:
    """What the back says of one option, line or pair."""

    letter: str
    text: Markup
    verdict: str
    is_good: bool
    reason: Markup | str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card belongs: the page that explains it, the course and the skill, as far as there are any."""

    label: str
    url: str
    objective: str = ""
    course_slug: str = ""
    course_title: str = ""
    skill: str = ""
    module_title: str = ""  # of a further page to read, for a decision
    module_url: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """A card. `entry` says what can be answered on the front; `rights` are the other side of a matching."""

    name: str
    instruction: str
    prompt: Markup
    answer: Markup | str
    source: Source
    entry: Entry = ""
    context: Markup | str = ""
    options: tuple[Option, ...] = ()
    rights: tuple[Markup, ...] = ()
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    why: Markup | str = ""
    facts: tuple[str, ...] = field(default=())


def is_known(kind: str, key: str, shelf: Shelf) -> bool:
    """Whether there is still something to show for a card."""
    if kind == CardKind.QUESTION:
        course_slug, _, question_id = key.partition("/")
        return shelf.questions.question(course_slug, question_id) is not None
    return kind == CardKind.DECISION or shelf.library.term(key) is not None


def source_of(kind: str, key: str, stored: Mapping[str, Any] | None, shelf: Shelf) -> Source | None:
    """Where a card belongs; None when there is nothing to show for it any more."""
    if kind == CardKind.QUESTION:
        return _question_source(key, shelf)
    if kind == CardKind.TERM:
        term = shelf.library.term(key)
        return _term_source(term, shelf.library) if term else None
    return _decision_source(decision_face_from_plain(dict(stored)), shelf.library) if stored else None


def term_face(term: GlossaryTerm, library: Library, *, seed: int) -> Face:
    """A term, asked for in turn by its meaning and by its name."""
    source = _term_source(term, library)
    definition, use = marked_line(term.definition, library.links), _used(term)
    if seed % 2:
        return Face(
            name="Term",
            instruction="Which term is this? Say it to yourself.",
            prompt=_blanked(term.definition, term),
            context=_blanked(term.use, term) if term.use else "",
            answer=escape(term.term),
            why=definition,
            source=source,
        )
    return Face(
        name="Term",
        instruction="What does it mean? Say it in your own words.",
        prompt=escape(term.term),
        answer=definition,
        why=use,
        source=source,
    )


def decision_face(stored: Mapping[str, Any], library: Library, *, seed: int) -> Face:
    """A decision that went badly: the situation, and afterwards what would have been better."""
    face = decision_face_from_plain(dict(stored))
    mixed = shuffled(face.choices, "decision", seed, face.url)
    options = tuple(
        Option(letter, escape(choice.text)) for letter, choice in zip(LETTERS, mixed, strict=False)
    )
    better = [choice.text for choice in face.choices if choice.is_better]
    return Face(
        name="Decision",
        instruction=f"{face.title}, {face.clock}. What would you do now?",
        prompt=escape(f"“{face.subject}” from {face.sender}"),
        context=escape(face.body),
        options=options,
        entry="one",
        answer=escape("; or ".join(better) if better else face.why),
        marks=tuple(
            Mark(option.letter, option.text, _difference(choice), choice.is_better)
            for option, choice in zip(options, mixed, strict=False)
        ),
        why=escape(face.why),
        facts=tuple(
            fact
            for fact in (f"What you did cost {face.regret} points more than the best.", face.verdict)
            if fact
        ),
        source=_decision_source(face, library),
    )


def _question_source(key: str, shelf: Shelf) -> Source | None:
    course_slug, _, question_id = key.partition("/")
    question = shelf.questions.question(course_slug, question_id)
    course = shelf.library.course(course_slug)
    module = course.module(question.module) if question and course else None
    if question is None or course is None or module is None:
        return None
    return Source(
        label=module.title,
        url=f"/courses/{course.slug}/{module.slug}",
        objective=objective_of(question, module) or "",
        course_slug=course.slug,
        course_title=course.title,
        skill=question.behaviour.partition(".")[0],
    )


def _term_source(term: GlossaryTerm, library: Library) -> Source:
    course_slug, _, module_slug = (term.taught or "").partition("/")
    course = library.course(course_slug)
    module = course.module(module_slug) if course else None
    if course is None or module is None:
        return Source(label=f"Glossary: {term.term}", url=term.address)
    return Source(
        label=module.title,
        url=f"/courses/{course.slug}/{module.slug}",
        course_slug=course.slug,
        course_title=course.title,
    )


def _decision_source(face: DecisionFace, library: Library) -> Source:
    course_slug, _, module_slug = face.module.partition("/")
    course = library.course(course_slug)
    module = course.module(module_slug) if course else None
    return Source(
        label=f"This decision in {face.title}",
        url=face.url,
        course_slug=course.slug if course else "",
        course_title=course.title if course else "",
        skill=face.skill,
        module_title=module.title if module else "",
        module_url=f"/courses/{face.module}" if module else "",
    )


def _difference(choice: Any) -> str:
    parts = ["better" if choice.is_better else "", "what you did" if choice.is_done else choice.difference]
    return ", ".join(part for part in parts if part)


def _used(term: GlossaryTerm) -> Markup | str:
    return escape(f"“{term.use}”") if term.use else ""


def _blanked(text: str, term: GlossaryTerm) -> Markup:
    """A text without the term in any of its forms."""
    forms = sorted((term.term, *term.aliases), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})s?(?!\w)", re.IGNORECASE)
    return BLANK.join(escape(piece) for piece in pattern.split(text))
