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
from academy.simulations.timekeeping import live_minutes


def open_day_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The days that are still open, newest first."""
    records = queries.records_of(session, person=person)
    return [_going_on(record.open_run) for record in records.values() if record.open_run]


def practice_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The first practice day that the person has never started, or else the one with most left to gain."""
    records = queries.records_of(session, person=person)
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


def _going_on(run: Run) -> NextStep:
    return NextStep(
        kind="Go on",
        title=run.day.scenario.title,
        url=url_for("simulations.show_run", run_id=run.id),
        reason="the day is still open",
        detail=f"{run.decisions} {'decision' if run.decisions == 1 else 'decisions'} so far",
        icon="play",
    )
