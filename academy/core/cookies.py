"""The session cookie. The rule it keeps: Academy's clock tells its age, for the wall clock may step."""

from __future__ import annotations

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from academy.core import clock


class ClockedCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, dated by the running app's clock."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = _ClockedSigner
        return serializer


class _ClockedSigner(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())
