"""Rows of a log to what happened and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from academy.sim import commands
from academy.sim.commands import Command, Entry, Position
from academy.simulations import log
from academy.simulations.models import EventKind, RunEvent
from academy.simulations.timekeeping import Stop
from tests.clock import MONDAY_MORNING as START

EVERY_COMMAND: list[Command] = [
    commands.Contain("R01"),
    commands.Do("R01", Position.NOT_BEFORE, 200),
    commands.Do("R01"),
    commands.Delegate("R01", "maya"),
    commands.Route("R01", "design"),
    commands.Escalate("R01", "ruth", options_prepared=True),
    commands.Ask("R01"),
    commands.Promise("R01", 120),
    commands.Decline("R01", "ruth"),
    commands.Decline("R01"),
    commands.Recall("R01"),
    commands.Merge("R01", "R02"),
    commands.Reply("R01", "warm"),
]


def event(kind: EventKind, seconds: int = 0, **payload: object) -> RunEvent:
    return RunEvent(kind=kind, minute=7, at=START + timedelta(seconds=seconds), payload=payload)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=repr)
def test_every_decision_survives_its_row(command: Command) -> None:
    row = event(EventKind.DECISION_MADE, **log.payload_of(command))
    assert log.entries_of([row]) == (Entry(7, command),)


def test_every_kind_of_command_is_covered() -> None:
    assert {type(command) for command in EVERY_COMMAND} | {commands.Tick} == set(commands.COMMANDS.values())


def test_other_events_decide_nothing() -> None:
    assert log.entries_of([event(kind) for kind in EventKind if kind is not EventKind.DECISION_MADE]) == ()


def test_pauses_become_stops() -> None:
    events = [
        event(EventKind.RUN_STARTED),
        event(EventKind.RUN_PAUSED, 10),
        event(EventKind.RUN_RESUMED, 40),
        event(EventKind.RUN_PAUSED, 50),
    ]
    moments = [START + timedelta(seconds=seconds) for seconds in (10, 40, 50)]
    assert log.stops_of(events) == (Stop(moments[0], moments[1]), Stop(moments[2]))
