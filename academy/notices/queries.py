"""Reading notices and who is to be told. The rule it keeps: closed and unconfirmed accounts get no mail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.accounts.queries import token_hash
from academy.core.errors import NotFoundError
from academy.notices.models import CalendarFeed, Digest, DigestChoice, MutedKind, Notice
from academy.notices.schedule import Rhythm, slot_at

#: A notice older than this is no news, whatever happened to the digests since.
NEWS_DAYS = 7


@dataclass(frozen=True, slots=True)
class DueDigest:
    """Somebody whose digest of `day`, a day of theirs, has not been made yet."""

    person_id: int
    day: date


def unread_count(session: Session, *, person: Person) -> int:
    """How many notices the person has not opened."""
    unread = select(func.count()).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    return session.scalars(unread).one()


def notices_of(session: Session, *, person: Person, skip: int, limit: int) -> list[Notice]:
    """The person's notices, newest first."""
    newest_first = (Notice.created_at.desc(), Notice.id.desc())
    query = select(Notice).where(Notice.person_id == person.id).order_by(*newest_first)
    return list(session.scalars(query.offset(skip).limit(limit)))


def notice_count(session: Session, *, person: Person) -> int:
    """How many notices of the person are kept."""
    return session.scalars(select(func.count()).where(Notice.person_id == person.id)).one()


def unread_of(
    session: Session, *, person: Person, kinds: Collection[str] | None = None, since: datetime | None = None
) -> list[Notice]:
    """What the person has not opened, newest first: of these kinds, told after `since`."""
    query = select(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    if kinds is not None:
        query = query.where(Notice.kind.in_(list(kinds)))
    if since is not None:
        query = query.where(Notice.created_at > since)
    return list(session.scalars(query.order_by(Notice.created_at.desc(), Notice.id.desc())))


def muted_kinds_of(session: Session, *, person: Person) -> set[str]:
    """The kinds that the person does not want to be told."""
    return set(session.scalars(select(MutedKind.kind).where(MutedKind.person_id == person.id)))


def rhythm_of(session: Session, *, person_id: int) -> Rhythm:
    """How often the person wants the digest; weekly when they never said."""
    chosen = session.scalars(select(DigestChoice.rhythm).where(DigestChoice.person_id == person_id)).first()
    return Rhythm(chosen) if chosen is not None else Rhythm.WEEKLY


def feed_of(session: Session, *, person: Person) -> CalendarFeed | None:
    """The person's calendar address as it is stored, if they ever made one."""
    return session.scalars(select(CalendarFeed).where(CalendarFeed.person_id == person.id)).one_or_none()


def person_of_calendar(session: Session, *, token: str) -> Person:
    """Whose due times this token shows; raises NotFoundError for a revoked one and for a closed account."""
    query = (
        select(Person)
        .join(CalendarFeed, CalendarFeed.person_id == Person.id)
        .where(CalendarFeed.token_hash == token_hash(token), Person.disabled_at.is_(None))
    )
    person = session.scalars(query).one_or_none()
    if person is None:
        raise NotFoundError("There is no calendar at this address. It may have been replaced or revoked.")
    return person


def person_of_digest(session: Session, *, token: str) -> int:
    """The id of the person to whom the digest with this unsubscribe token was sent; raises NotFoundError."""
    found = session.scalars(select(Digest.person_id).where(Digest.token_hash == token_hash(token))).first()
    if found is None:
        raise NotFoundError(
            "This address is not known. Use the one in the newest digest, or sign in and look under Notices."
        )
    return found


def news_for(session: Session, *, person: Person, now: datetime) -> list[Notice]:
    """What the person was told since their last digest, within a week, and has not opened; newest first."""
    last = session.scalars(select(func.max(Digest.created_at)).where(Digest.person_id == person.id)).one()
    week_ago = now - timedelta(days=NEWS_DAYS)
    return unread_of(session, person=person, since=max(last, week_ago) if last else week_ago)


def due_digests(session: Session, *, now: datetime) -> list[DueDigest]:
    """Everybody whose digest is due and has not been made, by id.

    Who has confirmed their address, or chosen the rhythm, after eight o'clock waits for the next one.
    """
    present = (Person.confirmed_at.is_not(None), Person.disabled_at.is_(None))
    zones = session.scalars(select(Person.time_zone).where(*present).distinct())
    found = []
    for zone in zones:
        for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
            slot = slot_at(now, rhythm=rhythm, time_zone=zone)
            if slot is None:
                continue
            made = select(Digest.person_id).where(Digest.day == slot.day)
            query = (
                select(Person.id)
                .outerjoin(DigestChoice, DigestChoice.person_id == Person.id)
                .where(
                    *present,
                    Person.time_zone == zone,
                    Person.confirmed_at < slot.since,
                    func.coalesce(DigestChoice.rhythm, str(Rhythm.WEEKLY)) == str(rhythm),
                    func.coalesce(DigestChoice.chosen_at, Person.confirmed_at) < slot.since,
                    Person.id.not_in(made),
                )
            )
            found += [DueDigest(person_id, slot.day) for person_id in session.scalars(query)]
    return sorted(found, key=lambda due: due.person_id)
