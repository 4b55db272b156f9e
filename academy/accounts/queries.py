"""Reading about people and sign-ins. The rule it keeps: what has ended, lapsed or been used is not found."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from academy.accounts.addresses import fold_address
from academy.accounts.models import LinkPurpose, MailedLink, Membership, Person, Role, SignIn, Studio
from academy.core.db import take_turns
from academy.core.errors import NotFoundError

IDLE_LIMIT = timedelta(hours=12)
SIGN_IN_LIMIT = timedelta(days=14)
TRAINING_ROLES = (Role.TRAINER, Role.ADMIN)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_of_address(session: Session, *, email: str) -> Person | None:
    """The person with this address, however it is spelled."""
    return session.scalars(select(Person).where(Person.email_key == fold_address(email))).one_or_none()


def person_of_address_to_decide(session: Session, *, email: str) -> Person | None:
    """The same, when the transaction goes on to give this address to somebody: others who would, wait."""
    take_turns(session, f"address {fold_address(email)}")
    return person_of_address(session, email=email)


def studio_of_slug(session: Session, *, slug: str) -> Studio:
    """The studio of that slug; raises NotFoundError."""
    studio = session.scalars(select(Studio).where(Studio.slug == slug)).one_or_none()
    if studio is None:
        raise NotFoundError(f"There is no studio “{slug}”.")
    return studio


def studio_ids_trained_by(trainer: Person) -> Select[int]:
    """The ids of the studios in which this person trains, to select from."""
    return select(Membership.studio_id).where(
        Membership.person_id == trainer.id, Membership.role.in_(TRAINING_ROLES)
    )


def present_learners() -> Select[Membership]:
    """The memberships of learners, to narrow down: a closed account is no learner of any studio."""
    return (
        select(Membership)
        .join(Membership.person)
        .where(Membership.role == Role.LEARNER, Person.disabled_at.is_(None))
    )


def sign_in_of_token(session: Session, *, token: str, now: datetime) -> SignIn | None:
    """The sign-in that the browser with this token has, while it counts and its person is not disabled."""
    query = (
        _active(now)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.token_hash == token_hash(token), Person.disabled_at.is_(None))
    )
    return session.scalars(query).one_or_none()


def sign_ins_of(session: Session, *, person: Person, now: datetime) -> list[SignIn]:
    """The browsers in which a person is signed in, latest seen first."""
    query = (
        _active(now).where(SignIn.person_id == person.id).order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return list(session.scalars(query))


def link_of_token(session: Session, *, token: str, purpose: LinkPurpose, now: datetime) -> MailedLink:
    """The mailed link with this token; raises NotFoundError when it is unknown, used, replaced or too old."""
    query = (
        select(MailedLink)
        .join(Person, Person.id == MailedLink.person_id)
        .where(
            MailedLink.token_hash == token_hash(token),
            MailedLink.purpose == purpose,
            MailedLink.used_at.is_(None),
            MailedLink.expires_at > now,
            Person.disabled_at.is_(None),
        )
    )
    link = session.scalars(query).one_or_none()
    if link is None:
        raise NotFoundError(
            "This link has been used, replaced by a newer one, or is too old. Ask for a new one."
        )
    return link


def _active(now: datetime) -> Select[SignIn]:
    """Sign-ins that count: begun within two weeks, and seen within half a day unless they are remembered."""
    return select(SignIn).where(
        SignIn.ended_at.is_(None),
        SignIn.began_at > now - SIGN_IN_LIMIT,
        or_(SignIn.is_remembered, SignIn.seen_at > now - IDLE_LIMIT),
    )
