"""The run as a fold over its log; the rule: same instance and log, same state, however often one looks.

Functions change the state they are given and return it; `State.copy` keeps the old one.
"""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop
from typing import Any

from academy.sim import calendar, desk, rules
from academy.sim import commands as order
from academy.sim.books import use_handler
from academy.sim.commands import Command, Entry, Position
from academy.sim.events import HAPPENINGS
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.state import ASKED, CONTAINING, PROMISING, REPLYING, State, Status, blank
from academy.sim.tables import SCHEDULE


class IllegalMove(Exception):  # noqa: N818 - the name of the domain
    """A command that may not be given; `reason` says why in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def initial(instance: Instance) -> State:
    """Return the run at minute 0, with what lies on the desk then."""
    state = blank(instance)
    tables = state.tables
    for request in tables.roots:
        calendar.put(state, tables.arrives[request], calendar.ARRIVE, request)
    for place, appointment in enumerate(instance.appointments):
        calendar.put(state, appointment.starts, calendar.APPOINTMENT, place)
    calendar.put(state, tables.horizon, calendar.END, 0)
    heapify(state.heap)
    return advance(state, 0)


def advance(state: State, minute: int) -> State:
    """Let time pass until `minute`; in any number of steps, and again, it comes to the same."""
    heap, limit, woken = state.heap, minute + 1 << 40, 0
    while heap and heap[0] < limit:
        event = heappop(heap)
        now = state.now = event >> 40
        woken |= HAPPENINGS[event >> 36 & 15](state, event >> 20 & 0xFFFF, event & 0xFFFFF)
        # work starts once all that happens in this minute is in
        if woken and (not heap or heap[0] >> 40 > now):
            for handler in range(len(state.queues)):
                if woken >> handler & 1:
                    desk.dispatch(state, handler)
            woken = 0
    if not state.over and minute > state.now:
        state.now = minute
    return state


def apply(state: State, minute: int, command: Command) -> State:
    """Let time pass until `minute` and carry out `command`.

    Raises IllegalMove when the minute has passed, or when the command may not be given then; in the latter
    case time has passed all the same.
    """
    if minute < state.now:
        raise IllegalMove("That minute has passed.")
    advance(state, minute)
    reason = check(state, command)
    if reason is not None:
        raise IllegalMove(reason)
    carry_out = _ORDERS.get(type(command))
    if carry_out is not None:
        carry_out(state, command)
        advance(state, minute)
    return state


def fold(instance: Instance, log: Iterable[Entry], state: State | None = None) -> State:
    """Return the run after `log`, from the start or on from `state`, which is changed."""
    state = initial(instance) if state is None else state
    for entry in log:
        apply(state, entry.minute, entry.command)
    return state


def finish(state: State) -> State:
    """Let the day run to its end without another command."""
    return advance(state, state.tables.horizon)


def _request(state: State, command: Any) -> int:
    return state.tables.index[command.request]


def _attend_to(
    state: State, operation: int, place: int, minutes: int, first: int = 0, second: int = 0
) -> None:
    state.attention.append((operation, place, first, second, minutes))
    desk.attend(state)


def _hand_over(
    state: State, operation: int, place: int, minutes: int, first: int = 0, second: int = 0
) -> None:
    """Take the request off the coordinator's own work and deal with it."""
    if state.status[place] != Status.OPEN:
        desk.detach(state, place, keep_progress=False)
    state.status[place], state.handler[place] = Status.PENDING, -1
    _attend_to(state, operation, place, minutes, first, second)


def _contain(state: State, command: order.Contain) -> None:
    place = _request(state, command)
    state.flags[place] |= CONTAINING
    _attend_to(state, desk.CONTAIN_OP, place, rules.CONTAIN_MINUTES)


def _do(state: State, command: order.Do) -> None:
    place = _request(state, command)
    if state.status[place] == Status.QUEUED:
        desk.detach(state, place, keep_progress=True)
    desk.enqueue(state, 0, place, command.position, command.not_before or 0)
    if command.position is Position.NOT_BEFORE:
        use_handler(state, place, SCHEDULE)
    desk.dispatch(state, 0)


def _delegate(state: State, command: order.Delegate) -> None:
    runner = state.tables.handler_of[command.runner]
    _hand_over(state, desk.DELEGATE_OP, _request(state, command), rules.BRIEFING_MINUTES, runner)


def _route(state: State, command: order.Route) -> None:
    department = state.tables.department_of[command.department]
    _hand_over(state, desk.ROUTE_OP, _request(state, command), rules.ROUTE_MINUTES, department)


def _escalate(state: State, command: order.Escalate) -> None:
    state.tokens -= 1
    contact, prepared = state.tables.contact_of[command.contact], command.options_prepared
    minutes = rules.ESCALATE_WITH_OPTIONS_MINUTES if prepared else rules.ESCALATE_MINUTES
    _hand_over(state, desk.ESCALATE_OP, _request(state, command), minutes, contact, int(prepared))


def _ask(state: State, command: order.Ask) -> None:
    place = _request(state, command)
    state.flags[place] |= ASKED
    _attend_to(state, desk.ASK_OP, place, state.tables.ask_minutes[place])


def _promise(state: State, command: order.Promise) -> None:
    place = _request(state, command)
    state.flags[place] |= PROMISING
    _attend_to(state, desk.PROMISE_OP, place, rules.PROMISE_MINUTES, command.by)


def _decline(state: State, command: order.Decline) -> None:
    place = _request(state, command)
    useful = state.tables.signposts[place]
    helpful = command.signpost is not None and (not useful or command.signpost in useful)
    _hand_over(state, desk.DECLINE_OP, place, rules.DECLINE_MINUTES, int(helpful))


def _recall(state: State, command: order.Recall) -> None:
    place = _request(state, command)
    _attend_to(state, desk.RECALL_OP, place, rules.RECALL_MINUTES, state.handler[place])


def _merge(state: State, command: order.Merge) -> None:
    target = state.tables.index[command.into]
    _hand_over(state, desk.MERGE_OP, _request(state, command), rules.MERGE_MINUTES, target)


def _reply(state: State, command: order.Reply) -> None:
    place = _request(state, command)
    state.flags[place] |= REPLYING
    wordings = state.tables.requests[place].visible.wordings
    chosen = next(index for index, wording in enumerate(wordings) if wording.id == command.wording)
    _attend_to(state, desk.REPLY_OP, place, rules.REPLY_MINUTES, chosen)


_ORDERS: dict[type[Command], Callable[[State, Any], None]] = {
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
