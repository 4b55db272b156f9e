"""Changing what proves who somebody is: password and address. Every change tells the owner by mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts import brake, mails
from academy.accounts.addresses import fold_address
from academy.accounts.models import LinkPurpose, MailedLink, Person, SignIn, Try
from academy.accounts.queries import person_of_address, person_of_address_to_decide
from academy.accounts.services.links import drop_links, issue_link, use_link
from academy.accounts.services.people import LinkTo
from academy.accounts.services.sign_ins import end_sign_ins, forgive_sign_in
from academy.core.audit import record_audit
from academy.core.errors import ConflictError, LimitError


def ask_for_reset(session: Session, *, now: datetime, email: str, address: str, link_to: LinkTo) -> None:
    """Mail a reset link to whoever has this address; the caller cannot tell whether anybody does.

    Raises LimitError only for the network address: the limit per account shows as fewer mails.
    """
    network = brake.bound(brake.RESET_NETWORK, brake.network_of(address))
    brake.count_try(session, now=now, bounds=(network,))
    person = person_of_address(session, email=email)
    may_mail = _may_mail_reset(session, now=now, email=email)
    if person is not None and person.disabled_at is None and may_mail:
        token = issue_link(
            session, now=now, person=person, purpose=LinkPurpose.RESET_PASSWORD, email=person.email
        )
        mails.mail_reset_link(session, now=now, person=person, url=link_to(token))
    subject = f"person {person.id}" if person else "unknown account"
    record_audit(
        session, now=now, actor_id=None, action="password_reset_asked", subject=subject, address=address
    )


def count_link_try(session: Session, *, now: datetime, address: str) -> list[Try]:
    """Count a use of a mailed link; raises LimitError. Take it back with `brake.forgive` if it was right."""
    return brake.count_try(
        session, now=now, bounds=(brake.bound(brake.LINK_NETWORK, brake.network_of(address)),)
    )


def reset_password(
    session: Session, *, now: datetime, link: MailedLink, password_hash: str, address: str
) -> None:
    """Set a new password by mailed link: once, ending every sign-in; it also proves the address."""
    use_link(session, now=now, link=link)
    person = link.person
    person.password_hash = password_hash
    person.confirmed_at = person.confirmed_at or now
    end_sign_ins(session, now=now, person=person)
    forgive_sign_in(session, person=person)
    brake.forget(session, limit=brake.OWN_PASSWORD, subject=person.id)
    mails.mail_password_changed(session, now=now, person=person)
    record_audit(session, now=now, actor_id=person.id, action="password_reset", address=address)


def count_own_password_try(session: Session, *, now: datetime, person: Person, address: str) -> list[Try]:
    """Count a try at one's own password; raises LimitError. Commit before checking it."""
    bounds = (
        brake.bound(brake.OWN_PASSWORD, person.id),
        brake.bound(brake.SIGN_IN_NETWORK, brake.network_of(address)),
    )
    tries = brake.count_try(session, now=now, bounds=bounds)
    session.flush()  # the tries need their ids before the commit, so that they can be taken back
    return tries


def forgive_own_password(session: Session, *, person: Person, tries: list[Try]) -> None:
    """Forget the tries at one's own password once it was right."""
    brake.forgive(session, tries=tries)
    brake.forget(session, limit=brake.OWN_PASSWORD, subject=person.id)


def record_wrong_password(session: Session, *, now: datetime, person: Person, address: str) -> None:
    """Note that a signed-in person's own password was wrong."""
    record_audit(session, now=now, actor_id=person.id, action="own_password_failed", address=address)


def change_password(
    session: Session, *, now: datetime, sign_in: SignIn, password_hash: str, address: str
) -> None:
    """Set the signed-in person's new password; every other browser is signed out, open reset links die."""
    person = sign_in.person
    person.password_hash = password_hash
    end_sign_ins(session, now=now, person=person, except_id=sign_in.id)
    drop_links(session, person=person, purpose=LinkPurpose.RESET_PASSWORD)
    mails.mail_password_changed(session, now=now, person=person)
    record_audit(session, now=now, actor_id=person.id, action="password_changed", address=address)


def ask_for_new_address(
    session: Session, *, now: datetime, person: Person, email: str, link_to: LinkTo
) -> None:
    """Mail a link to the new address; one that has an account is told so. The asker cannot tell which."""
    brake.count_try(session, now=now, bounds=(brake.bound(brake.NEW_ADDRESS, person.id),))
    owner = person_of_address(session, email=email)
    if owner is not None and owner.id != person.id:
        drop_links(session, person=person, purpose=LinkPurpose.CHANGE_ADDRESS)
        mails.mail_address_taken(session, now=now, person=owner)
    else:
        token = issue_link(session, now=now, person=person, purpose=LinkPurpose.CHANGE_ADDRESS, email=email)
        mails.mail_address_link(session, now=now, person=person, email=email, url=link_to(token))
    record_audit(session, now=now, actor_id=person.id, action="address_change_asked")


def change_address(session: Session, *, now: datetime, link: MailedLink, address: str) -> None:
    """Move the account to the address that this link proves; the old one gets a notice, its links die."""
    use_link(session, now=now, link=link)
    person, old_email = link.person, link.person.email
    owner = person_of_address_to_decide(session, email=link.email)
    if owner is not None and owner.id != person.id:
        raise ConflictError("This address has an account of its own by now. Nothing was changed.")
    person.email, person.email_key = link.email, fold_address(link.email)
    drop_links(session, person=person, purpose=LinkPurpose.RESET_PASSWORD)
    mails.mail_address_changed(session, now=now, person=person, old_email=old_email)
    record_audit(session, now=now, actor_id=person.id, action="address_changed", address=address)


def _may_mail_reset(session: Session, *, now: datetime, email: str) -> bool:
    try:
        brake.count_try(session, now=now, bounds=(brake.bound(brake.RESET_ACCOUNT, fold_address(email)),))
    except LimitError:
        return False
    return True
