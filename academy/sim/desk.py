"""Queues, hands and attention; the rule: every handler does one thing at a time."""

from academy.sim import calendar
from academy.sim.books import WORK_SPAN, note_span, use_handler
from academy.sim.commands import Position
from academy.sim.rules import RESUME_MINUTES
from academy.sim.state import State, Status
from academy.sim.tables import DO

# Operations in the attention queue; names for spans
(
    CONTAIN_OP,
    DELEGATE_OP,
    ROUTE_OP,
    ESCALATE_OP,
    ASK_OP,
    PROMISE_OP,
    DECLINE_OP,
    RECALL_OP,
    MERGE_OP,
    REPLY_OP,
    APPOINTMENT_OP,
) = range(11)
OPERATION_NAMES = (
    *("contain", "delegate", "route", "escalate", "ask", "promise"),
    *("decline", "recall", "merge", "reply", "appointment"),
)


def dispatch(state: State, handler: int) -> None:
    """Let an idle handler start the first thing in their queue that may be started."""
    queue = state.queues[handler]
    if state.over or state.current[handler] >= 0 or not queue or (handler == 0 and state.attention):
        return
    tables, now = state.tables, state.now
    if now >= tables.shift_end[handler]:
        return
    if now < tables.shift_start[handler]:
        calendar.put(state, tables.shift_start[handler], calendar.WAKE, handler)
        return
    for place, request in enumerate(queue):
        if state.not_before[request] <= now:
            del queue[place]
            _start(state, handler, request)
            return
    calendar.put(state, min(state.not_before[request] for request in queue), calendar.WAKE, handler)


def enqueue(state: State, handler: int, request: int, position: Position, not_before: int = 0) -> None:
    """Put a request that nobody holds into a queue."""
    state.status[request], state.handler[request] = Status.QUEUED, handler
    state.not_before[request] = not_before
    queue = state.queues[handler]
    if position is Position.NOW:
        in_hand = state.current[handler]
        if in_hand >= 0:
            detach(state, in_hand, keep_progress=True)
            state.status[in_hand] = Status.QUEUED
            queue.insert(0, in_hand)
        queue.insert(0, request)
    elif position is Position.NEXT:
        queue.insert(0, request)
    else:
        queue.append(request)


def detach(state: State, request: int, *, keep_progress: bool) -> None:
    """Take a request out of the queue or hands of whoever holds it."""
    handler = state.handler[request]
    if state.status[request] == Status.QUEUED:
        state.queues[handler].remove(request)
    elif state.status[request] == Status.WORKING:
        if handler == 0 and state.paused:
            state.paused = 0
        else:
            _set_aside(state, handler)
        state.current[handler] = -1
    if not keep_progress:
        state.remaining[request] = -1


def attend(state: State) -> None:
    """Give the coordinator's attention to the next operation, or back to their own work."""
    if state.attending >= 0:
        return
    if state.attention:
        if state.current[0] >= 0 and not state.paused:
            _set_aside(state, 0)
            state.paused = 1
        operation, request, first, second, minutes = state.attention[0]
        if operation == APPOINTMENT_OP:
            minutes = max(0, state.tables.instance.appointments[request].ends - state.now)
            state.attention[0] = (operation, request, first, second, minutes)
        state.attending = state.now + minutes
        calendar.put(state, state.attending, calendar.ATTEND, 0)
    elif state.paused:
        state.paused = 0
        _take_up(state, 0, state.current[0])


def finish_or_stop(state: State, handler: int) -> int:
    """End the span of work in hand; return the request if it is finished, -1 if the shift is over first."""
    request = state.current[handler]
    state.current[handler] = -1
    note_span(state, handler, WORK_SPAN, request, state.since[handler])
    if state.until[handler] <= state.now:
        return request
    state.remaining[request] = state.until[handler] - state.now
    state.status[request] = Status.QUEUED
    state.queues[handler].insert(0, request)
    return -1


def _start(state: State, handler: int, request: int) -> None:
    tables = state.tables
    if state.remaining[request] < 0:
        minutes = tables.duration[handler][request]
        if not state.known[request]:
            minutes += tables.rework[request]
        state.remaining[request] = minutes
    state.status[request], state.current[handler] = Status.WORKING, request
    _take_up(state, handler, request)
    if handler == 0:
        use_handler(state, request, DO)


def _take_up(state: State, handler: int, request: int) -> None:
    state.since[handler] = state.now
    state.until[handler] = state.now + state.remaining[request]
    state.version[handler] += 1
    stops = min(state.until[handler], max(state.now, state.tables.shift_end[handler]))
    calendar.put(state, stops, calendar.FINISH, handler, state.version[handler])


def _set_aside(state: State, handler: int) -> None:
    request = state.current[handler]
    # what was taken up in this very minute has not been resumed yet: a chain of messages costs one resumption
    has_worked = state.now > state.since[handler]
    state.remaining[request] = state.until[handler] - state.now + (RESUME_MINUTES if has_worked else 0)
    state.version[handler] += 1
    note_span(state, handler, WORK_SPAN, request, state.since[handler])
