"""Who is behind a request: flask-login on top of sign-in rows.

The rule it keeps: the cookie holds a random token, the database decides whether it still counts.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from flask import Flask, Response, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from academy.accounts import queries
from academy.accounts.models import Person, SignIn
from academy.accounts.passwords import Hasher
from academy.accounts.services import sign_ins
from academy.core import clock
from academy.core.access import Access
from academy.core.db import current_database, current_session
from academy.core.errors import NotFoundError

logger = logging.getLogger(__name__)

SEEN_EVERY = timedelta(minutes=10)
#: A page does not wait for the note: the next request brings it.
NOTE_PATIENCE_SECONDS = 0.05


class SignedIn(UserMixin):  # type: ignore[misc]  # no hints
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
    """Load the person of each request from its token, and note now and then that the browser was seen."""
    manager = LoginManager(app)
    manager.session_protection = None  # the token in the database is the protection
    manager.user_loader(_load)
    app.after_request(_note_seen)
    app.extensions["hasher"] = Hasher.standard()


def begin_session(token: str, *, is_remembered: bool) -> None:
    """Hand the token of a fresh sign-in to the browser; whatever its cookie held before is dropped."""
    session.clear()
    session.permanent = is_remembered
    user = _load(token)
    if user is not None:
        login_user(user)


def end_session() -> None:
    """Empty the browser's cookie; the row of the sign-in is ended by the services."""
    logout_user()
    session.clear()


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


def _note_seen(response: Response) -> Response:
    sign_in_id = g.pop("sign_in_to_note", None)
    if sign_in_id is None:
        return response
    current_session().close()  # the note has a transaction of its own, so that reading requests stay reading
    try:
        with current_database().writing(patience_seconds=NOTE_PATIENCE_SECONDS) as writing:
            sign_ins.note_seen(writing, sign_in_id=sign_in_id, now=clock.now())
            writing.commit()
    except OperationalError:
        logger.warning("a sign-in was not noted as seen", exc_info=True)  # the next request tries again
    return response
