"""How much in a day, and pauses. The rule: a pause moves what comes due after it began."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed, take_turns
from academy.core.errors import AcademyError, ConflictError, NotFoundError
from academy.review import queries
from academy.review.models import Card, ReviewPause, ReviewSettings
from academy.review.queue import Limits
from academy.review.schedule import Pause, day_start, shifted

LONGEST_PAUSE_DAYS = 120
#: How far ahead a pause can be planned.
FURTHEST_DAYS = 366


def save_limits(session: Session, *, person: Person, limits: Limits, now: datetime) -> None:
    """Set how much the person wants in a day, from now on."""
    values = {"reviews_a_day": limits.reviews, "new_a_day": limits.new, "changed_at": now}
    changed = session.execute(
        update(ReviewSettings).where(ReviewSettings.person_id == person.id).values(**values)
    )
    if rows_changed(changed):
        return
    try:
        with session.begin_nested():
            session.add(ReviewSettings(person_id=person.id, **values))
    except IntegrityError:  # another tab was first: the later word counts
        session.execute(update(ReviewSettings).where(ReviewSettings.person_id == person.id).values(**values))


def begin_pause(
    session: Session, *, person: Person, starts_on: date, ends_on: date, key: str, now: datetime
) -> ReviewPause:
    """Pause from one day to another, both included; sent again with its key it is the same pause.

    Raises AcademyError for days that cannot be, ConflictError while another pause is on or planned.
    """
    take_turns(session, f"cards of person {person.id}")
    known = session.scalars(select(ReviewPause).filter_by(person_id=person.id, key=key)).one_or_none()
    if known is not None:
        return known
    today = now.astimezone(queries.zone_of(person)).date()
    _check_days(starts_on, ends_on, today)
    if queries.pauses_of(session, person=person, now=now):
        raise ConflictError("A pause is already on or planned. End that one first; nothing was changed.")
    pause = ReviewPause(person_id=person.id, key=key, starts_on=starts_on, ends_on=ends_on, created_at=now)
    session.add(pause)
    _move_cards(session, person, since=starts_on, days=Pause(starts_on, ends_on).days)
    return pause


def end_pause(session: Session, *, person: Person, pause_id: int, now: datetime) -> int:
    """End a pause today, or cancel one that is planned; cards come back by the days left, which are returned.

    Safe to repeat. Raises NotFoundError for a stranger's.
    """
    take_turns(session, f"cards of person {person.id}")
    pause = session.scalars(
        select(ReviewPause).where(ReviewPause.id == pause_id, ReviewPause.person_id == person.id)
    ).one_or_none()
    if pause is None:
        raise NotFoundError
    ended = session.execute(
        update(ReviewPause)
        .where(ReviewPause.id == pause_id, ReviewPause.ended_at.is_(None))
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(ended):
        return 0
    whole = Pause(pause.starts_on, pause.ends_on)
    unused = whole.unused_days(now.astimezone(queries.zone_of(person)).date())
    _move_cards(session, person, since=date.fromordinal(pause.ends_on.toordinal() + 1), days=-unused)
    return unused


def _check_days(starts_on: date, ends_on: date, today: date) -> None:
    if starts_on < today:
        raise AcademyError("The pause cannot begin before today. Choose a later first day.")
    if ends_on < starts_on:
        raise AcademyError("The last day comes before the first. Choose a later last day.")
    if Pause(starts_on, ends_on).days > LONGEST_PAUSE_DAYS:
        raise AcademyError(f"A pause lasts at most {LONGEST_PAUSE_DAYS} days. Choose an earlier last day.")
    if (starts_on - today).days > FURTHEST_DAYS:
        raise AcademyError("A pause can be planned a year ahead. Choose an earlier first day.")


def _move_cards(session: Session, person: Person, *, since: date, days: int) -> None:
    """Move every card that comes due from that day on, by days of the calendar: one statement a card."""
    if not days:
        return
    zone = queries.zone_of(person)
    rows = session.execute(
        select(Card.id, Card.due_at).where(Card.person_id == person.id, Card.due_at >= day_start(since, zone))
    ).all()
    moved = [{"id": row.id, "due_at": shifted(row.due_at, days, zone)} for row in rows]
    if moved:
        session.execute(update(Card), moved)
