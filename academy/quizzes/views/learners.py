"""What trainers see of a learner's attempts, and more time for one that runs."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.accounts.models import Person
from academy.core import clock
from academy.core.db import current_session
from academy.quizzes import queries, services
from academy.quizzes.calibration import calibration_of
from academy.quizzes.forms import ExtensionForm
from academy.quizzes.progress import progress_of
from academy.quizzes.views.routes import blueprint


@blueprint.get("/learners/<int:person_id>/attempts")
def index_learner_attempts(person_id: int) -> str:
    learner = queries.learner_of(current_session(), trainer=current_person(), person_id=person_id)
    return _page(learner)


@blueprint.post("/attempts/<int:attempt_id>/extensions")
def create_extension(attempt_id: int) -> Response | tuple[str, int]:
    session, trainer, form = current_session(), current_person(), ExtensionForm()
    attempt = queries.attempt_for_trainer(session, trainer=trainer, attempt_id=attempt_id)
    if not form.validate_on_submit():
        return _page(attempt.person, form=form, form_of=attempt.id), 400
    services.extend_attempt(
        session,
        attempt=attempt,
        trainer=trainer,
        minutes=form.minutes.data or 0,
        reason=str(form.reason.data),
        seen_end=datetime.fromisoformat(str(form.seen_end.data)),
        key=str(form.key.data),
        now=clock.now(),
    )
    session.commit()
    flash(f"{attempt.person.name} has {form.minutes.data} more minutes, at once and in every tab.", "success")
    return redirect(url_for(".index_learner_attempts", person_id=attempt.person_id), 303)


def _page(learner: Person, *, form: ExtensionForm | None = None, form_of: int | None = None) -> str:
    session, now = current_session(), clock.now()
    attempts = queries.attempts_of(session, person=learner)
    answers = queries.answers_of(session, person=learner)
    return render_template(
        "quizzes/learner.html",
        learner=learner,
        running=[
            progress_of(queries.attempt_of(session, person=learner, attempt_id=one.id), flagged=(), now=now)
            for one in attempts
            if one.submitted_at is None
        ],
        finished=[attempt for attempt in attempts if attempt.submitted_at is not None],
        is_passed=queries.is_passed,
        calibration=calibration_of((answer.certainty, answer.is_right) for answer in answers),
        form=form or ExtensionForm(formdata=None),
        form_of=form_of,
        key=secrets.token_hex(16),
    )
