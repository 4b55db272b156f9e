"""My mistakes, and practising one again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError
from academy.learning.library import current_shelf
from academy.review import services
from academy.review.forms import PracticeForm
from academy.review.mistakes import courses_in, mistakes_of, narrowed, told
from academy.review.sources import seeds_of
from academy.review.views.routes import blueprint

MISTAKES_A_PAGE = 25
SKILLS = ("K1", "K2", "K3", "K4", "K5")


@blueprint.get("/review/mistakes")
def index_mistakes() -> str:
    session, person, now, shelf = current_session(), current_person(), clock.now(), current_shelf()
    seeds = seeds_of(session, person, now)
    mistakes = mistakes_of(session, person=person, seeds=seeds, shelf=shelf)
    chosen = {name: request.args.get(name, "") for name in ("skill", "course")}
    shown = narrowed(mistakes, **chosen)
    still_open = [mistake for mistake in shown if not mistake.is_put_right]
    page = min(max(1, request.args.get("page", 1, int)), -(-len(still_open) // MISTAKES_A_PAGE) or 1)
    rows = still_open[(page - 1) * MISTAKES_A_PAGE : page * MISTAKES_A_PAGE]
    put_right = [mistake for mistake in shown if mistake.is_put_right]
    return render_template(
        "review/mistakes.html",
        mistakes=[(mistake, told(mistake, shelf)) for mistake in rows],
        put_right=[(mistake, told(mistake, shelf)) for mistake in put_right[:MISTAKES_A_PAGE]],
        count=len(still_open),
        put_right_count=len(put_right),
        has_any=bool(mistakes),
        courses=courses_in(mistakes),
        skills=SKILLS,
        chosen=chosen,
        page=page,
        pages=-(-len(still_open) // MISTAKES_A_PAGE) or 1,
    )


@blueprint.post("/review/mistakes/practice")
def create_practice() -> Response:
    session, person, now, form = current_session(), current_person(), clock.now(), PracticeForm()
    if not form.validate_on_submit():
        raise AcademyError("Choose a mistake from the list. Nothing was changed.")
    identity = form.kind.data, form.key.data
    seeds = seeds_of(session, person, now)
    seed = next((one for one in seeds if one.identity == identity and one.missed_at), None)
    if seed is None:
        raise NotFoundError("There is no such mistake of yours. It may have gone with its question.")
    services.pull_card(session, person=person, seed=seed, now=now)
    session.commit()
    flash("It comes first in today’s queue.", "success")
    return redirect(url_for("review.index_mistakes"), 303)
