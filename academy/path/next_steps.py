"""The path as a row of the home page: the next thing of the plan; or, before anything, where to start."""

from __future__ import annotations

from datetime import datetime

from flask import current_app, url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.access import Access
from academy.learning.library import current_shelf
from academy.learning.next_steps import NextStep
from academy.path import queries
from academy.path.counting import Thing, Way
from academy.path.holdings import holdings_of
from academy.path.plans import way_of

ICONS = {"module": "book", "practice day": "play", "checklist": "list"}
ASSESSMENT_MINUTES = 3


def path_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """One row for somebody with a plan, or for a learner who has neither read nor said anything yet."""
    shelf = current_shelf()
    plan = queries.open_plan(session, person=person)
    if plan is None and person.may(Access.TRAINER):
        return []
    holdings = holdings_of(
        session, person=person, shelf=shelf, list_states=current_app.extensions["list_states"]
    )
    if plan is None:
        has_begun = any(progress.is_begun for progress in holdings.progress.values()) or holdings.records
        is_new = not has_begun and not queries.self_assessments_of(session, person=person)
        return [_beginning()] if is_new and shelf.career.statements else []
    way = way_of(plan, person=person, career=shelf.career, holdings=holdings, now=now)
    return [_going_on(way, way.next)] if way and way.next else []


def _going_on(way: Way, thing: Thing) -> NextStep:
    return NextStep(
        kind="My plan",
        title=thing.title,
        url=thing.url,
        reason=f"next on the way to {way.target.title.lower()}, {way.minutes_left} min left in all",
        detail=thing.note,
        minutes=thing.minutes_left,
        icon=ICONS[thing.kind],
    )


def _beginning() -> NextStep:
    return NextStep(
        kind="Begin",
        title="Where would you start?",
        url=url_for("path.new_self_assessment"),
        reason="ten sentences about yourself, then a suggestion",
        minutes=ASSESSMENT_MINUTES,
        icon="ask",
    )
