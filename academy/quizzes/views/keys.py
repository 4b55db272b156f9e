"""Mending a wrong key for a studio: choose a change, see whose score it changes, apply it with a reason."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.accounts.models import Studio
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError
from academy.quizzes import flags, keys, services
from academy.quizzes.amending import Correction
from academy.quizzes.asking import question_of
from academy.quizzes.errors import CannotMendError
from academy.quizzes.forms import AmendmentForm, ReasonForm, read_trial
from academy.quizzes.models import QuestionVersion
from academy.quizzes.views.routes import blueprint
from academy.quizzes.vocabulary import Change


@blueprint.get("/amendments")
def index_amendments() -> str:
    rows = keys.amendments_by(current_session(), trainer=current_person())
    return render_template("quizzes/amendments.html", rows=rows, form=ReasonForm(formdata=None))


@blueprint.get("/amendments/new")
def new_amendment() -> str:
    studio_id = request.args.get("studio", "")
    if not studio_id.isascii() or not studio_id.isdigit() or len(studio_id) > 9:
        raise NotFoundError
    studio, version = _subject(int(studio_id), request.args.get("digest", ""))
    return _page(studio, version, read_trial())


@blueprint.post("/amendments")
def create_amendment() -> Response | tuple[str, int]:
    session, author, form = current_session(), current_person(), AmendmentForm()
    is_sound = form.validate_on_submit()
    if set(form.errors) - {"reason"} or form.change.data not in set(Change):
        raise AcademyError("The page did not say what to change. Reload it. Nothing was changed.")
    studio, version = _subject(int(str(form.studio.data)), str(form.digest.data))
    correction = Correction(Change(form.change.data), form.value.data or "")
    if not is_sound:
        return _page(studio, version, correction, form=form), 400
    amendment = services.amend(
        session,
        studio=studio,
        version=version,
        correction=correction,
        reason=str(form.reason.data),
        key=str(form.key.data),
        author=author,
        now=clock.now(),
    )
    session.commit()
    flash("The key is mended. Everybody whose score changed has been told.", "success")
    return redirect(url_for(".index_amendments", _anchor=f"amendment-{amendment.id}"), 303)


@blueprint.post("/amendments/<int:amendment_id>/revocations")
def create_revocation(amendment_id: int) -> Response:
    session, author, form = current_session(), current_person(), ReasonForm()
    amendment = keys.amendment_for_trainer(session, trainer=author, amendment_id=amendment_id)
    if not form.validate_on_submit():
        raise AcademyError("Say why you take the change back, in a sentence. Nothing was changed.")
    services.revoke(
        session, amendment=amendment, reason=str(form.reason.data), author=author, now=clock.now()
    )
    session.commit()
    flash("Taken back. Everybody whose score changed has been told.", "success")
    return redirect(url_for(".index_amendments"), 303)


def _subject(studio_id: int, digest: str) -> tuple[Studio, QuestionVersion]:
    session, trainer = current_session(), current_person()
    studio = keys.studio_of(session, trainer=trainer, studio_id=studio_id)
    return studio, keys.version_for(session, studio=studio, digest=digest)


def _page(
    studio: Studio,
    version: QuestionVersion,
    correction: Correction | None,
    *,
    form: AmendmentForm | None = None,
) -> str:
    """The question, the changes to choose from, and what the chosen one would do."""
    session, trainer = current_session(), current_person()
    fault, changes = None, None
    if correction is not None:
        try:
            changes = services.preview_amendment(
                session, studio=studio, version=version, correction=correction
            )
        except CannotMendError as error:
            fault = error.message  # shown beside the choice
    question = question_of(version.document)
    return render_template(
        "quizzes/new_amendment.html",
        studio=studio,
        version=version,
        question=question,
        statistics=flags.statistics_of(session, trainer=trainer, digests=[version.digest])[version.digest],
        choices=keys.choices_for(session, studio=studio, version=version),
        correction=correction,
        in_words=keys.words_of_change(question, correction) if correction and not fault else "",
        changes=changes,
        fault=fault,
        form=form or AmendmentForm(formdata=None),
        key=secrets.token_hex(16),
    )
