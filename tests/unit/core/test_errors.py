"""Titles of errors: only what is our fault is called so."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import default_exceptions

from academy.core.errors import AcademyError, install_errors

BROKEN = "Something broke on our side"


@pytest.fixture
def app() -> Flask:
    """An app whose only page raises what its address says."""
    app = Flask(__name__)
    install_errors(app)

    @app.get("/raise/<kind>/<int:status>")
    def show(kind: str, status: int) -> str:
        error: Exception = AcademyError("Said.", status=status)
        raise error if kind == "own" else default_exceptions[status]()

    return app


@pytest.mark.parametrize("kind", ["own", "http"])
@pytest.mark.parametrize("status", sorted(default_exceptions))
def test_only_5xx_is_called_our_fault(app: Flask, kind: str, status: int) -> None:
    answer = app.test_client().get(f"/raise/{kind}/{status}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    is_ours = status >= 500 and status != 503
    assert (answer.json["error"] == BROKEN) is is_ours
