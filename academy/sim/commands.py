"""What a coordinator can order, and the log of it; the rule: operation names are stored and never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from academy.sim import codec


class Position(StrEnum):
    """Where own work goes in one's own queue."""

    NOW = "now"  # at once; what is in hand goes back to the front of the queue
    NEXT = "next"
    LAST = "last"
    NOT_BEFORE = "not_before"  # last, and not started before `Do.not_before`


class Command:
    """An order given at some minute. Subclasses are frozen; `op` is the stable name in logs and JSON."""

    __slots__ = ()
    op: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Contain(Command):
    """Stop the damage first: hold, recall, freeze. 1 minute."""

    op: ClassVar[str] = "contain"
    request: str


@dataclass(frozen=True, slots=True)
class Do(Command):
    """Do it oneself, or move it within one's own queue. No minutes to order."""

    op: ClassVar[str] = "do"
    request: str
    position: Position = Position.LAST
    not_before: int | None = None  # minute; only with Position.NOT_BEFORE


@dataclass(frozen=True, slots=True)
class Delegate(Command):
    """Brief a runner, who does it after what is in their queue. 2 minutes."""

    op: ClassVar[str] = "delegate"
    request: str
    runner: str


@dataclass(frozen=True, slots=True)
class Route(Command):
    """Pass it to the department that owns it. 1 minute."""

    op: ClassVar[str] = "route"
    request: str
    department: str


@dataclass(frozen=True, slots=True)
class Escalate(Command):
    """Put it to somebody senior. 2 minutes, 4 with options prepared; one token of goodwill."""

    op: ClassVar[str] = "escalate"
    request: str
    contact: str
    options_prepared: bool = False


@dataclass(frozen=True, slots=True)
class Ask(Command):
    """Ask the sender what is missing. 1 minute in writing, 3 by voice."""

    op: ClassVar[str] = "ask"
    request: str


@dataclass(frozen=True, slots=True)
class Promise(Command):
    """Tell the sender when it will be done. 1 minute."""

    op: ClassVar[str] = "promise"
    request: str
    by: int  # the minute promised


@dataclass(frozen=True, slots=True)
class Decline(Command):
    """Say no, politely, with or without saying who can help. 1 minute."""

    op: ClassVar[str] = "decline"
    request: str
    signpost: str | None = None  # id of a department or contact


@dataclass(frozen=True, slots=True)
class Recall(Command):
    """Take it back from a runner; what they did is lost. 1 minute."""

    op: ClassVar[str] = "recall"
    request: str


@dataclass(frozen=True, slots=True)
class Merge(Command):
    """Treat it as the same thing as another request. 1 minute."""

    op: ClassVar[str] = "merge"
    request: str
    into: str


@dataclass(frozen=True, slots=True)
class Reply(Command):
    """Send one of the wordings on offer. No minutes."""

    op: ClassVar[str] = "reply"
    request: str
    wording: str


@dataclass(frozen=True, slots=True)
class Tick(Command):
    """Nothing ordered; marks that the player was there."""

    op: ClassVar[str] = "tick"


_ALL = (Contain, Do, Delegate, Route, Escalate, Ask, Promise, Decline, Recall, Merge, Reply, Tick)
COMMANDS: dict[str, type[Command]] = {kind.op: kind for kind in _ALL}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a run's log: a command and the minute at which it was given."""

    minute: int
    command: Command


def to_row(entry: Entry) -> dict[str, Any]:
    """Return `entry` as a flat JSON object: "minute", "op" and the command's own fields."""
    return {"minute": entry.minute, "op": entry.command.op, **codec.to_plain(entry.command)}


def from_row(row: dict[str, Any]) -> Entry:
    """Rebuild an entry from `to_row`; raise ValueError when the row is not one."""
    fields = dict(row)
    minute, op = fields.pop("minute", None), fields.pop("op", None)
    if type(minute) is not int or op not in COMMANDS:
        raise ValueError(f"not a log row: {row!r}")
    return Entry(minute, read_command(op, fields))


def read_command(op: str, fields: dict[str, Any]) -> Command:
    """Build the command named `op` from plain values; raise ValueError when they do not fit."""
    if op not in COMMANDS:
        raise ValueError(f"no operation is called {op!r}")
    return codec.from_plain(COMMANDS[op], fields)


def read_log(rows: Iterable[dict[str, Any]]) -> tuple[Entry, ...]:
    """Rebuild a log from its rows, in order."""
    return tuple(from_row(row) for row in rows)
