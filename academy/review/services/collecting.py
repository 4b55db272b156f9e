"""Making cards from seeds. The rule: one at a time for each person, so that two clicks make one card."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import take_turns
from academy.review import queries
from academy.review.models import Aside, Card
from academy.review.schedule import CardState, Pause, put_off
from academy.review.seeds import REASONS_KEPT, CardSeed


def collect_cards(
    session: Session,
    *,
    person: Person,
    seeds: Iterable[CardSeed],
    is_known: Callable[[str, str], bool],
    now: datetime,
) -> int:
    """Make the cards that are missing; returns how many. What is gone is set aside until it returns.

    A known card that was missed again learns why and comes due at once.
    """
    take_turns(session, f"cards of person {person.id}")
    rows = session.execute(
        select(Card.id, Card.kind, Card.key, Card.missed_at, Card.suspended_because).where(
            Card.person_id == person.id
        )
    ).all()
    made = {(str(row.kind), row.key): row for row in rows}
    pauses = queries.coming_pauses(session, person=person, now=now)
    fresh = 0
    for seed in seeds:
        row = made.get(seed.identity)
        if row is None:
            session.add(_new_card(person, seed, pauses, now))
            fresh += 1
        elif seed.missed_at is not None and (row.missed_at is None or row.missed_at < seed.missed_at):
            _miss_again(session, row.id, seed, now)
    for row in rows:
        is_gone = not is_known(str(row.kind), row.key)
        if is_gone and row.suspended_because is None:
            _set_aside(session, row.id, Aside.GONE, now)
        elif not is_gone and row.suspended_because == Aside.GONE:
            _bring_back(session, row.id)
    return fresh


def pull_card(session: Session, *, person: Person, seed: CardSeed, now: datetime) -> None:
    """Put a card first in today's queue, made if there is none. Asked twice it stays where it is."""
    chosen = select(Card.id).where(Card.person_id == person.id, Card.kind == seed.kind, Card.key == seed.key)
    card_id = session.scalars(chosen).one_or_none()
    if card_id is None:
        try:
            with session.begin_nested():
                card = _new_card(person, seed, [], now)
                session.add(card)
                session.flush()  # its number is needed, and another request may have been first
                card_id = card.id
        except IntegrityError:
            card_id = session.scalars(chosen).one()
    session.execute(
        update(Card)
        .where(Card.id == card_id, Card.pulled_at.is_(None))
        .values(pulled_at=now, due_at=now, suspended_at=None, suspended_because=None, turn=Card.turn + 1)
        .execution_options(synchronize_session=False)
    )


def _new_card(person: Person, seed: CardSeed, pauses: list[Pause], now: datetime) -> Card:
    return Card(
        person_id=person.id,
        kind=seed.kind,
        key=seed.key,
        reasons=[reason.to_plain() for reason in seed.reasons],
        face=seed.face() if seed.face else None,
        created_at=now,
        missed_at=seed.missed_at,
        state=CardState.NEW,
        due_at=put_off(seed.first_due, pauses, queries.zone_of(person)),
        suspended_note="",
    )


def _miss_again(session: Session, card_id: int, seed: CardSeed, now: datetime) -> None:
    card = session.get_one(Card, card_id)
    told = [reason.to_plain() for reason in seed.reasons]
    card.reasons = [*told, *(one for one in card.reasons if one not in told)][:REASONS_KEPT]
    card.missed_at = seed.missed_at
    reviewed_at = card.last_review_at
    if seed.missed_at and (reviewed_at is None or reviewed_at < seed.missed_at):
        card.due_at = min(card.due_at, now)


def _set_aside(session: Session, card_id: int, because: Aside, now: datetime) -> None:
    session.execute(
        update(Card)
        .where(Card.id == card_id, Card.suspended_at.is_(None))
        .values(suspended_at=now, suspended_because=because)
    )


def _bring_back(session: Session, card_id: int) -> None:
    session.execute(update(Card).where(Card.id == card_id).values(suspended_at=None, suspended_because=None))
