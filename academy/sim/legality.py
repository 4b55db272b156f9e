"""Whether a command may be given now; the rule: only what is visible decides, so a refusal tells nothing."""

from collections.abc import Callable
from typing import Any

from academy.sim import commands as order
from academy.sim.commands import Command, Position
from academy.sim.rules import BRIEFING_MINUTES
from academy.sim.state import ASKED, CONTAINING, PROMISING, REPLYING, State, Status

OVER = "The day is over."
UNKNOWN = "There is no such request on your desk."
CLOSED = "It is closed already."


def check(state: State, command: Command) -> str | None:
    """Return why `command` may not be given at `state.now`, in plain words, or None when it may."""
    if state.over or state.now >= state.tables.horizon:
        return OVER
    rule = _RULES.get(type(command))
    if rule is None:
        return None if isinstance(command, order.Tick) else "There is no such operation."
    place = state.tables.index.get(getattr(command, "request", ""), -1)
    if place < 0 or state.status[place] == Status.UNBORN:
        return UNKNOWN
    if state.status[place] >= Status.DONE:
        return CLOSED
    return rule(state, place, command)


def _handing_over(state: State, place: int) -> str | None:
    """Return why a request cannot be given to somebody now."""
    status = state.status[place]
    if status == Status.PENDING:
        return "You are about to deal with it."
    if status == Status.AWAY:
        return "It is with somebody else; they will come back to you."
    if status == Status.MERGED:
        return "It is merged with another request."
    if state.handler[place] > 0 and status in (Status.QUEUED, Status.WORKING):
        name = state.tables.handlers[state.handler[place]].name
        return f"{name} has it. Recall it first."
    return None


def _contain(state: State, place: int, _: order.Contain) -> str | None:
    return "You have contained it." if state.flags[place] & CONTAINING else None


def _do(state: State, place: int, command: order.Do) -> str | None:
    if state.status[place] == Status.WORKING and state.handler[place] == 0:
        return "You are working on it."
    if command.position is not Position.NOT_BEFORE:
        if command.not_before is not None:
            return "A start time belongs to work put off until later."
    elif command.not_before is None or not state.now < command.not_before < state.tables.horizon:
        return "Choose a start later today."
    return _handing_over(state, place)


def _delegate(state: State, place: int, command: order.Delegate) -> str | None:
    runner = state.tables.handler_of.get(command.runner, 0)
    if runner == 0:
        return "There is no such runner."
    if state.now + BRIEFING_MINUTES >= state.tables.shift_end[runner]:
        return f"The shift of {state.tables.handlers[runner].name} is over."
    return _handing_over(state, place)


def _route(state: State, place: int, command: order.Route) -> str | None:
    department = state.tables.department_of.get(command.department)
    if department is None:
        return "There is no such department."
    if state.bounced[place] >> department & 1:
        return "They have sent it back before."
    return _handing_over(state, place)


def _escalate(state: State, place: int, command: order.Escalate) -> str | None:
    if command.contact not in state.tables.contact_of:
        return "There is nobody of that name to turn to."
    contact = len(state.tables.department_of) + state.tables.contact_of[command.contact]
    if state.bounced[place] >> contact & 1:
        return "They have sent it back before."
    if state.tokens <= 0:
        return "You have used up the goodwill for today."
    return _handing_over(state, place)


def _ask(state: State, place: int, _: order.Ask) -> str | None:
    if state.flags[place] & ASKED:
        return "You have asked already."
    if state.status[place] in (Status.PENDING, Status.AWAY, Status.MERGED):
        return _handing_over(state, place)
    return None


def _promise(state: State, place: int, command: order.Promise) -> str | None:
    if state.promised[place] >= 0:
        return "You have promised a time already."
    if state.flags[place] & PROMISING:
        return "You are about to promise a time."
    if not state.now < command.by <= state.tables.horizon:
        return "Promise a time later today."
    return None


def _decline(state: State, place: int, command: order.Decline) -> str | None:
    known = state.tables.department_of.keys() | state.tables.contact_of.keys()
    if command.signpost is not None and command.signpost not in known:
        return "There is nobody of that name to point to."
    return _handing_over(state, place)


def _recall(state: State, place: int, _: order.Recall) -> str | None:
    if state.handler[place] > 0 and state.status[place] in (Status.QUEUED, Status.WORKING):
        return None
    return "No runner has it."


def _merge(state: State, place: int, command: order.Merge) -> str | None:
    target = state.tables.index.get(command.into, -1)
    if target < 0 or state.status[target] in (Status.UNBORN, Status.DECLINED):
        return "There is no such request to merge it with."
    if target == place:
        return "It cannot be merged with itself."
    return _handing_over(state, place)


def _reply(state: State, place: int, command: order.Reply) -> str | None:
    if state.flags[place] & REPLYING:
        return "You have replied."
    offered = state.tables.requests[place].visible.wordings
    if not any(wording.id == command.wording for wording in offered):
        return "There is no such wording to choose."
    return None


_RULES: dict[type[Command], Callable[[State, int, Any], str | None]] = {
    order.Contain: _contain,
    order.Do: _do,
    order.Delegate: _delegate,
    order.Route: _route,
    order.Escalate: _escalate,
    order.Ask: _ask,
    order.Promise: _promise,
    order.Decline: _decline,
    order.Recall: _recall,
    order.Merge: _merge,
    order.Reply: _reply,
}
