"""What learners say is wrong with questions, for their trainers to settle."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from academy.accounts.identity import current_person
from academy.core import clock
from academy.core.db import current_session
from academy.quizzes import flags, services
from academy.quizzes.forms import SettlementForm
from academy.quizzes.keys import shared_with, studios_of
from academy.quizzes.views.routes import blueprint


@blueprint.get("/flags")
def index_flags() -> str:
    return _page()


@blueprint.post("/flags/<int:flag_id>/settlements")
def create_settlement(flag_id: int) -> Response | tuple[str, int]:
    session, trainer, form = current_session(), current_person(), SettlementForm()
    flag = flags.flag_for_trainer(session, trainer=trainer, flag_id=flag_id)
    if not form.validate_on_submit():
        return _page(form=form, form_of=flag.id), 400
    is_first = services.settle_flag(
        session, flag=flag, trainer=trainer, answer=str(form.answer.data), now=clock.now()
    )
    session.commit()
    told = f"{flag.person.name} has your answer."
    flash(told if is_first else "This flag was settled before; the first answer stands.", "success")
    return redirect(url_for(".index_flags"), 303)


def _page(*, form: SettlementForm | None = None, form_of: int | None = None) -> str:
    session, trainer = current_session(), current_person()
    questions = flags.open_flags(session, trainer=trainer)
    trained = studios_of(session, trainer=trainer)
    return render_template(
        "quizzes/flags.html",
        questions=questions,
        studios={one.version.digest: shared_with(one.flags[0].person, trained) for one in questions},
        settled=flags.settled_flags(session, trainer=trainer),
        form=form or SettlementForm(formdata=None),
        form_of=form_of,
    )
