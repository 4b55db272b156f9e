"""Rows of a run's log to what happened and back. The rule: rows stay as they are, old shapes are lifted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from academy.sim import commands
from academy.sim.commands import Command, Entry
from academy.simulations.models import EventKind, RunEvent
from academy.simulations.timekeeping import Stop


def payload_of(command: Command) -> dict[str, Any]:
    """What is stored of a decision; its minute has a column of its own."""
    row = commands.to_row(Entry(0, command))
    del row["minute"]
    return row


def entries_of(events: Iterable[RunEvent]) -> tuple[Entry, ...]:
    """The decisions of a log, as the simulator replays them."""
    return tuple(
        commands.from_row({"minute": event.minute, **event.payload})
        for event in events
        if event.kind == EventKind.DECISION_MADE
    )


def stops_of(events: Iterable[RunEvent]) -> tuple[Stop, ...]:
    """The stretches of real time in which the day stood still; the last one may still last."""
    stops: list[Stop] = []
    for event in events:
        if event.kind == EventKind.RUN_PAUSED:
            stops.append(Stop(event.at))
        elif event.kind == EventKind.RUN_RESUMED:
            stops[-1] = Stop(stops[-1].since, event.at)
    return tuple(stops)
