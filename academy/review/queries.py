"""Reading cards. The rule: a card is found from its person, and no page goes through all cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, extract, func, select
from sqlalchemy.orm import Session, joinedload

from academy.accounts.models import Membership, Person
from academy.accounts.queries import present_learners, studio_ids_trained_by
from academy.core.errors import NotFoundError
from academy.review.models import Card, Review, ReviewPause, ReviewSettings
from academy.review.queue import MOST_DURATIONS, SOON, Limits, Queue, Turn, Waiting, seconds_a_card
from academy.review.schedule import CardState, Pause, Rating, day_start
from academy.review.seeds import CardSeed

RETENTION_DAYS = 30
FORECAST_DAYS = 7
#: Cards of one turn that are fetched: the first that still has something to show is taken.
CANDIDATES = 20
SHOWN_ASIDE = 100
_SHORT = (CardState.LEARNING, CardState.RELEARNING)
_LEARNT = (CardState.REVIEW, *_SHORT)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many of the cards that had been learnt were recalled when they came due."""

    recalled: int
    reviewed: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.recalled / self.reviewed) if self.reviewed else None


@dataclass(frozen=True, slots=True)
class ForecastDay:
    """How many learnt cards come due on a day; what is overdue counts for today."""

    starts_at: datetime
    cards: int


def today_of(person: Person, now: datetime) -> datetime:
    """When the person's present day began."""
    zone = zone_of(person)
    return day_start(now.astimezone(zone).date(), zone)


def zone_of(person: Person) -> ZoneInfo:
    """The zone in which the person's days begin."""
    return ZoneInfo(person.time_zone)


def queue_of(
    session: Session, *, person: Person, now: datetime, seeds: Callable[[], list[CardSeed]] = list
) -> Queue:
    """The person's queue now. `seeds` is asked for cards to come when too few new ones are made yet."""
    waiting = _waiting(session, person, now)
    done = _done_since(session, person, today_of(person, now))
    limits = limits_of(session, person=person)
    new, done_new = waiting.get(Turn.NEW, 0), done.get(CardState.NEW, 0)
    if new < limits.new - done_new:
        unmade = unmade_seeds(session, person=person, seeds=seeds())
        new += sum(seed.first_due <= now for seed in unmade)
    return Queue(
        waiting=Waiting(
            pulled=waiting.get(Turn.PULLED, 0),
            short=waiting.get(Turn.SHORT, 0),
            due=waiting.get(Turn.DUE, 0),
            new=new,
            soon=waiting.get(Turn.SOON, 0),
        ),
        limits=limits,
        done_due=done.get(CardState.REVIEW, 0),
        done_new=done_new,
        seconds_a_card=seconds_a_card(_durations(session, person)),
        pause=pause_on(coming_pauses(session, person=person, now=now), person, now),
    )


def next_cards(session: Session, *, person: Person, turn: Turn, now: datetime) -> Sequence[Card]:
    """The first cards of a turn: of due ones the likeliest to be forgotten, of new ones those missed."""
    until = now + SOON if turn is Turn.SOON else now
    first = (
        select(Card.id)
        .where(*_waiting_for(person, turn), Card.due_at <= until)
        .order_by(*_order_of(session, turn, now), Card.id)
        .limit(CANDIDATES)
    )
    ids = session.scalars(first).all()
    cards = {card.id: card for card in session.scalars(select(Card).where(Card.id.in_(ids)))}
    return [cards[card_id] for card_id in ids]


def has_cards(session: Session, *, person: Person) -> bool:
    """Whether the person has any card, for today or not."""
    return session.scalars(select(Card.id).where(Card.person_id == person.id).limit(1)).first() is not None


def unmade_seeds(session: Session, *, person: Person, seeds: Sequence[CardSeed]) -> list[CardSeed]:
    """The seeds that have no card."""
    if not seeds:
        return []
    made = {
        (str(kind), key)
        for kind, key in session.execute(select(Card.kind, Card.key).where(Card.person_id == person.id))
    }
    return [seed for seed in seeds if seed.identity not in made]


