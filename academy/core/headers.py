"""Security headers on every answer, and the check that a write comes from our own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

from academy.core.access import PROVED_BY_ADDRESS
from academy.core.db import READING_METHODS
from academy.core.errors import ForbiddenError

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
ONE_YEAR_SECONDS = 31_536_000


def install_headers(app: Flask) -> None:
    """Put the headers on every response and refuse writes that another site has caused."""
    app.before_request(_refuse_foreign_writes)
    app.after_request(_add_headers)
    if app.config["PREFERRED_URL_SCHEME"] == "https":
        app.after_request(_add_transport_security)


def _refuse_foreign_writes() -> None:
    if request.method in READING_METHODS or request.endpoint in PROVED_BY_ADDRESS:
        return
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    is_foreign = origin is not None and _host_of(origin) != request.host
    if site not in {"same-origin", "none"} or is_foreign:
        raise ForbiddenError(
            "This form was sent from another site. Open the page in Academy and send it again."
        )


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as "http://[": no address at all
        return None


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response


def _add_transport_security(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}; includeSubDomains"
    return response
