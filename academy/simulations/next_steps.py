"""What to practise next, as rows of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.scenarios import Scenario
from academy.learning.next_steps import NextStep
from academy.simulations import library, queries
from academy.simulations.models import Run
from academy.simulations.offer import Offer, offer_of
from academy.simulations.queries import Record
from academy.simulations.timekeeping import live_minutes


def open_day_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The days that are still open, newest first."""
    records = queries.records_of(session, person=person)
    return [_going_on(record.open_run) for record in records.values() if record.open_run]


def practice_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """A written day and, for somebody who has finished a day before, a drawn one."""
    records = queries.records_of(session, person=person)
    steps = _written_steps(records, person)
    if any(record.finished for record in records.values()):
        pool = library.current_pool()
        offer = offer_of(session, person=person, records=records, pool=pool, now=now)
        if offer is not None and not offer.stage.record.open_run:
            steps.append(_drawing(offer))
    return steps


def _written_steps(records: dict[str, Record], person: Person) -> list[NextStep]:
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
    return [_practising(weakest, person.time_factor, best)]


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


def _drawing(offer: Offer) -> NextStep:
    has_rating = offer.standing.rating is not None
    return NextStep(
        kind="Practise",
        title=f"{offer.office.title}: {offer.stage.file.title}",
        url=url_for("simulations.show_day", stage=offer.stage.name),
        reason=f"level {offer.level}, {'from your last runs' if has_rating else 'to begin with'}",
        detail=offer.stage.file.show,
        minutes=offer.live_minutes,
        icon="play",
    )


def _going_on(run: Run) -> NextStep:
    return NextStep(
        kind="Go on",
        title=run.day.scenario.title,
        url=url_for("simulations.show_run", run_id=run.id),
        reason="the day is still open",
        detail=f"{run.decisions} {'decision' if run.decisions == 1 else 'decisions'} so far",
        icon="play",
    )
