"""What a person sends to an attempt: answers, checks, flags, its end. Forms get a page, scripts get JSON."""

from __future__ import annotations

from flask import flash, jsonify, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import wants_json
from academy.core.forms import AcademyForm
from academy.core.pages import local_time
from academy.quizzes import services
from academy.quizzes.asking import question_of
from academy.quizzes.flags import flagged_by
from academy.quizzes.forms import NEXT, FlagForm, Sent, position_sent, read_answer
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.progress import progress_of, step_of
from academy.quizzes.services.answering import asked_at
from academy.quizzes.sheets import sheet_of
from academy.quizzes.views.attempts import own_attempt, question_page, state_of
from academy.quizzes.views.routes import blueprint


@blueprint.post("/attempts/<int:attempt_id>/answers")
def create_answer(attempt_id: int) -> Response:
    session, attempt = current_session(), own_attempt(attempt_id)
    asked, sent = _save(session, attempt)
    session.commit()
    if wants_json():
        sheet, step = sheet_of(asked), step_of(asked)
        return jsonify(
            **state_of(attempt),
            revision=asked.revision,
            saved=local_time(asked.saved_at, "%H:%M:%S %Z") if asked.saved_at else "",
            reading=f"Read as {sheet.reading}." if sheet.reading else "",
            problem=sheet.problem,
            state=step.state,
            words=step.words,
        )
    return _onward(attempt, asked, sent)


@blueprint.post("/attempts/<int:attempt_id>/checks")
def create_check(attempt_id: int) -> Response:
    session, attempt = current_session(), own_attempt(attempt_id)
    asked, _ = _save(session, attempt)
    lack = services.check_answer(
        session, attempt=attempt, position=asked.position, person=current_person(), now=clock.now()
    )
    session.commit()
    if lack:
        flash(f"Nothing was checked. {lack}", "warning")
    return _to_question(attempt, asked.position, None if lack else "feedback")


@blueprint.post("/attempts/<int:attempt_id>/submissions")
def create_submission(attempt_id: int) -> Response:
    session, attempt, form = current_session(), own_attempt(attempt_id), AcademyForm()
    form.validate()
    services.submit_attempt(session, attempt=attempt, now=clock.now())
    session.commit()
    return redirect(url_for(".show_review", attempt_id=attempt.id), 303)


@blueprint.post("/attempts/<int:attempt_id>/flags")
def create_flag(attempt_id: int) -> Response | tuple[str, int]:
    session, person, attempt, form = current_session(), current_person(), own_attempt(attempt_id), FlagForm()
    asked = asked_at(attempt, position_sent())
    if not form.validate_on_submit():
        flagged = flagged_by(session, person=person, attempt=attempt)
        progress = progress_of(attempt, flagged=flagged, now=clock.now())
        return question_page(progress, asked, flag_form=form), 400
    is_new = services.flag_question(
        session,
        attempt=attempt,
        position=asked.position,
        person=person,
        reason=str(form.reason.data),
        now=clock.now(),
    )
    session.commit()
    thanks = "Flagged. Your trainers see it with your words, and you hear what came of it."
    flash(thanks if is_new else "You had flagged this question already; your first words stand.")
    return _to_question(attempt, asked.position, None)


def _save(session: Session, attempt: Attempt) -> tuple[AttemptQuestion, Sent]:
    asked = asked_at(attempt, position_sent())
    sent = read_answer(question_of(asked.version.document))
    saved = services.save_answer(
        session,
        attempt=attempt,
        position=sent.position,
        revision=sent.revision,
        response=sent.response,
        certainty=sent.certainty,
        now=clock.now(),
    )
    return saved, sent


def _onward(attempt: Attempt, asked: AttemptQuestion, sent: Sent) -> Response:
    """To the next question, or after the last to the overview; what cannot be read stays in sight."""
    if sent.then != NEXT or sheet_of(asked).problem:
        return _to_question(attempt, asked.position, None)
    if asked.position == len(attempt.questions):
        return redirect(url_for(".show_attempt", attempt_id=attempt.id), 303)
    return _to_question(attempt, asked.position + 1, None)


def _to_question(attempt: Attempt, position: int, anchor: str | None) -> Response:
    return redirect(url_for(".show_question", attempt_id=attempt.id, position=position, _anchor=anchor), 303)
