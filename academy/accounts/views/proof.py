"""The proof that a signed-in person knows their own password, braked like a sign-in."""

from __future__ import annotations

from wtforms import Field

from academy.accounts import identity
from academy.accounts.services import credentials
from academy.accounts.views.blueprint import browser, hasher
from academy.core import clock
from academy.core.db import current_session

NOT_YOURS = "That is not your present password. Nothing was changed."


def is_own_password(field: Field) -> bool:
    """Whether the field holds the signed-in person's password; if not, the field says so. Raises LimitError.

    Leaves a transaction open for what the proof is good for.
    """
    session, person, now = current_session(), identity.current_person(), clock.now()
    tries = credentials.count_own_password_try(session, now=now, person=person, address=browser().address)
    session.commit()  # the try counts whatever follows, and hashing holds no lock
    if hasher().check(person.password_hash, field.data or "").is_right:
        credentials.forgive_own_password(session, person=person, tries=tries)
        return True
    credentials.record_wrong_password(session, now=now, person=person, address=browser().address)
    session.commit()
    field.errors = [NOT_YOURS]
    return False
