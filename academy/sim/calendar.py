"""The calendar of events to come, integers on a heap; the rule: minute, kind, payload is a total order."""

from heapq import heappush

from academy.sim.state import State

# Kinds, in the order in which one minute's events are processed
FINISH, APPOINTMENT, ATTEND, RETURN, BREAK, LATE, SILENCE, UNCONTAINED, ARRIVE, WAKE, END = range(11)

# What a RETURN brings back: the two low bits of its detail; above them, who sent it back
ANSWER, RESOLVED, BOUNCED, MISMERGED = range(4)


def put(state: State, minute: int, kind: int, subject: int, detail: int = 0) -> None:
    """Put an event on the calendar; what lies beyond the day never happens."""
    if minute <= state.tables.horizon:
        heappush(state.heap, minute << 40 | kind << 36 | subject << 20 | detail)


def next_change(state: State) -> int:
    """Return the next minute at which something visible can change; the horizon when nothing will.

    For the server's own timing: it may point at a request not yet born, so it must not be sent out as it is.
    """
    best = state.tables.horizon << 40 | END << 36
    for event in state.heap:
        if event >= best:
            continue
        kind = event >> 36 & 15
        if BREAK <= kind <= UNCONTAINED:
            continue
        if kind == FINISH and state.version[event >> 20 & 0xFFFF] != event & 0xFFFFF:
            continue
        best = event
    return best >> 40
