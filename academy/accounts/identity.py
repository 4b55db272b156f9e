"""Who is behind a request: flask-login on top of sign-in rows.

The rule it keeps: the cookie holds a random token, the database decides whether it still counts.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin, current_user

from academy.accounts import queries, services
from academy.accounts.models import Person, SignIn
from academy.core import clock
from academy.core.access import Access
from academy.core.db import current_database, current_session
from academy.core.errors import NotFoundError

SEEN_EVERY = timedelta(minutes=10)


class SignedIn(UserMixin):
    """The person behind this request, as templates and views see them through `current_user`."""

    def __init__(self, sign_in: SignIn, token: str) -> None:
        self.sign_in = sign_in
        self.person: Person = sign_in.person
        self._token = token

    def get_id(self) -> str:
        return self._token

    def may(self, access: Access) -> bool:
        return self.person.may(access)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def theme(self) -> str:
        return str(self.person.theme)


def install_identity(app: Flask) -> None:
    """Load the signed-in person of each request from its token, and note now and then that the browser was seen."""
    manager = LoginManager(app)
    manager.session_protection = None  # the token in the database is the protection
    manager.user_loader(_load)
    app.after_request(_note_seen)


def current_person() -> Person:
    """The signed-in person; only for views that the policy opens to signed-in people."""
    if not current_user.is_authenticated:
        raise NotFoundError
    person: Person = current_user.person
    return person


def current_sign_in() -> SignIn:
    """The row of this browser's sign-in."""
    sign_in: SignIn = current_user.sign_in
    return sign_in


def network_address() -> str:
    """The address the request comes from, as far as configured proxies are believed."""
    return request.remote_addr or ""


def _load(token: str) -> SignedIn | None:
    sign_in = queries.sign_in_of_token(current_session(), token=token, now=clock.now())
    if sign_in is None:
        return None
    g.sign_in_to_note = sign_in.id if clock.now() - sign_in.seen_at > SEEN_EVERY else None
    return SignedIn(sign_in, token)


def _note_seen(response):  # type: ignore[no-untyped-def]
    sign_in_id = g.pop("sign_in_to_note", None)
    if sign_in_id is not None:
        # A transaction of its own, so that reading requests stay reading.
        current_session().close()
        with current_database().writing() as session:
            services.note_seen(session, sign_in_id=sign_in_id, now=clock.now())
            session.commit()
    return response
