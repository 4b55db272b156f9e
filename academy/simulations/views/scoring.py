"""How scoring works, for everybody."""

from __future__ import annotations

from flask import render_template

from academy.core.errors import NotFoundError
from academy.simulations import library
from academy.simulations.views.routes import blueprint
from academy.simulations.worked_example import WorkedExample, worked_example


@blueprint.get("/how-scoring-works")
def show_scoring() -> str:
    return render_template("simulations/scoring.html", example=_example())


def _example() -> WorkedExample | None:
    try:
        return worked_example(library.visitors_scenario())
    except NotFoundError:  # no file offers a short shift; the page explains itself without
        return None
