"""Pages of the checklists: all of them, and one with what it asks and why."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template

from academy.core.errors import NotFoundError
from academy.learning.library import current_shelf

STAGES = {"pre": "Pre-production", "production": "Production", "delivery": "Delivery and wrap"}
NO_SUCH_LIST = "There is no such checklist. It may have been renamed; look in the list of checklists."

blueprint = Blueprint("checklists", __name__)


@blueprint.get("/checklists")
def index_checklists() -> str:
    checklists = current_shelf().checklists.checklists.values()
    by_stage = [
        (STAGES[stage], list(group)) for stage, group in groupby(checklists, key=lambda one: one.stage)
    ]
    return render_template("checklists/index.html", by_stage=by_stage)


@blueprint.get("/checklists/<slug>")
def show_checklist(slug: str) -> str:
    shelf = current_shelf()
    checklist = shelf.checklists.checklists.get(slug.upper()) if slug.islower() else None
    if checklist is None:
        raise NotFoundError(NO_SUCH_LIST)
    titles = {
        f"{course.slug}/{module.slug}": module.title
        for course in shelf.library.courses
        for module in course.modules
    }
    return render_template(
        "checklists/checklist.html", checklist=checklist, titles=titles, stage=STAGES[checklist.stage]
    )
