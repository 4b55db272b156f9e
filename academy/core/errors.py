"""Domain errors and the one place that turns any error into a page or into JSON."""

from __future__ import annotations

import logging

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, SecurityError

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 2

_WHAT_HAPPENED = {
    400: (
        "That could not be read",
        "Something in the request was missing or malformed. Nothing was changed.",
    ),
    401: ("Sign in first", "This needs a signed-in browser. What you sent was not stored."),
    403: ("Not yours to open", "Your role does not include this page. Nothing was changed."),
    404: ("Nothing here", "The page does not exist, or it is not yours to see."),
    405: (
        "That does not work here",
        "The page exists, but not for this kind of request. Nothing was changed.",
    ),
    409: ("Something changed meanwhile", "The page you acted on was no longer current. Nothing was changed."),
    413: ("Too large", "What was sent is larger than Academy takes. Nothing was stored."),
    415: ("Wrong format", "Academy takes this only as a form or as JSON. Nothing was stored."),
    429: ("Too many tries", "Wait a little, then try again. Nothing was changed."),
    503: (
        "Busy for a moment",
        "The database did not answer in time. What you sent was not stored; send it again.",
    ),
}
_STALE_FORM = (
    "This form has lost its tie to your session, for instance because you signed in again elsewhere. "
    "Nothing was changed: go back, reload the page and send it again."
)
_UNEXPECTED = ("Something broke on our side", "It has been logged. What was saved before is kept.")


class AcademyError(Exception):
    """An error that a person can act on: an HTTP status and a sentence that says what to do."""

    status = 400

    def __init__(self, message: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status if status is not None else self.status
        self.retry_after = retry_after


class NotFoundError(AcademyError):
    """The object does not exist, or not for this person."""

    status = 404

    def __init__(self, message: str = "The page does not exist, or it is not yours to see.") -> None:
        super().__init__(message)


class ForbiddenError(AcademyError):
    """The person's role does not allow this."""

    status = 403


class ConflictError(AcademyError):
    """The state has moved on since the person last saw it."""

    status = 409


class LimitError(AcademyError):
    """Too many tries; `retry_after` says for how many seconds to wait."""

    status = 429


def install_errors(app: Flask) -> None:
    """Answer every error with a page, or with JSON where JSON was asked for."""
    app.register_error_handler(AcademyError, _show_academy_error)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(OperationalError, _show_database_error)
    app.register_error_handler(PoolTimeoutError, _show_database_error)
    app.register_error_handler(DBAPIError, _show_database_error)
    app.register_error_handler(RecursionError, lambda error: _answer(400))
    app.register_error_handler(Exception, _show_unexpected)


def wants_json() -> bool:
    """Whether this request speaks JSON rather than HTML."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return request.is_json or best == "application/json"


def _show_academy_error(error: AcademyError) -> Response:
    return _answer(error.status, error.message, retry_after=error.retry_after)


def _show_http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # a foreign host name: no page can be addressed, so none is drawn
        return make_response(
            "Academy does not answer to this host name.\n", status, {"Content-Type": "text/plain"}
        )
    if error.response is not None or 300 <= status < 400:
        return make_response(error.get_response())
    response = _answer(status, _STALE_FORM if isinstance(error, CSRFError) else None)
    if status == 405:
        response.headers["Allow"] = error.get_response().headers.get("Allow", "")
    return response


def _show_database_error(error: Exception) -> Response:
    if isinstance(error, DataError):  # a value that no column can hold, such as text with a NUL
        return _answer(400)
    if isinstance(error, IntegrityError):  # on PostgreSQL two requests may both find nothing and both insert
        logger.warning("two writes met", extra={"fields": {"statement": error.statement}})
        return _answer(409)
    if isinstance(error, DBAPIError) and not isinstance(error, OperationalError):
        return _show_unexpected(error)
    logger.error("database unavailable", exc_info=error)
    return _answer(503, retry_after=RETRY_AFTER_SECONDS)


def _show_unexpected(error: Exception) -> Response:
    logger.error("unexpected error", exc_info=error)
    return _answer(500)


def _answer(status: int, message: str | None = None, *, retry_after: int | None = None) -> Response:
    title, usual = _WHAT_HAPPENED.get(status, _WHAT_HAPPENED[400] if status < 500 else _UNEXPECTED)
    text = message or usual
    if wants_json():
        response = jsonify(error=title, message=text)
    else:
        response = make_response(_page(status, title, text))
    response.status_code = status
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _page(status: int, title: str, message: str) -> str:
    context = {"status": status, "title": title, "message": message, "request_id": g.get("request_id", "")}
    try:
        return render_template("errors/error.html", **context)
    except SQLAlchemyError:  # the page's frame asks who is signed in, and the database cannot say
        return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{escape(message)}</p>"
