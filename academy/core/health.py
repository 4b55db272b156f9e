"""Two addresses for whoever runs Academy: is the process alive, and can it serve."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, current_app, jsonify

blueprint = Blueprint("health", __name__)

#: A check answers None when all is well, else a sentence that says what is not.
ReadinessCheck = Callable[[], str | None]


@blueprint.get("/healthz")
def show_health() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
def show_readiness() -> tuple[Response, int]:
    checks: dict[str, ReadinessCheck] = current_app.extensions["readiness"]
    faults = {name: fault for name, check in checks.items() if (fault := check()) is not None}
    if faults:
        return jsonify(status="not ready", faults=faults), 503
    return jsonify(status="ready", checks=sorted(checks)), 200
