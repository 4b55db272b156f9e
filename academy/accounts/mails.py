"""The mails about accounts: each function puts one into the outbox of the transaction that causes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.mail import queue_mail

_NOT_YOU = (
    "If this was not you, set a new password at once with “Forgotten your password?” on the sign-in page."
)


def mail_reset_link(session: Session, *, now: datetime, person: Person, url: str) -> None:
    """The link with which to set a new password."""
    _queue(
        session,
        now,
        person,
        "Set a new password",
        "Somebody, probably you, asked for a new password.",
        f"Open this link within an hour to set one:\n\n{url}",
        "It works once, and only the newest link works. If it was not you, there is nothing to do: "
        "your password stays as it is.",
    )


def mail_confirmation_link(session: Session, *, now: datetime, person: Person, url: str) -> None:
    """The link that proves a new person's address."""
    _queue(
        session,
        now,
        person,
        "Confirm your address",
        "Your account is nearly ready.",
        f"Open this link within a day and enter the password you chose:\n\n{url}",
        "If you did not sign up, there is nothing to do: without this step the account stays closed.",
    )


def mail_already_signed_up(session: Session, *, now: datetime, person: Person, url: str) -> None:
    """Tells the owner of an account that somebody tried to sign up with its address."""
    _queue(
        session,
        now,
        person,
        "You already have an account",
        "Somebody, probably you, tried to sign up with this address. It has an account already, "
        "and nothing was changed.",
        f"Sign in here, or ask there for a new password:\n\n{url}",
    )


def mail_address_link(session: Session, *, now: datetime, person: Person, email: str, url: str) -> None:
    """The link, sent to the new address, that moves an account there."""
    _queue(
        session,
        now,
        person,
        "Confirm your new address",
        f"You asked to use this address for your account instead of {person.email}.",
        f"Open this link within a day to confirm it:\n\n{url}",
        "If you did not ask, there is nothing to do: the account stays as it is.",
        email=email,
    )


def mail_address_taken(session: Session, *, now: datetime, person: Person) -> None:
    """Tells the owner of an account that another one tried to move to its address."""
    _queue(
        session,
        now,
        person,
        "An account tried to move to your address",
        "Somebody asked to use this address for another account. It belongs to yours, "
        "so nothing was changed.",
    )


def mail_address_changed(session: Session, *, now: datetime, person: Person, old_email: str) -> None:
    """The notice to the old address once the account has moved."""
    _queue(
        session,
        now,
        person,
        "Your address was changed",
        f"Your account now uses {person.email}. Mail about it no longer comes here.",
        "If this was not you, write to whoever looks after Academy at your studio.",
        email=old_email,
    )


def mail_password_changed(session: Session, *, now: datetime, person: Person) -> None:
    """The notice after every change of a password."""
    _queue(
        session,
        now,
        person,
        "Your password was changed",
        "The password of your account was changed, and other browsers were signed out.",
        _NOT_YOU,
    )


def _queue(
    session: Session, now: datetime, person: Person, subject: str, *paragraphs: str, email: str | None = None
) -> None:
    body = "\n\n".join((f"Hello {person.name},", *paragraphs, "Academy")) + "\n"
    queue_mail(session, now=now, name=person.name, address=email or person.email, subject=subject, body=body)
