"""From a stored card to what pages show of it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from academy.content.questions.chance import seed_of
from academy.learning.library import Shelf
from academy.review.faces import Face, decision_face, source_of, term_face
from academy.review.models import Card, CardKind
from academy.review.question_faces import question_face
from academy.review.schedule import Pause, Rating, choices, interval_text, put_off

TITLE_LENGTH = 110


def face_of(card: Card, shelf: Shelf) -> Face | None:
    """Both sides of a card in its present turn; None when its content is gone."""
    library = shelf.library
    if card.kind == CardKind.DECISION:
        return decision_face(card.face, library, seed=card.turn) if card.face else None
    if card.kind == CardKind.TERM:
        term = library.term(card.key)
        return term_face(term, library, seed=card.turn) if term else None
    course_slug, _, question_id = card.key.partition("/")
    question = shelf.questions.question(course_slug, question_id)
    source = source_of(card.kind, card.key, None, shelf)
    if question is None or source is None:
        return None
    return question_face(question, source, library.links, seed=seed_of("review", card.id, card.turn))


def title_of(card: Card, shelf: Shelf) -> str:
    """A card in one line of plain text."""
    if card.kind == CardKind.TERM:
        term = shelf.library.term(card.key)
        return term.term if term else card.key
    face = face_of(card, shelf)
    text = face.prompt.striptags() if face else f"{card.kind} {card.key}, no longer in the courses"
    return text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…"


def intervals_of(card: Card, pauses: list[Pause], *, now: datetime, zone: ZoneInfo) -> dict[Rating, str]:
    """When the card would come back after each rating, in words."""
    return {
        rating: interval_text(put_off(memory.due_at, pauses, zone), now=now, zone=zone)
        for rating, memory in choices(card.memory, now=now, zone=zone).items()
    }
