"""A run as far as its log goes, folded once and kept.

The rule it keeps: what is cached follows from stored rows alone, so any process may forget it at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from academy.sim import engine
from academy.sim.commands import Entry
from academy.sim.instance import Instance
from academy.sim.state import State
from academy.simulations import log, queries
from academy.simulations.cache import Cache
from academy.simulations.models import DrawnDay, Mode, Run
from academy.simulations.staging import Staging, staging_from_plain
from academy.simulations.timekeeping import Stop, Timekeeping


@dataclass(frozen=True, slots=True)
class Replay:
    """What the first `length` events of a run make. `state` is shared: copy it before moving it on."""

    instance: Instance
    entries: tuple[Entry, ...]
    stops: tuple[Stop, ...]
    recorded_minute: int
    state: State

    @property
    def horizon(self) -> int:
        """The last minute of the day."""
        return self.instance.horizon

    @property
    def is_stopped(self) -> bool:
        """Whether the log says that the day stands still."""
        return bool(self.stops) and self.stops[-1].until is None

    def state_at(self, minute: int) -> State:
        """A state of its own, moved on to `minute`."""
        state = self.state.copy()
        engine.advance(state, minute)
        return state

    def timekeeping(self, run: Run) -> Timekeeping:
        """What the minute of a live day depends on."""
        return Timekeeping(
            run.started_at, run.minute_milliseconds, run.contact_at, self.stops, self.recorded_minute
        )

    def minute(self, run: Run, now: datetime) -> int:
        """The simulated minute at `now`; in step mode the last one recorded."""
        if run.mode == Mode.STEP:
            return self.recorded_minute
        return min(self.horizon, self.timekeeping(run).minute(now))

    def stopped_since(self, run: Run, now: datetime) -> datetime | None:
        """When a live day stopped; None while it runs, and in step mode."""
        return None if run.mode == Mode.STEP else self.timekeeping(run).stopped_since(now)


_replays: Cache[Replay] = Cache(256)
_instances: Cache[Instance] = Cache(64)
_stagings: Cache[Staging] = Cache(32)


def replay_of(session: Session, run: Run) -> Replay:
    """The run as its whole log makes it. Only for committed logs: one undone later must not be remembered."""
    return _replays.get((run.nonce, run.length), lambda: _replay(session, run))


def instance_of(day: DrawnDay) -> Instance:
    """The day itself."""
    return _instances.get(day.digest, lambda: Instance.from_json(day.document))


def staging_of_run(run: Run) -> Staging:
    """What pages show around the day of this run."""
    version = run.day.scenario
    return _stagings.get(version.digest, lambda: staging_from_plain(version.staging))


def _replay(session: Session, run: Run) -> Replay:
    events = queries.events_of(session, run=run)
    entries = log.entries_of(events)
    instance = instance_of(run.day)
    state = engine.fold(instance, entries)
    return Replay(instance, entries, log.stops_of(events), events[-1].minute, state)