def card_of(session: Session, *, person: Person, card_id: int) -> Card:
    """The person's own card; raises NotFoundError for anybody else's."""
    card = session.scalars(select(Card).where(Card.id == card_id, Card.person_id == person.id)).one_or_none()
    if card is None:
        raise NotFoundError
    return card


def last_review(session: Session, *, person: Person, now: datetime) -> Review | None:
    """The rating that can be taken back: today's last, unless a pause has moved the cards since."""
    review = session.scalars(
        select(Review)
        .where(Review.person_id == person.id, Review.undone_at.is_(None), Review.at >= today_of(person, now))
        .order_by(Review.at.desc(), Review.id.desc())
        .limit(1)
        .options(joinedload(Review.card))
    ).one_or_none()
    if review is None:
        return None
    moved = select(ReviewPause.id).where(
        ReviewPause.person_id == person.id,
        (ReviewPause.created_at > review.at) | (ReviewPause.ended_at > review.at),
    )
    return None if session.scalars(moved.limit(1)).first() else review


def limits_of(session: Session, *, person: Person) -> Limits:
    """How much the person wants in a day."""
    settings = session.get(ReviewSettings, person.id)
    return Limits(settings.reviews_a_day, settings.new_a_day) if settings else Limits()


def pauses_of(session: Session, *, person: Person, now: datetime) -> Sequence[ReviewPause]:
    """The person's pauses that are on or to come, the first first."""
    return session.scalars(
        select(ReviewPause)
        .where(
            ReviewPause.person_id == person.id,
            ReviewPause.ended_at.is_(None),
            ReviewPause.ends_on >= now.astimezone(zone_of(person)).date(),
        )
        .order_by(ReviewPause.starts_on)
    ).all()


def coming_pauses(session: Session, *, person: Person, now: datetime) -> list[Pause]:
    """The same as plain days."""
    return [Pause(one.starts_on, one.ends_on) for one in pauses_of(session, person=person, now=now)]


def pause_on(pauses: Iterable[Pause], person: Person, now: datetime) -> Pause | None:
    """The one of these pauses that is on."""
    today = now.astimezone(zone_of(person)).date()
    return next((one for one in pauses if one.starts_on <= today <= one.ends_on), None)


def cards_aside(session: Session, *, person: Person) -> Sequence[Card]:
    """What the person has set aside, the latest first."""
    aside = select(Card).where(Card.person_id == person.id, Card.suspended_at.is_not(None))
    return session.scalars(aside.order_by(Card.suspended_at.desc(), Card.id).limit(SHOWN_ASIDE)).all()


def retention_of(session: Session, *, person: Person, now: datetime) -> Retention:
    """How many learnt cards were recalled in the last 30 days."""
    reviewed, recalled = session.execute(
        select(func.count(), func.sum(case((Review.rating > Rating.AGAIN.value, 1), else_=0))).where(
            Review.person_id == person.id,
            Review.at >= now - timedelta(days=RETENTION_DAYS),
            Review.undone_at.is_(None),
            Review.state_before == CardState.REVIEW,
        )
    ).one()
    return Retention(recalled or 0, reviewed)


def forecast_of(session: Session, *, person: Person, now: datetime) -> list[ForecastDay]:
    """What comes due today and in the six days after."""
    zone = zone_of(person)
    today = now.astimezone(zone).date()
    starts = [day_start(today + timedelta(days=day), zone) for day in range(FORECAST_DAYS + 1)]
    learnt = select(func.count()).where(*_is_waiting(person), Card.state.in_(_LEARNT))
    counts = [learnt.where(Card.due_at < starts[1])]
    counts += [learnt.where(Card.due_at >= start, Card.due_at < end) for start, end in pairwise(starts[1:])]
    row = session.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return [ForecastDay(start, count) for start, count in zip(starts, row, strict=False)]


def flags_for(session: Session, *, trainer: Person) -> Sequence[Card]:
    """The cards that learners of the trainer's studios call wrong, the oldest first."""
    return session.scalars(
        select(Card)
        .where(*_flagged_for(trainer))
        .order_by(Card.flagged_at, Card.id)
        .options(joinedload(Card.person))
    ).all()


