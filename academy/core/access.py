"""Who may open what: the whole policy on one page. The rule it keeps: what is not in the table is refused.

The table grants a kind of person an endpoint; which objects they see there is decided by loading them from the person.
"""

from __future__ import annotations

from enum import StrEnum

from flask import Flask, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from academy.core.errors import ForbiddenError, NotFoundError, wants_json


class Access(StrEnum):
    """Kinds of access, from the most open to the narrowest."""

    PUBLIC = "public"
    SIGNED_OUT = "signed_out"
    SIGNED_IN = "signed_in"
    TRAINER = "trainer"
    ADMIN = "admin"
    SITE_ADMIN = "site_admin"
    DEVELOPMENT = "development"


POLICY: dict[str, Access] = {
    "assets.show_asset": Access.PUBLIC,
    "health.show_health": Access.PUBLIC,
    "health.show_readiness": Access.PUBLIC,
}


def install_access(app: Flask) -> None:
    """Check every request against the table before anything else runs."""

    @app.before_request
    def check_access() -> Response | None:
        if request.endpoint is None:
            return None  # an unknown address: the router answers 404 or 405
        return _check(POLICY.get(request.endpoint))


def _check(access: Access | None) -> Response | None:
    if access is None:
        raise ForbiddenError("This page has no access rule yet, so nobody may open it.")
    if access is Access.PUBLIC:
        return None
    if access is Access.DEVELOPMENT:
        if not current_app.config["IS_DEVELOPMENT"]:
            raise NotFoundError
        return None
    if access is Access.SIGNED_OUT:
        return redirect(url_for("learning.home"), 303) if current_user.is_authenticated else None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if access is not Access.SIGNED_IN and not current_user.may(access):
        raise ForbiddenError(
            "Your role does not include this page. Ask a trainer of your studio if you need it."
        )
    return None


def _ask_to_sign_in() -> Response:
    if wants_json() or request.method not in {"GET", "HEAD"}:
        raise _SignInNeededError("Sign in first; what you sent was not stored.", status=401)
    flash("Sign in to continue.")
    return redirect(url_for("accounts.new_sign_in", next=request.full_path.rstrip("?")), 303)


class _SignInNeededError(ForbiddenError):
    status = 401
