"""People and studios: who has an account, and in which role."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts import brake, mails
from academy.accounts.addresses import fault_of_address, fold_address
from academy.accounts.models import (
    LinkPurpose,
    MailedLink,
    Membership,
    Person,
    Role,
    Rung,
    Studio,
    Theme,
    TimeFactor,
)
from academy.accounts.passwords import Hasher, fault_of_password
from academy.accounts.queries import person_of_address, person_of_address_to_decide, studio_of_slug
from academy.accounts.services.links import drop_links, issue_link, use_link
from academy.accounts.services.sign_ins import end_sign_ins
from academy.core.audit import record_audit
from academy.core.errors import AcademyError, ConflictError, NotFoundError

#: Turns a token into the full address that a mail shows.
LinkTo = Callable[[str], str]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG_LENGTH = 60
MAX_NAME_LENGTH = 120


def count_sign_up(session: Session, *, now: datetime, email: str, address: str) -> None:
    """Count a try to sign up; raises LimitError."""
    bounds = (
        brake.bound(brake.SIGN_UP_ACCOUNT, fold_address(email)),
        brake.bound(brake.SIGN_UP_NETWORK, brake.network_of(address)),
    )
    brake.count_try(session, now=now, bounds=bounds)


def sign_up(
    session: Session,
    *,
    now: datetime,
    email: str,
    name: str,
    password_hash: str,
    link_to: LinkTo,
    sign_in_url: str,
) -> None:
    """Start an account that its owner confirms by mail, or tell the owner of the one that exists."""
    person = person_of_address_to_decide(session, email=email)
    if person is not None and person.confirmed_at is not None:
        mails.mail_already_signed_up(session, now=now, person=person, url=sign_in_url)
        record_audit(session, now=now, actor_id=None, action="sign_up_known", subject=f"person {person.id}")
        return
    if person is None:
        person = _add_person(session, now=now, email=email, name=name, password_hash=password_hash)
    else:  # nobody has proved this address yet: the latest to ask decides, the link decides who it is
        person.email, person.name, person.password_hash = email.strip(), name, password_hash
    token = issue_link(
        session, now=now, person=person, purpose=LinkPurpose.CONFIRM_ADDRESS, email=person.email
    )
    mails.mail_confirmation_link(session, now=now, person=person, url=link_to(token))
    record_audit(session, now=now, actor_id=None, action="sign_up", subject=f"person {person.id}")


def confirm_address(session: Session, *, now: datetime, link: MailedLink) -> Person:
    """Open the account whose address this link proves; raises NotFoundError when the link was just used."""
    use_link(session, now=now, link=link)
    person = link.person
    person.confirmed_at = person.confirmed_at or now
    record_audit(session, now=now, actor_id=person.id, action="address_confirmed")
    return person


def sign_up_confirmed(
    session: Session, *, now: datetime, email: str, name: str, password_hash: str
) -> Person:
    """An account that needs no confirmation; raises ConflictError when the address has one."""
    if person_of_address_to_decide(session, email=email) is not None:
        raise ConflictError("There is an account with this address already. Sign in instead.")
    person = _add_person(session, now=now, email=email, name=name, password_hash=password_hash)
    person.confirmed_at = now
    record_audit(session, now=now, actor_id=person.id, action="sign_up")
    return person


def create_person(
    session: Session,
    *,
    now: datetime,
    email: str,
    name: str,
    password: str,
    hasher: Hasher,
    is_site_admin: bool = False,
) -> Person:
    """A confirmed account made by whoever runs Academy; raises AcademyError saying what to mend."""
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME_LENGTH:
        raise AcademyError(f"A name has 1 to {MAX_NAME_LENGTH} characters.")
    fault = fault_of_address(email.strip()) or fault_of_password(password, email=email, name=name)
    if fault is not None:
        raise AcademyError(fault)
    person = sign_up_confirmed(session, now=now, email=email, name=name, password_hash=hasher.hash(password))
    person.site_admin_since = now if is_site_admin else None
    return person


def set_password(session: Session, *, now: datetime, email: str, password: str, hasher: Hasher) -> Person:
    """Give a person a new password and end all their sign-ins; raises AcademyError saying what to mend."""
    person = person_at(session, email=email)
    fault = fault_of_password(password, email=person.email, name=person.name)
    if fault is not None:
        raise AcademyError(fault)
    person.password_hash = hasher.hash(password)
    end_sign_ins(session, now=now, person=person)
    drop_links(session, person=person, purpose=LinkPurpose.RESET_PASSWORD)
    mails.mail_password_changed(session, now=now, person=person)
    record_audit(session, now=now, actor_id=None, action="password_set", subject=f"person {person.id}")
    return person


def create_studio(session: Session, *, now: datetime, slug: str, name: str) -> Studio:
    """A new studio; raises AcademyError for a slug that is malformed or taken."""
    if len(slug) > MAX_SLUG_LENGTH or not _SLUG.fullmatch(slug):
        raise AcademyError(
            "A studio's slug has small letters, digits and single hyphens, for example lantern-lane."
        )
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME_LENGTH:
        raise AcademyError(f"A name has 1 to {MAX_NAME_LENGTH} characters.")
    if session.scalars(select(Studio).where(Studio.slug == slug)).first() is not None:
        raise ConflictError(f"There is a studio “{slug}” already.")
    studio = Studio(slug=slug, name=name, created_at=now)
    session.add(studio)
    session.flush()  # callers put people into it at once
    return studio


def set_role(
    session: Session,
    *,
    now: datetime,
    email: str,
    studio: str,
    role: Role | None,
    actor_id: int | None = None,
) -> Person:
    """Give a person this role in a studio, by its slug; None takes the person out."""
    person, place = person_at(session, email=email), studio_of_slug(session, slug=studio)
    membership = next((one for one in person.memberships if one.studio_id == place.id), None)
    if membership is not None and role is None:
        person.memberships.remove(membership)
    elif membership is not None and role is not None:
        membership.role = role
    elif role is not None:
        person.memberships.append(Membership(studio=place, role=role, joined_at=now))
    record_audit(
        session,
        now=now,
        actor_id=actor_id,
        action="role_changed",
        subject=f"person {person.id}: {role or 'none'} in {studio}",
    )
    return person


def set_disabled(
    session: Session, *, now: datetime, email: str, is_disabled: bool, actor_id: int | None = None
) -> Person:
    """Close an account, or open it again; a closed one is out at the next request."""
    person = person_at(session, email=email)
    person.disabled_at = now if is_disabled else None
    if is_disabled:
        end_sign_ins(session, now=now, person=person)
    action = "person_disabled" if is_disabled else "person_enabled"
    record_audit(session, now=now, actor_id=actor_id, action=action, subject=f"person {person.id}")
    return person


def update_profile(
    session: Session,
    *,
    person: Person,
    name: str,
    time_zone: str,
    rung: Rung,
    time_factor: TimeFactor,
    theme: Theme,
) -> None:
    """What people say about themselves."""
    person.name, person.time_zone = name, time_zone
    person.rung, person.time_factor, person.theme = rung, time_factor, theme


def person_at(session: Session, *, email: str) -> Person:
    """The person with this address; raises NotFoundError."""
    person = person_of_address(session, email=email)
    if person is None:
        raise NotFoundError(f"Nobody has the address “{email}”.")
    return person


def _add_person(session: Session, *, now: datetime, email: str, name: str, password_hash: str) -> Person:
    person = Person(
        email=email.strip(),
        email_key=fold_address(email),
        name=name,
        password_hash=password_hash,
        created_at=now,
        memberships=[],
    )
    session.add(person)
    session.flush()  # links and audit entries need the person's id
    return person
