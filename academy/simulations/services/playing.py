"""What can be done with a run.

The rule it keeps: an event is stored once, at the end of the log that its sender saw, at the server's minute;
the caller's commit is what makes it count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed
from academy.sim import engine
from academy.sim.commands import Command
from academy.sim.state import State
from academy.simulations import log, pacing, queries, scoring
from academy.simulations.errors import (
    DayOverError,
    IllegalDecisionError,
    KeyTakenError,
    StaleError,
    WrongModeError,
)
from academy.simulations.models import EventKind, Mode, Run, RunEvent
from academy.simulations.replay import Replay, replay_of
from academy.simulations.services.rating import rate_run
from academy.simulations.timekeeping import CONTACT_WINDOW


@dataclass(frozen=True, slots=True)
class Sent:
    """What comes with every write: the client's key, and the length of the log that its page has seen.

    Only the end of the day may come without a position.
    """

    key: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored for a key: the same answer however often it is sent."""

    position: int
    minute: int
    kind: EventKind


@dataclass(frozen=True, slots=True)
class _NewEvent:
    key: str
    kind: EventKind
    minute: int
    at: datetime
    payload: dict[str, Any]


def decide(session: Session, *, run: Run, sent: Sent, command: Command, now: datetime) -> Stored:
    """Store a decision at the present minute of the run, and end the run if that ends the day.

    A decision starts a stopped day again.
    Raises KeyTakenError, DayOverError, StaleError, IllegalDecisionError.
    """
    payload = log.payload_of(command)
    if earlier := _stored_before(session, run, sent, EventKind.DECISION_MADE, payload):
        return earlier
    replay = _current(session, run, sent)
    minute = replay.minute(run, now)
    if minute >= replay.horizon:
        raise DayOverError
    state = replay.state_at(minute)
    try:
        engine.apply(state, minute, command)
    except engine.IllegalMove as refusal:
        raise IllegalDecisionError(refusal.reason) from refusal
    event = _NewEvent(sent.key, EventKind.DECISION_MADE, minute, now, payload)
    return _store(session, run, state, [*_restart(run, replay, now), event], now)


def advance_time(session: Session, *, run: Run, sent: Sent, minutes: int | None, now: datetime) -> Stored:
    """Move a step-mode day on by `minutes` (None: to the next visible change); its end ends the run.

    Raises KeyTakenError, DayOverError, StaleError, and WrongModeError against the clock.
    """
    payload = {"minutes": minutes}
    if earlier := _stored_before(session, run, sent, EventKind.TIME_ADVANCED, payload):
        return earlier
    replay = _current(session, run, sent)
    if run.mode != Mode.STEP:
        raise WrongModeError("This day runs by the clock, so time cannot be moved by hand.")
    state = replay.state_at(replay.recorded_minute)
    target = pacing.minute_after(state, minutes)
    engine.advance(state, target)
    event = _NewEvent(sent.key, EventKind.TIME_ADVANCED, target, now, payload)
    return _store(session, run, state, [event], now)


def pause(session: Session, *, run: Run, sent: Sent, now: datetime) -> Stored:
    """Stop a live day; one that stands still already stays as it is.

    Raises KeyTakenError, DayOverError, StaleError, and WrongModeError where there is no clock to stop.
    """
    if earlier := _stored_before(session, run, sent, EventKind.RUN_PAUSED, {}):
        return earlier
    replay = _current(session, run, sent)
    if run.mode != Mode.LIVE:
        raise WrongModeError("Step by step there is no clock to stop: time stands still until you move it.")
    if replay.is_stopped:
        return Stored(run.length - 1, replay.recorded_minute, EventKind.RUN_PAUSED)
    minute, since = replay.minute(run, now), replay.stopped_since(run, now) or now
    event = _NewEvent(sent.key, EventKind.RUN_PAUSED, minute, since, {})
    return _store(session, run, replay.state_at(minute), [event], now)


def resume(session: Session, *, run: Run, sent: Sent, now: datetime) -> Stored:
    """Start a stopped day again; one that runs goes on.

    Raises KeyTakenError, DayOverError, StaleError.
    """
    if earlier := _stored_before(session, run, sent, EventKind.RUN_RESUMED, {}):
        return earlier
    replay = _current(session, run, sent)
    events = _restart(run, replay, now, key=sent.key)
    if not events:
        return Stored(run.length - 1, replay.recorded_minute, EventKind.RUN_RESUMED)
    return _store(session, run, replay.state_at(events[-1].minute), events, now)


