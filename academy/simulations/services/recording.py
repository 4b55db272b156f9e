"""Runs that were played somewhere else: by the reference players, for the demo and for tests.

The rule it keeps: the rows are those that playing through the pages would have left.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.scenarios import Scenario
from academy.sim import engine
from academy.sim.commands import Entry
from academy.simulations import log as rows
from academy.simulations import scoring
from academy.simulations.models import EventKind, Mode, Run
from academy.simulations.services.rating import rate_run
from academy.simulations.services.starting import ensure_day, known_day, new_event, new_run, prepare_day

#: How long somebody thinks about a step, when nobody has measured it.
STEP_SECONDS = 6

_Happening = tuple[EventKind, int, dict[str, Any]]


def record_played_run(
    session: Session,
    *,
    person: Person,
    scenario: Scenario,
    seed: int,
    mode: Mode,
    log: Sequence[Entry],
    started_at: datetime,
) -> Run:
    """Write a finished run on the day of `seed` with all its events, as if it had been played in `mode`.

    Raises `engine.IllegalMove` for a log that does not fit the day.
    """
    day = known_day(session, scenario=scenario, seed=seed) or prepare_day(scenario, seed)
    drawn = ensure_day(session, scenario, day, started_at)
    run = new_run(person, scenario.slug, drawn, mode, f"recorded_{secrets.token_hex(12)}", started_at)
    result = scoring.result_of(engine.fold(day.instance, log), day.references)
    happenings = list(_happenings(log, mode, day.instance.horizon))
    moments = _moments(run, happenings)
    run.length, run.decisions = len(happenings), len(log)
    run.contact_at = run.finished_at = moments[-1]
    for name, value in result.items():
        setattr(run, name, value)
    session.add(run)
    session.flush()  # its events need its number
    for position, ((kind, minute, payload), at) in enumerate(zip(happenings, moments, strict=True)):
        session.add(new_event(run, position, kind, minute, at, payload))
    rate_run(session, run=run, outcome=result["outcome"], now=moments[-1])
    return run


def _happenings(log: Sequence[Entry], mode: Mode, horizon: int) -> Iterator[_Happening]:
    yield EventKind.RUN_STARTED, 0, {"mode": str(mode)}
    now = 0
    for entry in log:
        if mode is Mode.STEP and entry.minute > now:
            yield EventKind.TIME_ADVANCED, entry.minute, {"minutes": None}
        now = entry.minute
        yield EventKind.DECISION_MADE, now, rows.payload_of(entry.command)
    yield EventKind.DAY_ENDED, horizon if mode is Mode.LIVE else now, {}


def _moments(run: Run, happenings: Sequence[_Happening]) -> list[datetime]:
    """When each of them happened in real time."""
    if run.mode is Mode.LIVE:
        pace = timedelta(milliseconds=run.minute_milliseconds)
        return [run.started_at + minute * pace for _, minute, _ in happenings]
    return [run.started_at + place * timedelta(seconds=STEP_SECONDS) for place in range(len(happenings))]
