"""The page of results, and the first few of them while somebody types."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from academy.accounts.identity import current_person
from academy.core.db import current_session
from academy.learning.library import current_library
from academy.search import queries
from academy.search.shelf_index import current_index

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def index_results() -> str:
    results = queries.search(
        current_session(),
        person=current_person(),
        library=current_library(),
        index=current_index(),
        typed=request.args.get("q", ""),
        kind=request.args.get("kind", ""),
        page=request.args.get("page", 1, type=int),
    )
    return render_template("search/index.html", results=results)


@blueprint.get("/search/suggestions")
def index_suggestions() -> Response:
    hits, total = queries.suggestions(
        current_session(),
        person=current_person(),
        library=current_library(),
        index=current_index(),
        typed=request.args.get("q", ""),
    )
    found = [
        {
            "kind": queries.LABELS[hit.entry.kind],
            "title": hit.entry.title,
            "context": hit.entry.context,
            "url": hit.entry.url,
        }
        for hit in hits
    ]
    return jsonify(results=found, total=total)
