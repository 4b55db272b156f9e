"""What codes of the simulator are called on pages: statuses, urgencies, decisions in the past tense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from academy.sim import commands as order
from academy.sim.commands import Command, Position
from academy.sim.rules import ASK_MINUTES
from academy.sim.view import RequestView

CHANNELS = {
    "mail": ("mail", "mail"),
    "chat": ("chat", "chat"),
    "phone": ("phone", "phone"),
    "walk_in": ("desk", "at your desk"),
    "tracker": ("tracker", "the tracker"),
}
URGENCIES = {
    1: "this week or later",
    2: "by tomorrow",
    3: "today",
    4: "within about two hours",
    5: "now",
}
WEIGHTS = {
    1: "a minute late costs 1: it can wait",
    2: "a minute late costs 2: it matters today",
    4: "a minute late costs 4: a cut-off hangs on it",
    8: "a minute late costs 8: work or trust is lost",
}
OPERATIONS = {
    "contain": "Contain",
    "do": "Do it myself",
    "delegate": "Delegate",
    "route": "Route",
    "escalate": "Escalate",
    "ask": "Ask",
    "promise": "Promise a time",
    "decline": "Decline",
    "recall": "Take it back",
    "merge": "Merge",
    "reply": "Reply",
    "appointment": "Appointment",
}
HANDLERS = {
    "do": "Do it yourself",
    "delegate": "Delegate",
    "route": "Route",
    "escalate": "Escalate",
    "ask": "Ask first",
    "schedule": "Put it off",
    "decline": "Decline",
}
ATTENDING = {
    "contain": "Containing",
    "delegate": "Briefing",
    "route": "Passing on",
    "escalate": "Escalating",
    "ask": "Asking about",
    "promise": "Promising a time for",
    "decline": "Declining",
    "recall": "Taking back",
    "merge": "Merging",
    "reply": "Replying to",
    "appointment": "In",
}


def clock(minute: int) -> str:
    """A minute after midnight as clock time."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def status_text(request: RequestView, names: Mapping[str, str]) -> str:
    """Where a request is, in a word or two."""
    if request.status == "open":
        return "new" if is_untouched(request) else "open"
    who = names.get(request.holder or "")
    if request.status in {"queued", "working"} and who:
        return f"{who}: {'next' if request.status == 'queued' else 'on it'}"
    return {
        "pending": "in hand",
        "queued": "in my queue",
        "working": "I am on it",
        "away": "with others",
        "merged": "merged",
        "done": "done",
        "declined": "declined",
    }[request.status]


def is_untouched(request: RequestView) -> bool:
    """Whether nobody has done anything about a request yet."""
    return request.status == "open" and not request.asked and request.acknowledged_at is None


def ask_cost(channel: str) -> str:
    """How long asking takes on a channel."""
    return f"{ASK_MINUTES[channel]} min"  # type: ignore[index]  # a channel is its own text


def decided(command: Command, names: Mapping[str, str], clock_of: Callable[[int], str]) -> str:
    """A decision in the past tense: "Handed to Maya"."""
    return _PAST[type(command)](command, names, clock_of)


def _do(command: order.Do, _names: Mapping[str, str], clock_of: Callable[[int], str]) -> str:
    if command.position is Position.NOT_BEFORE:
        return f"Put off until {clock_of(command.not_before or 0)}"
    return {
        Position.NOW: "Started it myself at once",
        Position.NEXT: "Put it next in my queue",
        Position.LAST: "Put it last in my queue",
    }[command.position]


def _escalate(command: order.Escalate, names: Mapping[str, str], _clock: Callable[[int], str]) -> str:
    how = " with options prepared" if command.options_prepared else ""
    return f"Escalated to {names[command.contact]}{how}"


def _decline(command: order.Decline, names: Mapping[str, str], _clock: Callable[[int], str]) -> str:
    return f"Declined, pointing to {names[command.signpost]}" if command.signpost else "Declined"


_PAST: dict[type[Command], Callable[[Any, Mapping[str, str], Callable[[int], str]], str]] = {
    order.Contain: lambda command, names, clock_of: "Contained it",
    order.Do: _do,
    order.Delegate: lambda command, names, clock_of: f"Handed to {names[command.runner]}",
    order.Route: lambda command, names, clock_of: f"Passed on to {names[command.department]}",
    order.Escalate: _escalate,
    order.Ask: lambda command, names, clock_of: "Asked what is missing",
    order.Promise: lambda command, names, clock_of: f"Promised it by {clock_of(command.by)}",
    order.Decline: _decline,
    order.Recall: lambda command, names, clock_of: "Took it back",
    order.Merge: lambda command, names, clock_of: f"Merged with “{names[command.into]}”",
    order.Reply: lambda command, names, clock_of: "Replied",
    order.Tick: lambda command, names, clock_of: "Looked at the desk",
}
