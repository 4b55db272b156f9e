"""Setting cards aside and bringing them back. The rule: what is called wrong reaches a trainer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person
from academy.accounts.queries import TRAINING_ROLES
from academy.core.db import rows_changed
from academy.notices.services import tell
from academy.review.models import Aside, Card

FLAGS_URL = "/review/flags"
SETTINGS_URL = "/review/settings"


def set_card_aside(
    session: Session, *, person: Person, card: Card, because: Aside, note: str, title: str, now: datetime
) -> None:
    """Leave a card out of the queue; a wrong one is told to the person's trainers. Safe to repeat."""
    is_wrong = because is Aside.WRONG
    changed = session.execute(
        update(Card)
        .where(Card.id == card.id, Card.suspended_at.is_(None))
        .values(
            suspended_at=now,
            suspended_because=because,
            suspended_note=note,
            flagged_at=now if is_wrong else None,
            settled_at=None,
            turn=Card.turn + 1,
        )
        .execution_options(synchronize_session=False)
    )
    if rows_changed(changed) and is_wrong:
        for trainer in _trainers_of(session, person):
            tell(
                session,
                person=trainer,
                kind="Card",
                title=f"{person.name} says this is wrong: {title}",
                url=FLAGS_URL,
                now=now,
            )


def return_card(session: Session, *, card: Card) -> None:
    """Bring a card back as it was; what was said of it is withdrawn. Safe to repeat."""
    session.execute(
        update(Card)
        .where(Card.id == card.id, Card.suspended_at.is_not(None))
        .values(
            suspended_at=None,
            suspended_because=None,
            suspended_note="",
            flagged_at=None,
            settled_at=None,
            turn=Card.turn + 1,
        )
        .execution_options(synchronize_session=False)
    )


def settle_flag(session: Session, *, card: Card, answer: str, title: str, now: datetime) -> None:
    """A trainer has looked: the learner is told what they say and decides about the card. Safe to repeat."""
    settled = session.execute(
        update(Card)
        .where(Card.id == card.id, Card.flagged_at.is_not(None), Card.settled_at.is_(None))
        .values(settled_at=now)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(settled):
        told = f"Your trainer about “{title}”: {answer}"
        tell(session, person=card.person, kind="Card", title=told, url=SETTINGS_URL, now=now)


def _trainers_of(session: Session, learner: Person) -> list[Person]:
    studios = select(Membership.studio_id).where(Membership.person_id == learner.id)
    return list(
        session.scalars(
            select(Person)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.studio_id.in_(studios),
                Membership.role.in_(TRAINING_ROLES),
                Person.disabled_at.is_(None),
                Person.id != learner.id,
            )
            .distinct()
        )
    )
