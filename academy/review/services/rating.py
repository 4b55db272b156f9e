"""Rating cards and taking ratings back. The rule: one UPDATE that names the turn seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed, take_turns
from academy.core.errors import ConflictError, NotFoundError
from academy.review import queries
from academy.review.models import Card, Review
from academy.review.schedule import Memory, Rating, after, put_off

_SEEN_ELSEWHERE = (
    "This card has been rated in another tab or on another device meanwhile; that rating stands. "
    "Go back to the queue for the next card."
)
_NOT_THE_LAST = (
    "Only the last rating of today can be taken back, and only before a pause moves the cards. "
    "The card stays as it is."
)


def record_review(
    session: Session,
    *,
    person: Person,
    card: Card,
    turn: int,
    rating: Rating,
    key: str,
    duration_milliseconds: int | None,
    now: datetime,
) -> Review:
    """Rate a card as it was seen at `turn`. Sent again with its key it is the same rating.

    Raises ConflictError when the card has had another turn since, or was set aside.
    """
    if known := _review_with_key(session, person, key):
        return known
    take_turns(session, f"cards of person {person.id}")  # a pause may be moving them
    before, zone = card.memory, queries.zone_of(person)
    learnt = after(before, rating, now=now, zone=zone)
    due_at = put_off(learnt.due_at, queries.coming_pauses(session, person=person, now=now), zone)
    changed = session.execute(
        update(Card)
        .where(Card.id == card.id, Card.turn == turn, Card.suspended_at.is_(None))
        .values(**{**_columns(learnt), "due_at": due_at}, turn=turn + 1, pulled_at=None)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(changed) or card.turn != turn:
        if known := _review_with_key(session, person, key):  # the same click, and the other was quicker
            return known
        raise ConflictError(_SEEN_ELSEWHERE)
    review = _review_of(card, turn, rating, now)
    review.key = key
    review.duration_milliseconds = duration_milliseconds
    session.add(review)
    return review


def undo_review(session: Session, *, person: Person, review_id: int, now: datetime) -> Card:
    """Take the last rating of today back: the card is exactly as it was. Safe to repeat.

    Raises NotFoundError for a stranger's, ConflictError for one that is not the last.
    """
    review = session.scalars(
        select(Review).where(Review.id == review_id, Review.person_id == person.id)
    ).one_or_none()
    if review is None:
        raise NotFoundError
    card = review.card
    if review.undone_at is not None:
        return card  # a repeated click
    last = queries.last_review(session, person=person, now=now)
    if last is None or last.id != review.id:
        raise ConflictError(_NOT_THE_LAST)
    undone = session.execute(
        update(Review)
        .where(Review.id == review.id, Review.undone_at.is_(None))
        .values(undone_at=now)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(undone):
        return card
    restored = session.execute(
        update(Card)
        .where(Card.id == card.id, Card.turn == card.turn)
        .values(**_columns(review.memory_before), pulled_at=review.pulled_before, turn=card.turn + 1)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(restored):
        raise ConflictError(_SEEN_ELSEWHERE)
    return card


def _review_with_key(session: Session, person: Person, key: str) -> Review | None:
    return session.scalars(select(Review).filter_by(person_id=person.id, key=key)).one_or_none()


def _review_of(card: Card, turn: int, rating: Rating, now: datetime) -> Review:
    """A rating with the card as it was before; key and duration are still to be set."""
    before = card.memory
    return Review(
        card_id=card.id,
        person_id=card.person_id,
        turn=turn,
        rating=rating.value,  # a plain number: drivers differ in what they make of an enumeration
        at=now,
        state_before=before.state,
        due_before=before.due_at,
        step_before=before.step,
        stability_before=before.stability,
        difficulty_before=before.difficulty,
        last_review_before=before.last_review_at,
        pulled_before=card.pulled_at,
    )


def _columns(memory: Memory) -> dict[str, Any]:
    return {
        "state": memory.state,
        "due_at": memory.due_at,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "last_review_at": memory.last_review_at,
    }
