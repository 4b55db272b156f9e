"""The pages of an attempt: its overview, one question, its review. Reading never writes."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.core.errors import AcademyError, NotFoundError, wants_json
from academy.core.pages import local_time
from academy.learning.library import current_shelf
from academy.quizzes import queries
from academy.quizzes.errors import AttemptOverError, CheckedError, StaleAnswerError
from academy.quizzes.flags import flagged_by
from academy.quizzes.forms import FlagForm, position_sent
from academy.quizzes.grades import corrections_for, graded
from academy.quizzes.keys import shared_with, studios_of
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.offer import quiz_of
from academy.quizzes.progress import Progress, progress_of
from academy.quizzes.review import review_of
from academy.quizzes.services.answering import asked_at
from academy.quizzes.sheets import feedback_of, sheet_of
from academy.quizzes.views.routes import blueprint


@blueprint.get("/attempts/<int:attempt_id>")
def show_attempt(attempt_id: int) -> str | AnyResponse:
    attempt = own_attempt(attempt_id)
    if attempt.submitted_at is not None:
        return redirect(url_for(".show_review", attempt_id=attempt.id), 303)
    progress = _progress(attempt)
    if progress.is_running and not any(asked.revision for asked in attempt.questions):
        return redirect(url_for(".show_question", attempt_id=attempt.id, position=1), 303)
    return render_template("quizzes/overview.html", progress=progress)


@blueprint.get("/attempts/<int:attempt_id>/questions/<int:position>")
def show_question(attempt_id: int, position: int) -> str | AnyResponse:
    attempt = own_attempt(attempt_id)
    if attempt.submitted_at is not None:
        return redirect(url_for(".show_review", attempt_id=attempt.id, _anchor=f"q{position}"), 303)
    progress = _progress(attempt)
    if progress.is_time_up:
        return redirect(url_for(".show_attempt", attempt_id=attempt.id), 303)
    return question_page(progress, asked_at(attempt, position))


@blueprint.get("/attempts/<int:attempt_id>/state")
def show_state(attempt_id: int) -> Response:
    response = jsonify(state_of(own_attempt(attempt_id)))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/attempts/<int:attempt_id>/review")
def show_review(attempt_id: int) -> str | AnyResponse:
    session, viewer = current_session(), current_person()
    attempt = queries.attempt_for_viewer(session, viewer=viewer, attempt_id=attempt_id)
    if attempt.submitted_at is None:
        if attempt.person_id != viewer.id:
            raise NotFoundError("This attempt is not over yet, so there is nothing to read.")
        return redirect(url_for(".show_attempt", attempt_id=attempt.id), 303)
    shelf = current_shelf()
    course = shelf.library.course(attempt.course_slug)
    is_own = attempt.person_id == viewer.id
    return render_template(
        "quizzes/review.html",
        review=review_of(session, attempt=attempt, course=course),
        is_own=is_own,
        studios=() if is_own else shared_with(attempt.person, studios_of(session, trainer=viewer)),
        quiz=quiz_of(course, shelf.questions, attempt.quiz) if course else None,
        key=secrets.token_hex(16),
    )


@blueprint.errorhandler(StaleAnswerError)
@blueprint.errorhandler(CheckedError)
@blueprint.errorhandler(AttemptOverError)
def show_refusal(error: AcademyError) -> Any:
    """What was refused and why, with what is stored."""
    session = current_session()
    session.rollback()
    attempt = own_attempt((request.view_args or {})["attempt_id"])
    asked = asked_at(attempt, position_sent()) if "position" in request.form else None
    if wants_json():
        response = jsonify(message=error.message, **state_of(attempt), stored=_stored(asked))
        response.status_code = error.status
        return response
    if asked is None or isinstance(error, AttemptOverError):
        flash(error.message, "warning")
        return redirect(url_for(".show_attempt", attempt_id=attempt.id), 303)
    return question_page(_progress(attempt), asked, message=error.message), error.status


def own_attempt(attempt_id: int) -> Attempt:
    """The signed-in person's attempt."""
    return queries.attempt_of(current_session(), person=current_person(), attempt_id=attempt_id)


def question_page(
    progress: Progress, asked: AttemptQuestion, *, message: str = "", flag_form: FlagForm | None = None
) -> str:
    """The page of one question of a running attempt."""
    feedback = None
    if asked.graded_at is not None:
        person = current_person()
        corrections = corrections_for(current_session(), person=person, digests=[asked.digest])
        feedback = feedback_of(asked, graded(asked, corrections))
    return render_template(
        "quizzes/question.html",
        progress=progress,
        asked=asked,
        sheet=sheet_of(asked),
        step=progress.steps[asked.position - 1],
        feedback=feedback,
        message=message,
        flag_form=flag_form or FlagForm(formdata=None, position=asked.position),
    )


def state_of(attempt: Attempt) -> dict[str, Any]:
    """What the clock of an open page needs."""
    progress = _progress(attempt)
    return {
        "ends_at": attempt.ends_at.isoformat() if attempt.ends_at else None,
        "ends": local_time(attempt.ends_at, "%H:%M:%S %Z") if attempt.ends_at else "",
        "seconds_left": progress.seconds_left,
        "is_running": progress.is_running,
        "overview": url_for(".show_attempt", attempt_id=attempt.id),
    }


def _progress(attempt: Attempt) -> Progress:
    flagged = flagged_by(current_session(), person=current_person(), attempt=attempt)
    return progress_of(attempt, flagged=flagged, now=clock.now())


def _stored(asked: AttemptQuestion | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    return {
        "revision": asked.revision,
        "certainty": asked.certainty,
        "saved_at": asked.saved_at.isoformat() if asked.saved_at else None,
        "is_answered": asked.response is not None,
    }