def end_day(session: Session, *, run: Run, sent: Sent, now: datetime) -> Stored:
    """End the day: what is left of it passes without the player, and the run is scored.

    Raises KeyTakenError, DayOverError, StaleError.
    """
    if earlier := _stored_before(session, run, sent, EventKind.DAY_ENDED, {}):
        return earlier
    replay = _current(session, run, sent)
    minute = replay.minute(run, now)
    event = _NewEvent(sent.key, EventKind.DAY_ENDED, minute, now, {})
    return _store(session, run, replay.state_at(minute), [event], now)


def note_contact(session: Session, *, run_id: int, person: Person, now: datetime) -> bool:
    """Note that the desk of a running live day is open; False when the day stands still or is over."""
    changed = session.execute(
        update(Run)
        .where(
            Run.id == run_id,
            Run.person_id == person.id,
            Run.finished_at.is_(None),
            Run.contact_at >= now - CONTACT_WINDOW,
        )
        .values(contact_at=now)
        .execution_options(synchronize_session=False)
    )
    return bool(rows_changed(changed))


def _stored_before(
    session: Session, run: Run, sent: Sent, kind: EventKind, payload: dict[str, Any]
) -> Stored | None:
    """What this key stored before; raises KeyTakenError when that was something else."""
    event = queries.event_with_key(session, run=run, key=sent.key)
    if event is None:
        return None
    if event.kind != kind or event.payload != payload:
        raise KeyTakenError
    return _stored(event)


def _current(session: Session, run: Run, sent: Sent) -> Replay:
    """The run as its sender saw it; raises DayOverError or StaleError."""
    if run.finished_at is not None:
        raise DayOverError
    if sent.position not in {run.length, None}:
        raise StaleError
    return replay_of(session, run)


def _restart(run: Run, replay: Replay, now: datetime, *, key: str | None = None) -> list[_NewEvent]:
    """What sets a stopped day going: the stop itself where nobody has noted it yet, and the resumption."""
    since = replay.stopped_since(run, now)
    if since is None:
        return []
    minute = replay.minute(run, now)
    resumed = _NewEvent(key or _own_key(), EventKind.RUN_RESUMED, minute, now, {})
    if replay.is_stopped:
        return [resumed]
    return [_NewEvent(_own_key(), EventKind.RUN_PAUSED, minute, since, {"lost_contact": True}), resumed]


def _store(session: Session, run: Run, state: State, events: Sequence[_NewEvent], now: datetime) -> Stored:
    """Add events at the end of the log; `state` is what they lead to, and is scored when it ends the day."""
    last = events[-1]
    values: dict[str, Any] = {"length": run.length + len(events), "contact_at": now}
    if last.kind is EventKind.DECISION_MADE:
        values["decisions"] = run.decisions + 1
    if state.over or last.kind is EventKind.DAY_ENDED:
        values |= {"finished_at": now, **scoring.result_of(state, run.day.references)}
    changed = session.execute(
        update(Run)
        .where(Run.id == run.id, Run.length == run.length, Run.finished_at.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not rows_changed(changed):  # another request was first: on PostgreSQL two may get this far
        session.expire(run)
        earlier = _stored_before(session, run, Sent(last.key, None), last.kind, last.payload)
        if earlier is None:
            raise StaleError
        return earlier
    rows = [
        RunEvent(
            run_id=run.id,
            position=run.length + place,
            key=event.key,
            at=event.at,
            minute=event.minute,
            kind=event.kind,
            payload=event.payload,
        )
        for place, event in enumerate(events)
    ]
    session.add_all(rows)
    if "outcome" in values:
        rate_run(session, run=run, outcome=values["outcome"], now=now)
    session.flush()  # the answer below is read from rows that the database has taken
    session.expire(run)
    return _stored(rows[-1])


def _stored(event: RunEvent) -> Stored:
    return Stored(event.position, event.minute, EventKind(event.kind))


def _own_key() -> str:
    return f"server:{token_hex(8)}"
