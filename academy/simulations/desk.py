"""The desk as pages show it. The rule it keeps: it is made from the simulator's view, never from more."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from academy.sim import calendar, codec
from academy.sim.commands import Entry
from academy.sim.state import State
from academy.sim.view import DayView, view
from academy.simulations import words
from academy.simulations.desk_hands import Appointment, Hand, appointments_of, hands_idle, hands_of
from academy.simulations.desk_items import Item, items_of
from academy.simulations.desk_places import Place, Slot, places_of, slots_of
from academy.simulations.models import Mode, Run
from academy.simulations.replay import replay_of, staging_of_run
from academy.simulations.shift import Shift
from academy.simulations.staging import Board, CastMember, Staging

#: An open desk asks again after this long at the latest.
LONGEST_SILENCE_MS = 5_000
SHOWN_CUT_OFFS = 2


@dataclass(frozen=True, slots=True)
class Pace:
    """How the time of a day passes at the moment."""

    mode: Mode
    is_running: bool
    minute_milliseconds: int = 0
    next_minute_in_ms: int = 0
    next_change_in_ms: int = LONGEST_SILENCE_MS

    @property
    def name(self) -> str:
        """The pace in a word."""
        if self.mode is Mode.STEP:
            return "step"
        return "live" if self.is_running else "paused"

    @property
    def text(self) -> str:
        """The pace as the clock shows it."""
        return {"step": "step by step", "live": "● live", "paused": "paused"}[self.name]


@dataclass(frozen=True, slots=True)
class CutOff:
    """A deadline that is still to come."""

    title: str
    clock: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the page of a day shows. `tag` changes when anything but the minute does."""

    title: str
    day: str
    view: DayView
    pace: Pace
    position: int
    key: str
    tag: str
    goodwill_total: int
    cut_offs: tuple[CutOff, ...]
    names_cut_offs: bool  # whether this day has any on its clock
    items: tuple[Item, ...]
    selected: Item | None
    hands: tuple[Hand, ...]
    appointments: tuple[Appointment, ...]
    places: Mapping[str, tuple[Place, ...]]
    slots: tuple[Slot, ...]
    board: Board
    cast: tuple[CastMember, ...]
    briefing_html: str

    @property
    def minute(self) -> int:
        """The minute of the day."""
        return self.view.minute

    @property
    def clock(self) -> str:
        """The time of the day."""
        return words.clock(self.view.starts_at + self.view.minute)

    @property
    def is_over(self) -> bool:
        """Whether the day has come to its end."""
        return self.view.is_over or self.view.minute >= self.view.horizon

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is not settled, newest first."""
        return tuple(item for item in reversed(self.items) if not item.is_settled)

    @property
    def settled_items(self) -> tuple[Item, ...]:
        """What is settled, newest first."""
        return tuple(item for item in reversed(self.items) if item.is_settled)


def desk_of_run(session: Session, *, run: Run, opened: str | None, now: datetime) -> Desk:
    """The desk of a run as it stands at `now`, with the request `opened` in the reading pane."""
    replay = replay_of(session, run)
    state = replay.state_at(replay.minute(run, now))
    pace = Pace(Mode.STEP, is_running=False)
    if run.mode == Mode.LIVE:
        keeping = replay.timekeeping(run)
        change = keeping.milliseconds_until(calendar.next_change(state), now)
        pace = Pace(
            Mode.LIVE,
            is_running=keeping.stopped_since(now) is None,
            minute_milliseconds=run.minute_milliseconds,
            next_minute_in_ms=keeping.milliseconds_until(state.now + 1, now),
            next_change_in_ms=min(change, LONGEST_SILENCE_MS),
        )
    return _desk(state, replay.entries, staging_of_run(run), pace, run.length, opened)


def desk_of_shift(shift: Shift, state: State, staging: Staging, *, opened: str | None) -> Desk:
    """The desk of a visitor's shift."""
    pace = Pace(Mode.STEP, is_running=False)
    return _desk(state, shift.entries, staging, pace, shift.length, opened)


def plain_desk(desk: Desk) -> dict[str, Any]:
    """The desk as JSON values: the view, and what a client needs to keep time with it."""
    return {
        "position": desk.position,
        "mode": str(desk.pace.mode),
        "is_running": desk.pace.is_running,
        "is_over": desk.is_over,
        "next_minute_in_ms": desk.pace.next_minute_in_ms,
        "next_change_in_ms": desk.pace.next_change_in_ms,
        "view": codec.to_plain(desk.view),
    }


def _desk(
    state: State, entries: Iterable[Entry], staging: Staging, pace: Pace, position: int, opened: str | None
) -> Desk:
    day = view(state)
    items, hands, cut_offs = items_of(day, entries, opened=opened), hands_of(day), _cut_offs(staging, day)
    public = (position, pace.name, opened, day.minute >= day.horizon, cut_offs, hands_idle(hands))
    return Desk(
        title=staging.title,
        day=staging.day,
        view=day,
        pace=pace,
        position=position,
        key=secrets.token_hex(16),
        tag=_tag(day, public),
        goodwill_total=staging.goodwill,
        cut_offs=cut_offs,
        names_cut_offs=bool(staging.cut_offs),
        items=items,
        selected=next((item for item in items if item.id == opened), None),
        hands=hands,
        appointments=appointments_of(day),
        places=places_of(day),
        slots=slots_of(day),
        board=staging.board_after(_done(day)),
        cast=staging.cast,
        briefing_html=staging.briefing_html,
    )


def _tag(day: DayView, public: tuple[object, ...]) -> str:
    """A mark of all that is seen but the minute: a page that knows it already needs no answer."""
    seen = codec.canonical(replace(day, minute=0))
    return hashlib.sha256(f"{public}{seen}".encode()).hexdigest()[:24]


def _cut_offs(staging: Staging, day: DayView) -> tuple[CutOff, ...]:
    return tuple(
        CutOff(
            cut_off.title,
            words.clock(day.starts_at + cut_off.minute),
            cut_off.elsewhere,
        )
        for cut_off in staging.cut_offs
        if cut_off.minute > day.minute
    )[:SHOWN_CUT_OFFS]


def _done(day: DayView) -> list[str]:
    done = [request for request in day.requests if request.status == "done"]
    return [request.id for request in sorted(done, key=lambda request: request.closed_at or 0)]