def flag_for(session: Session, *, trainer: Person, card_id: int) -> Card:
    """One of them; raises NotFoundError."""
    card = session.scalars(select(Card).where(Card.id == card_id, *_flagged_for(trainer))).one_or_none()
    if card is None:
        raise NotFoundError
    return card


def right_since_missed(session: Session, *, person: Person) -> dict[tuple[str, str], int]:
    """How often each missed card was rated good or easy after it was missed, by kind and key."""
    rows = session.execute(
        select(Card.kind, Card.key, func.count())
        .join(Review, Review.card_id == Card.id)
        .where(
            Card.person_id == person.id,
            Card.missed_at.is_not(None),
            Review.undone_at.is_(None),
            Review.rating >= Rating.GOOD.value,
            Review.at > Card.missed_at,
        )
        .group_by(Card.kind, Card.key)
    )
    return {(str(kind), key): count for kind, key, count in rows}


def _waiting(session: Session, person: Person, now: datetime) -> dict[Turn, int]:
    """How many cards wait for each turn. One short count each: an index answers them without the rows."""
    counts = {turn: select(func.count()).where(*_waiting_for(person, turn)) for turn in Turn}
    counts = {
        turn: count.where(Card.due_at > now, Card.due_at <= now + SOON)
        if turn is Turn.SOON
        else count.where(Card.due_at <= now)
        for turn, count in counts.items()
    }
    row = session.execute(select(*(count.scalar_subquery() for count in counts.values()))).one()
    return dict(zip(counts, row, strict=True))


def _waiting_for(person: Person, turn: Turn) -> tuple[ColumnElement[bool], ...]:
    if turn is Turn.PULLED:
        return Card.person_id == person.id, Card.suspended_at.is_(None), Card.pulled_at.is_not(None)
    states = {Turn.DUE: (CardState.REVIEW,), Turn.NEW: (CardState.NEW,)}.get(turn, _SHORT)
    return *_is_waiting(person), Card.state.in_(states)


def _is_waiting(person: Person) -> tuple[ColumnElement[bool], ...]:
    return Card.person_id == person.id, Card.suspended_at.is_(None), Card.pulled_at.is_(None)


def _order_of(session: Session, turn: Turn, now: datetime) -> list[ColumnElement[Any]]:
    if turn is Turn.PULLED:
        return [Card.pulled_at.asc()]
    if turn is Turn.DUE:
        return [(_days_since_review(session, now) / Card.stability).desc()]
    if turn is Turn.NEW:
        return [Card.missed_at.is_(None), Card.due_at.asc()]
    return [Card.due_at.asc()]


def _days_since_review(session: Session, now: datetime) -> ColumnElement[Any]:
    """Chances of recall fall as this grows against the stability, so no power needs to be worked out."""
    if session.get_bind().dialect.name == "sqlite":
        return func.julianday(now.replace(tzinfo=None).isoformat(" ")) - func.julianday(Card.last_review_at)
    return extract("epoch", now - Card.last_review_at) / 86400


def _done_since(session: Session, person: Person, since: datetime) -> dict[str, int]:
    """How many cards were rated since then, by what they were before."""
    rows = session.execute(
        select(Review.state_before, func.count(Review.card_id.distinct()))
        .where(Review.person_id == person.id, Review.at >= since, Review.undone_at.is_(None))
        .group_by(Review.state_before)
    )
    return {str(state): count for state, count in rows}


def _durations(session: Session, person: Person) -> list[int]:
    """How long the person's last cards took, in milliseconds."""
    rows = session.scalars(
        select(Review.duration_milliseconds)
        .where(Review.person_id == person.id, Review.undone_at.is_(None))
        .order_by(Review.at.desc(), Review.id.desc())
        .limit(MOST_DURATIONS)
    )
    return [duration for duration in rows if duration is not None]


def _flagged_for(trainer: Person) -> tuple[ColumnElement[bool], ...]:
    learners = present_learners().where(Membership.studio_id.in_(studio_ids_trained_by(trainer)))
    return (
        Card.flagged_at.is_not(None),
        Card.settled_at.is_(None),
        Card.person_id.in_(learners.with_only_columns(Membership.person_id)),
    )
