"""How far time moves when a player moves it."""

from __future__ import annotations

from academy.sim import calendar
from academy.sim.state import State


def minute_after(state: State, minutes: int | None) -> int:
    """The minute so much later (None: of the next visible change), at most the end of the day."""
    target = state.now + minutes if minutes is not None else calendar.next_change(state)
    return min(state.tables.horizon, max(state.now + 1, target))
