"""The shift of a visitor: a step-mode day kept whole in the visitor's signed cookie.

The rule it keeps: the cookie carries decisions, never the day; the seed follows from its token and a secret.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import Any

from academy.content.scenarios import Scenario
from academy.core.errors import ConflictError
from academy.sim import commands, engine
from academy.sim.analysis import Analysis
from academy.sim.commands import Command, Entry
from academy.sim.instance import ENGINE_VERSION, Instance
from academy.sim.legality import check
from academy.sim.state import State
from academy.simulations import pacing, scoring
from academy.simulations.cache import Cache
from academy.simulations.errors import AnalysisBusyError, DayOverError, IllegalDecisionError, StaleError
from academy.simulations.services import make_analysis

MAX_DECISIONS = 40
SEEDS = 12
#: Where the browser's signed cookie keeps it.
COOKIE_FIELD = "shift"
#: Goes up when the values in the cookie get another shape.
COOKIE_VERSION = 1
_MARK_LENGTH = 12

_instances: Cache[Instance] = Cache(SEEDS)
_references: Cache[dict[str, Any]] = Cache(SEEDS)


class ShiftFullError(ConflictError):
    """The cookie takes no more decisions."""

    def __init__(self) -> None:
        super().__init__(
            f"A shift without an account keeps {MAX_DECISIONS} decisions, and this one has them. "
            "Let the time run to its end, or sign up for a whole day."
        )


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a visitor has come. `length` counts decisions and moves of time."""

    token: str
    mark: str  # of what its decisions were made on
    minute: int = 0
    length: int = 0
    is_over: bool = False
    entries: tuple[Entry, ...] = ()

    def to_cookie(self) -> dict[str, Any]:
        """The shift as small JSON values."""
        rows = [commands.to_row(entry) for entry in self.entries]
        kept = [{name: value for name, value in row.items() if value not in (None, False)} for row in rows]
        return {
            "t": self.token,
            "s": self.mark,
            "m": self.minute,
            "n": self.length,
            "o": self.is_over,
            "l": kept,
        }


def new_shift(scenario: Scenario, secret: str) -> Shift:
    """A shift that is about to begin."""
    return Shift(token_urlsafe(9), _mark(scenario, secret))


def shift_from_cookie(values: Mapping[str, Any], scenario: Scenario, secret: str) -> Shift | None:
    """The shift of a cookie; None when its day would be another one by now.

    That is so when the scenario has been edited, the simulator has changed, or the secret is a fresh one.
    """
    if values["s"] != _mark(scenario, secret):
        return None
    entries = commands.read_log(values["l"])
    return Shift(values["t"], values["s"], values["m"], values["n"], values["o"], entries)


def instance_of_shift(shift: Shift, scenario: Scenario, secret: str) -> Instance:
    """The day that this shift plays; which one cannot be told without the secret."""
    mark = hmac.new(secret.encode(), f"shift {shift.token}".encode(), hashlib.sha256).digest()
    seed = 1 + int.from_bytes(mark) % SEEDS
    return _instances.get((scenario.digest, seed), lambda: scenario.instance(seed))


def state_of_shift(shift: Shift, instance: Instance) -> State:
    """The state that the shift has reached."""
    state = engine.fold(instance, shift.entries)
    engine.advance(state, shift.minute)
    return state


def references_of(instance: Instance, scenario: Scenario) -> dict[str, Any]:
    """The costs that the shift is scored between, worked out once in each process."""
    return _references.get(
        instance.digest, lambda: scoring.references_of(instance, scenario.references(instance.seed))
    )


def analysis_of(shift: Shift, instance: Instance, references: dict[str, Any]) -> Analysis | None:
    """What the shift shows, a quarter of a second the first time; None while others are being worked out."""
    try:
        return make_analysis(instance, shift.entries, references)
    except AnalysisBusyError:
        return None


def decide(shift: Shift, instance: Instance, *, position: int | None, command: Command) -> Shift:
    """The shift with one more decision.

    Raises DayOverError, StaleError, ShiftFullError, IllegalDecisionError.
    """
    _check(shift, position)
    if len(shift.entries) >= MAX_DECISIONS:
        raise ShiftFullError
    if reason := check(state_of_shift(shift, instance), command):
        raise IllegalDecisionError(reason)
    entries = (*shift.entries, Entry(shift.minute, command))
    return _settled(replace(shift, entries=entries, length=shift.length + 1), instance)


def advance(shift: Shift, instance: Instance, *, position: int | None, minutes: int | None) -> Shift:
    """The shift some minutes later, or at the next visible change; raises DayOverError, StaleError."""
    _check(shift, position)
    target = pacing.minute_after(state_of_shift(shift, instance), minutes)
    return _settled(replace(shift, minute=target, length=shift.length + 1), instance)


def end(shift: Shift, instance: Instance) -> Shift:
    """The shift with the rest of the day let go."""
    return replace(shift, minute=instance.horizon, is_over=True)


def _mark(scenario: Scenario, secret: str) -> str:
    content = f"mark {COOKIE_VERSION} {ENGINE_VERSION} {scenario.digest}"
    return hmac.new(secret.encode(), content.encode(), hashlib.sha256).hexdigest()[:_MARK_LENGTH]


def _check(shift: Shift, position: int | None) -> None:
    if shift.is_over:
        raise DayOverError
    if position != shift.length:
        raise StaleError


def _settled(shift: Shift, instance: Instance) -> Shift:
    return replace(shift, is_over=bool(state_of_shift(shift, instance).over))
