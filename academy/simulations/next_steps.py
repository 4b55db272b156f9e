"""What to practise next, as rows of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import current_app, url_for
from flask import session as browser_session
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.scenarios import Scenario
from academy.core.access import Access
from academy.learning.library import current_library
from academy.learning.next_steps import NextStep, Place
from academy.learning.queries import progress_in
from academy.simulations import library, queries
from academy.simulations.analyses import skills_from_text
from academy.simulations.models import Run
from academy.simulations.offer import Offer, offer_of
from academy.simulations.queries import Record
from academy.simulations.shift import COOKIE_FIELD, shift_from_cookie
from academy.simulations.timekeeping import live_minutes

#: About how long the visitor's shift takes to decide through.
SHIFT_MINUTES = 3


def first_shift_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The three-minute shift, for a learner who has begun nothing, until this browser has ended it."""
    scenario = library.shift_on_offer()
    if scenario is None or person.may(Access.TRAINER) or _has_ended(scenario):
        return []
    if queries.records_of(session, person=person):
        return []
    if any(one.is_begun for one in progress_in(session, person=person, courses=current_library().courses)):
        return []
    return [
        NextStep(
            kind="First",
            title=f"Take the desk: {scenario.title}",
            url=url_for("simulations.show_visitor_shift"),
            reason="no clock runs, and nothing counts yet",
            detail="What the job feels like, and what each decision cost",
            minutes=SHIFT_MINUTES,
            icon="desk",
            place=Place.FIRST,
        )
    ]


def open_day_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The days that are still open, newest first."""
    records = queries.records_of(session, person=person)
    return [_going_on(record.open_run) for record in records.values() if record.open_run]


def practice_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """A written day and, for somebody who has finished a day before, a drawn one."""
    records = queries.records_of(session, person=person)
    weakest = _weakest_skill(session, person)
    steps = _written_steps(records, person, weakest)
    if any(record.finished for record in records.values()):
        pool = library.current_pool()
        offer = offer_of(session, person=person, records=records, pool=pool, now=now)
        if offer is not None and not offer.stage.record.open_run:
            steps.append(_drawing(offer, weakest))
    return steps


def _written_steps(records: dict[str, Record], person: Person, weak: str) -> list[NextStep]:
    """The first written day that the person has never started, or else the one with most left to gain."""
    scenarios = library.current_scenarios()
    fresh = [scenario for slug, scenario in scenarios.items() if slug not in records]
    if fresh:
        return [_practising(fresh[0], person.time_factor, "not played yet")]
    again = [scenario for slug, scenario in scenarios.items() if not records[slug].open_run]
    if not again:
        return []
    weakest = min(again, key=lambda scenario: records[scenario.slug].best_outcome or 0)
    record = records[weakest.slug]
    runs = f"{record.finished} {'run' if record.finished == 1 else 'runs'}"
    best = f"best outcome {round(record.best_outcome or 0)} of 100 in {runs}"
    return [_practising(weakest, person.time_factor, f"{best}, {weak}" if weak else best)]


def _practising(scenario: Scenario, time_factor: str, reason: str) -> NextStep:
    return NextStep(
        kind="Practise",
        title=scenario.title,
        url=url_for("simulations.show_scenario", slug=scenario.slug),
        reason=reason,
        detail=f"{scenario.day}, {scenario.show}",
        minutes=live_minutes(scenario.closes - scenario.opens, time_factor),
        icon="play",
    )


def _drawing(offer: Offer, weak: str) -> NextStep:
    has_rating = offer.standing.rating is not None
    level = f"level {offer.level}, {'from your last runs' if has_rating else 'to begin with'}"
    return NextStep(
        kind="Practise",
        title=f"{offer.office.title}: {offer.stage.file.title}",
        url=url_for("simulations.show_day", stage=offer.stage.name),
        reason=f"{level}, {weak}" if weak else level,
        detail=offer.stage.file.show,
        minutes=offer.live_minutes,
        icon="play",
    )


def _weakest_skill(session: Session, person: Person) -> str:
    """The skill that the last analysed day showed least of, as a reason to practise; else empty."""
    latest = queries.last_analysis(session, person=person)
    scored = [one for one in skills_from_text(latest[1].document) if one.score is not None] if latest else []
    if not scored:
        return ""
    weakest = min(scored, key=lambda one: one.score or 0)
    return f"to work on {weakest.code} {weakest.skill}: {round(weakest.score or 0)} of 100 on your last day"


def _has_ended(scenario: Scenario) -> bool:
    kept = browser_session.get(COOKIE_FIELD)
    secret = str(current_app.config["SECRET_KEY"])
    played = shift_from_cookie(kept, scenario, secret) if kept else None
    return played is not None and played.is_over


def _going_on(run: Run) -> NextStep:
    return NextStep(
        kind="Go on",
        title=run.day.scenario.title,
        url=url_for("simulations.show_run", run_id=run.id),
        reason="the day is still open",
        detail=f"{run.decisions} {'decision' if run.decisions == 1 else 'decisions'} so far",
        icon="play",
    )
