"""The session cookie. The rule it keeps: it proves who wrote it; how long it counts, the database decides.

Flask refuses a cookie that the wall clock finds too old or dated in the future: its steps sign people out.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class AgelessCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, whatever its age."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = _AgelessSigner
        return serializer


class _AgelessSigner(TimestampSigner):
    def unsign(self, signed_value: Any, max_age: int | None = None, return_timestamp: Any = False) -> Any:
        return super().unsign(signed_value, return_timestamp=return_timestamp)
