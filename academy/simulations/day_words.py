"""One day's facts in words. The rule: what was done stands in the past, what could be in the imperative."""

from __future__ import annotations

import re
from collections.abc import Mapping

from academy.sim import commands as order
from academy.sim.commands import Command, Position
from academy.sim.instance import Instance
from academy.simulations import words

#: Letters of a wording that a line about it shows.
SHOWN = 90
_LOUDER = re.compile(r"louder (\S+)\.$")


class DayWords:
    """The clock, the names and the decisions of one day."""

    def __init__(self, instance: Instance) -> None:
        self._starts_at = instance.starts_at
        self.subjects = {request.id: request.visible.subject for request in instance.requests}
        self.names: Mapping[str, str] = self.subjects | {
            place.id: place.name
            for group in (instance.departments, instance.contacts, instance.runners)
            for place in group
        }
        self._wordings = {
            (request.id, wording.id): wording.text
            for request in instance.requests
            for wording in request.visible.wordings
        }

    def clock(self, minute: int | None) -> str:
        """A minute of the day as clock time; the next day's are past midnight or after hours."""
        return words.clock(self._starts_at + minute) if minute is not None else "never"

    def stretch(self, minute: int, until: int) -> str:
        """A stretch of the day: "10:20 to 10:45"."""
        return self.clock(minute) if until <= minute else f"{self.clock(minute)} to {self.clock(until)}"

    def decided(self, command: Command) -> str:
        """What was done: "Handed to Maya"."""
        if isinstance(command, order.Reply):
            return f"Replied: “{self._wording(command)}”"
        return words.decided(command, self.names, self.clock)

    def proposed(self, command: Command, *more: Command, others: int = 0) -> str:
        """What could be done: "Hand it to Maya", or with `more` "Hand it to Maya, Jonah or 2 others"."""
        match command:
            case order.Do():
                return self._own_work(command)
            case order.Delegate():
                return f"Hand it to {self._either('runner', others, command, *more)}"
            case order.Route():
                return f"Pass it on to {self._either('department', others, command, *more)}"
            case order.Escalate():
                how = " with options prepared" if command.options_prepared else ""
                return f"Escalate it to {self._either('contact', others, command, *more)}{how}"
            case order.Promise():
                return f"Promise it by {self.clock(command.by)}"
            case order.Decline():
                whom = self.names.get(command.signpost or "")
                return f"Decline it, pointing to {whom}" if whom else "Decline it"
            case order.Merge():
                return f"Merge it with “{self.names[command.into]}”"
            case order.Reply():
                return f"Reply: “{self._wording(command)}”"
        return _PLAIN[command.op]

    def seen(self, what: str) -> str:
        """A sighting of the simulator, with a request's subject for its id."""
        return _LOUDER.sub(lambda found: f"louder “{self.subjects.get(found[1], found[1])}”.", what)

    def _either(self, field: str, others: int, *alike: Command) -> str:
        names = [self.names[getattr(command, field)] for command in alike]
        names += [f"{others} others"] if others else []
        return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)

    def _own_work(self, command: order.Do) -> str:
        if command.position is Position.NOT_BEFORE:
            return f"Put it off until {self.clock(command.not_before or 0)}"
        return {
            Position.NOW: "Start it at once",
            Position.NEXT: "Put it next in the queue",
            Position.LAST: "Put it last in the queue",
        }[command.position]

    def _wording(self, command: order.Reply) -> str:
        text = " ".join(self._wordings[command.request, command.wording].split())
        return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


_PLAIN = {
    "contain": "Contain it",
    "ask": "Ask what is missing",
    "recall": "Take it back",
    "tick": "Look at the desk",
}
