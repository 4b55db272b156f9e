"""The list of notices; opening one marks it as read and leads to what it is about."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.redirects import own_path
from academy.notices import queries, services
from academy.notices.forms import ActionForm
from academy.notices.views.blueprint import blueprint

PAGE_SIZE = 50


@blueprint.get("/notices")
def index_notices() -> str:
    session, person = current_session(), current_person()
    total = queries.notice_count(session, person=person)
    last_page = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), last_page)
    skip = (page - 1) * PAGE_SIZE
    return render_template(
        "notices/index.html",
        notices=queries.notices_of(session, person=person, skip=skip, limit=PAGE_SIZE),
        total=total,
        first=skip + 1,
        page=page,
        last_page=last_page,
        unread=queries.unread_count(session, person=person),
        kept=services.KEPT,
    )


@blueprint.post("/notices/<int:notice_id>/opening")
def create_opening(notice_id: int) -> Response:
    ActionForm().validate()
    notice = _marked(notice_id)
    return redirect(own_path(notice, fallback=url_for(".index_notices")), 303)


@blueprint.post("/notices/<int:notice_id>/reading")
def create_reading(notice_id: int) -> Response:
    ActionForm().validate()
    _marked(notice_id)
    return redirect(url_for(".index_notices"), 303)


@blueprint.post("/notices/readings")
def create_readings() -> Response:
    ActionForm().validate()
    session = current_session()
    count = services.mark_all_read(session, person=current_person(), now=clock.now())
    session.commit()
    if count:
        flash(f"{count} {'notice is' if count == 1 else 'notices are'} marked as read.", "success")
    return redirect(url_for(".index_notices"), 303)


def _marked(notice_id: int) -> str:
    """Mark the notice as read and answer where it leads."""
    session = current_session()
    notice = services.mark_read(session, person=current_person(), notice_id=notice_id, now=clock.now())
    session.commit()
    return notice.url
