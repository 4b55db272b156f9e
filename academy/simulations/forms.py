"""What players send, read strictly. The rule it keeps: an unknown field is refused, not ignored.

Forms and JSON carry the same flat fields. Forms send all as text, so digits are numbers and "yes" is true.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request

from academy.core.errors import AcademyError
from academy.sim.commands import COMMANDS, Command, Do, Position, Tick, read_command
from academy.simulations.models import Mode
from academy.simulations.services import Sent

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
STEPS = {"next": None, "5": 5, "15": 15, "30": 30}
MAX_NUMBER = 10_000
MAX_LEVEL = 100
_NUMBERS = frozenset({"not_before", "by"})
_SWITCHES = frozenset({"options_prepared"})
_LEVELS = f"A level is a whole number from 0 (calm) to {MAX_LEVEL} (full). Nothing was started."

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StartOrder:
    """A wish to start a run: how, and the key of the page it came from."""

    key: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class DayOrder:
    """A wish to start a run on a drawn day: of which stage, at which level, and how."""

    key: str
    mode: Mode
    stage: str
    level: int


def fields_of(request: Request) -> Fields:
    """The fields of a form or of a JSON object, without the token that CSRF protection has checked."""
    if request.is_json:
        values = request.get_json()
        if not isinstance(values, dict):
            raise AcademyError("Academy takes a JSON object here. Nothing was changed.")
        return dict(values)
    if any(len(values) > 1 for _, values in request.form.lists()):
        raise AcademyError("A field came twice. Nothing was changed.")
    return {name: value for name, value in request.form.items() if name != "csrf_token"}


def read_start(fields: Fields) -> StartOrder:
    """The order to start a run."""
    fields = dict(fields)
    order = StartOrder(_key(fields), _mode(fields))
    _refuse_rest(fields)
    return order


def read_day_start(fields: Fields) -> DayOrder:
    """The order to draw a day and to start a run on it."""
    fields = dict(fields)
    key, mode = _key(fields), _mode(fields)
    stage, level = str(fields.pop("stage", "")), _level(fields.pop("level", ""))
    _refuse_rest(fields)
    return DayOrder(key, mode, stage, level)


def read_level(value: Any) -> int | None:
    """The level that a page or a form asks for; None when it leaves that open."""
    return None if value is None else _level(value)


def read_decision(fields: Fields) -> tuple[Sent, Command]:
    """A decision, and what comes with every write."""
    fields = dict(fields)
    sent = _sent(fields)
    op = fields.pop("op", None)
    if not isinstance(op, str) or op not in COMMANDS or op == Tick.op:
        raise AcademyError("There is no such decision. Nothing was changed.")
    values = {name: _value(name, value) for name, value in fields.items() if value != ""}
    if op == Do.op:
        values["position"] = values.pop("place", Position.LAST)  # "position" is the log's on the wire
        if values["position"] != Position.NOT_BEFORE:
            values.pop("not_before", None)
    try:
        return sent, read_command(op, values)
    except ValueError as error:
        raise AcademyError(
            "That decision is incomplete or has a field too many. Nothing was changed."
        ) from error


def read_step(fields: Fields) -> tuple[Sent, int | None]:
    """A move of time by so many minutes, or to the next visible change."""
    fields = dict(fields)
    sent = _sent(fields)
    by = str(fields.pop("by", ""))
    _refuse_rest(fields)
    if by not in STEPS:
        raise AcademyError("Time moves to the next change, or by 5, 15 or 30 minutes. Nothing was changed.")
    return sent, STEPS[by]


def read_sent(fields: Fields) -> Sent:
    """A move that needs nothing but what comes with every write."""
    fields = dict(fields)
    sent = _sent(fields)
    _refuse_rest(fields)
    return sent


def read_end(fields: Fields) -> Sent:
    """The end of the day; as it decides nothing else, its page need not have seen the newest state."""
    fields = dict(fields)
    sent = _sent(fields) if "position" in fields else Sent(_key(fields), None)
    _refuse_rest(fields)
    return sent


def read_nothing(fields: Fields) -> None:
    """A message without content."""
    _refuse_rest(fields)


def request_of(command: Command) -> str | None:
    """The request a command is about."""
    return getattr(command, "request", None)


def _sent(fields: Fields) -> Sent:
    key = _key(fields)
    position = _number(fields.pop("position", None))
    if position is None:
        raise AcademyError("The page did not say which state it acted on. Reload it. Nothing was changed.")
    return Sent(key, position)


def _key(fields: Fields) -> str:
    key = fields.pop("key", None)
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise AcademyError("The page's key is missing or malformed. Reload it. Nothing was changed.")
    return key


def _mode(fields: Fields) -> Mode:
    mode = str(fields.pop("mode", ""))
    if mode not in {str(known) for known in Mode}:
        raise AcademyError("A day is played “live” or “step”. Nothing was started.")
    return Mode(mode)


def _level(value: Any) -> int:
    level = _number(value)
    if level is None or level > MAX_LEVEL:
        raise AcademyError(_LEVELS)
    return level


def _value(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        number = _number(value)
        if number is None:
            raise AcademyError("A minute of the day is a whole number. Nothing was changed.")
        return number
    if name in _SWITCHES and value == "yes":
        return True
    return value


def _number(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        value = int(value)
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        return None
    return value


def _refuse_rest(fields: Mapping[str, Any]) -> None:
    rest = sorted(set(fields) - {"csrf_token"})
    if rest:
        raise AcademyError(f"This has no field “{rest[0][:40]}”. Nothing was changed.")
