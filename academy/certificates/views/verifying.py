"""What anybody may learn from a code: whether its certificate counts, and what it attests. Nothing else."""

from __future__ import annotations

import logging

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from academy.accounts.identity import network_address
from academy.certificates import queries, services
from academy.certificates.codes import MAX_TYPED_LENGTH, code_typed, grouped
from academy.certificates.sheet import note_on
from academy.certificates.views.blueprint import blueprint
from academy.core import clock
from academy.core.db import current_database, current_session

#: A look-up does not wait long for the write lock: a busy database must not hide a certificate.
COUNT_PATIENCE_SECONDS = 0.5

logger = logging.getLogger(__name__)


@blueprint.get("/verify")
def new_verification() -> Response:
    typed = request.args.get("code", "").strip()[:MAX_TYPED_LENGTH]
    code = code_typed(typed)
    if code is not None:
        return _hidden(redirect(url_for(".show_verification", code=grouped(code)), 303))
    page = render_template("certificates/new_verification.html", typed=typed)
    return _hidden(make_response(page, 400 if typed else 200))


@blueprint.get("/verify/<code>")
def show_verification(code: str) -> Response:
    _count_look_up()
    certificate = queries.certificate_of_code(current_session(), code=code_typed(code) or code)
    page = render_template(
        "certificates/verification.html",
        certificate=certificate,
        attested=certificate.attested if certificate else None,
        note=note_on(certificate.attested) if certificate else "",
        code=grouped(certificate.code) if certificate else code[:MAX_TYPED_LENGTH],
    )
    return _hidden(make_response(page, 200 if certificate else 404))


def _count_look_up() -> None:
    """Count every look-up alike, found or not, in a transaction of its own: the page itself only reads."""
    try:
        with current_database().writing(patience_seconds=COUNT_PATIENCE_SECONDS) as writing:
            services.count_look_up(writing, address=network_address(), now=clock.now())
            writing.commit()
    except OperationalError:
        logger.warning("a look-up of a certificate was not counted", exc_info=True)


def _hidden(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
