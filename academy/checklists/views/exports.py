"""A list on paper and as files: print, CSV, Markdown."""

from __future__ import annotations

from flask import Response, make_response, render_template

from academy.accounts.identity import current_person
from academy.checklists import documents, queries
from academy.checklists.models import Worklist
from academy.checklists.sign_offs import standing
from academy.checklists.views.routes import blueprint
from academy.core import clock
from academy.core.db import current_session
from academy.core.pages import local_time
from academy.core.spreadsheet import csv_text


@blueprint.get("/worklists/<int:worklist_id>/print")
def print_worklist(worklist_id: int) -> str:
    session, worklist = current_session(), _worklist(worklist_id)
    state = queries.state_of(session, worklist=worklist)
    return render_template("worklists/print.html", worklist=worklist, state=state, now=clock.now())


@blueprint.get("/worklists/<int:worklist_id>.csv")
def export_csv(worklist_id: int) -> Response:
    session, worklist = current_session(), _worklist(worklist_id)
    state = queries.state_of(session, worklist=worklist)
    signed = standing(state, queries.sign_offs_of(session, worklists=[worklist])[worklist.id])
    rows = [documents.row_of(one, signed.get(one.item.id)) for one in state.items]
    return _file(csv_text(documents.HEADER, rows), "text/csv", worklist, "csv")


@blueprint.get("/worklists/<int:worklist_id>.md")
def export_markdown(worklist_id: int) -> Response:
    session, worklist = current_session(), _worklist(worklist_id)
    state = queries.state_of(session, worklist=worklist)
    text = documents.markdown_of(worklist, state, local_time)
    return _file(text, "text/markdown", worklist, "md")


def _worklist(worklist_id: int) -> Worklist:
    return queries.worklist_of(current_session(), person=current_person(), worklist_id=worklist_id)


def _file(text: str, mimetype: str, worklist: Worklist, ending: str) -> Response:
    response = make_response(text)
    response.mimetype = mimetype
    name = f"checklist-{worklist.code.lower()}-{worklist.id}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
