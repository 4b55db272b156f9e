"""The browser of the tests: talks https to the configured host, and lets go of the test's session."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

HOST = "academy.example"
BASE_URL = f"https://{HOST}"
TOKEN = re.compile(r'(name="csrf[-_]token"[^>]*(?:value|content)=")([^"]+)')


class Browser(FlaskClient):
    """Commits the test's own session before each request, or SQLite's write lock would never come free."""

    arranging: Session | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if self.arranging is not None:
            self.arranging.commit()
        if args and isinstance(args[0], str):
            kwargs.setdefault("base_url", BASE_URL)
        self.environ_base.setdefault("HTTP_REFERER", f"{BASE_URL}/")
        return super().open(*args, **kwargs)

    def session_transaction(self, *args: Any, **kwargs: Any) -> Any:
        return super().session_transaction(*args, base_url=BASE_URL, **kwargs)

    def session_cookie(self) -> Any:
        """The session cookie as the server set it, or None."""
        return self.get_cookie(self.application.config["SESSION_COOKIE_NAME"], domain=HOST)

    def csrf_token(self) -> str:
        """The token that forms of this browser carry."""
        return csrf_token_in(self.get("/password-resets").text)

    def submit(self, path: str, **fields: Any) -> TestResponse:
        """Post a form with its CSRF token, as the page would."""
        return self.post(path, data={"csrf_token": self.csrf_token(), **fields})


def csrf_token_in(page: str) -> str:
    """The CSRF token in a page."""
    found = TOKEN.search(page)
    assert found, "the page has no CSRF token"
    return unescape(found[2])


def lasting_text(answer: TestResponse) -> str:
    """The page without what differs between any two: tokens, which carry the time, and the request id."""
    return TOKEN.sub(r"\1", answer.text).replace(answer.headers["X-Request-Id"], "")
