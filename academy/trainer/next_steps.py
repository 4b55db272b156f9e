"""Cohorts that need their trainer, as rows of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.cohorts import queries as cohorts
from academy.cohorts.models import Cohort
from academy.core.access import Access
from academy.learning.library import current_library
from academy.learning.next_steps import NextStep, Place
from academy.simulations.library import practice_titles
from academy.trainer.matrix import LearnerRow
from academy.trainer.queries import cohort_matrix

#: How many learners a row names before it counts the rest.
NAMED = 3


def first_cohort_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """A trainer's way to a first cohort: to make one, or to fill the one that is there."""
    if not person.may(Access.TRAINER):
        return []
    summaries = cohorts.cohorts_trained_by(session, trainer=person)
    if not summaries:
        return [_first_step("Make your first cohort", url_for("cohorts.index_cohorts"))]
    if any(summary.learners for summary in summaries):
        return []
    newest = summaries[0].cohort
    url = url_for("cohorts.edit_cohort", cohort_id=newest.id)
    return [_first_step(f"Add learners to {newest.name}", url)]


def cohort_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The cohorts this person trains in which somebody needs a look, with who and why."""
    summaries = cohorts.cohorts_trained_by(session, trainer=person)
    steps = [_step(session, summary.cohort, now) for summary in summaries if summary.learners]
    return [step for step in steps if step is not None]


def _first_step(title: str, url: str) -> NextStep:
    return NextStep(
        kind="First",
        title=title,
        url=url,
        reason="a name and its learners, then give them work",
        detail="Everything you can see of people hangs on a cohort",
        minutes=1,
        icon="person",
        place=Place.FIRST,
    )


def _step(session: Session, cohort: Cohort, now: datetime) -> NextStep | None:
    courses, titles = current_library().courses, practice_titles()
    matrix = cohort_matrix(session, cohort=cohort, courses=courses, scenario_titles=titles, now=now)
    needing = matrix.needing_help
    if not needing:
        return None
    return NextStep(
        kind="Look",
        title=f"{cohort.name}: {len(needing)} of {matrix.total} learners need a look",
        url=url_for("trainer.show_cohort", cohort_id=cohort.id),
        reason=_reasons(needing),
        icon="alert",
    )


def _reasons(needing: tuple[LearnerRow, ...]) -> str:
    named = "; ".join(f"{row.name}: {', '.join(row.needs)}" for row in needing[:NAMED])
    return f"{named}; and {len(needing) - NAMED} more" if len(needing) > NAMED else named
