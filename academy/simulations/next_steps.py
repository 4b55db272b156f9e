"""What to practise next, as rows of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.learning.next_steps import NextStep
from academy.simulations import library, queries
from academy.simulations.models import Run
from academy.simulations.timekeeping import live_minutes


def open_day_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The days that are still open, newest first."""
    records = queries.records_of(session, person=person)
    return [_going_on(record.open_run) for record in records.values() if record.open_run]


def fresh_day_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The first practice day that the person has never started."""
    played = queries.records_of(session, person=person)
    scenarios = library.current_scenarios()
    fresh = next((slug for slug in scenarios if slug not in played), None)
    if fresh is None:
        return []
    scenario = scenarios[fresh]
    return [
        NextStep(
            kind="Practise",
            title=scenario.title,
            url=url_for("simulations.show_scenario", slug=fresh),
            reason="not played yet",
            detail=f"{scenario.day}, {scenario.show}",
            minutes=live_minutes(scenario.closes - scenario.opens, person.time_factor),
            icon="play",
        )
    ]


def _going_on(run: Run) -> NextStep:
    return NextStep(
        kind="Go on",
        title=run.day.scenario.title,
        url=url_for("simulations.show_run", run_id=run.id),
        reason="the day is still open",
        detail=f"{run.decisions} {'decision' if run.decisions == 1 else 'decisions'} so far",
        icon="play",
    )
