"""Signing in and out. The rule it keeps: a try is counted and committed before the password is looked at."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from academy.accounts import brake
from academy.accounts.addresses import fold_address
from academy.accounts.models import Person, SignIn, Try
from academy.accounts.passwords import Verdict
from academy.accounts.queries import person_of_address, token_hash
from academy.core.audit import record_audit
from academy.core.db import rows_changed
from academy.core.errors import NotFoundError

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a request comes from."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Knock:
    """A counted try to sign in: what to check the password against, and what to take back if it is right."""

    person_id: int | None
    password_hash: str | None
    tries: tuple[Try, ...]


def knock(session: Session, *, now: datetime, email: str, browser: Browser) -> Knock:
    """Count a try to sign in; raises LimitError. Commit before checking the password: hashing is slow."""
    key, network = fold_address(email), brake.network_of(browser.address)
    bounds = (
        brake.bound(brake.SIGN_IN_HERE, key, network),
        brake.bound(brake.SIGN_IN_ACCOUNT, key),
        brake.bound(brake.SIGN_IN_NETWORK, network),
    )
    tries = brake.count_try(session, now=now, bounds=bounds)
    person = person_of_address(session, email=email)
    session.flush()  # the tries need their ids before the commit, so that they can be taken back
    if person is None:
        return Knock(None, None, tuple(tries))
    return Knock(person.id, person.password_hash, tuple(tries))


def answer_knock(
    session: Session, *, now: datetime, knock: Knock, verdict: Verdict, is_remembered: bool, browser: Browser
) -> str | None:
    """Sign the person in and return the browser's token; None for a wrong password or a closed account."""
    person = _person_behind(session, knock) if verdict.is_right else None
    if person is None or person.confirmed_at is None or person.disabled_at is not None:
        subject = f"person {knock.person_id}" if knock.person_id else "unknown account"
        record_audit(
            session, now=now, actor_id=None, action="sign_in_failed", subject=subject, address=browser.address
        )
        return None
    if verdict.fresh_hash is not None:
        person.password_hash = verdict.fresh_hash
    forgive_sign_in(session, person=person, tries=knock.tries)
    return begin_sign_in(session, now=now, person=person, is_remembered=is_remembered, browser=browser)


def forgive_sign_in(session: Session, *, person: Person, tries: tuple[Try, ...] = ()) -> None:
    """Forget the tries at a person's account, and take these back."""
    brake.forgive(session, tries=tries)
    brake.forget(session, limit=brake.SIGN_IN_HERE, subject=person.email_key)
    brake.forget(session, limit=brake.SIGN_IN_ACCOUNT, subject=person.email_key)


def begin_sign_in(
    session: Session, *, now: datetime, person: Person, is_remembered: bool, browser: Browser
) -> str:
    """Open a sign-in with a fresh 256-bit token and return the token; the database keeps its hash."""
    session.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.began_at < now - KEPT_FOR))
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            person_id=person.id,
            token_hash=token_hash(token),
            began_at=now,
            seen_at=now,
            is_remembered=is_remembered,
            browser=browser.name[:200],
            address=browser.address[:60],
        )
    )
    record_audit(session, now=now, actor_id=person.id, action="sign_in", address=browser.address)
    return token


def end_sign_in(session: Session, *, now: datetime, person: Person, sign_in_id: int, address: str) -> None:
    """End one of the person's own sign-ins, ended or not; raises NotFoundError for anybody else's."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.person_id != person.id:
        raise NotFoundError
    session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )
    record_audit(session, now=now, actor_id=person.id, action="sign_out", address=address)


def end_other_sign_ins(
    session: Session, *, now: datetime, person: Person, sign_in_id: int, address: str
) -> None:
    """End every sign-in of the person but this one."""
    count = end_sign_ins(session, now=now, person=person, except_id=sign_in_id)
    record_audit(
        session, now=now, actor_id=person.id, action="sign_out", subject=f"{count} others", address=address
    )


def end_sign_ins(session: Session, *, now: datetime, person: Person, except_id: int | None = None) -> int:
    """End every sign-in of the person but one; returns how many."""
    query = (
        update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )
    if except_id is not None:
        query = query.where(SignIn.id != except_id)
    return rows_changed(session.execute(query))


def note_seen(session: Session, *, sign_in_id: int, now: datetime) -> None:
    """Note that the browser of a sign-in was seen; never backwards."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.seen_at < now).values(seen_at=now))


def _person_behind(session: Session, knock: Knock) -> Person | None:
    """The person as stored now, unless the password was changed while this one was being checked."""
    person = session.get(Person, knock.person_id, populate_existing=True)
    return person if person is not None and person.password_hash == knock.password_hash else None
