"""Costs, follow-ups, closing and the end of a run; the rule: every point is one charge with a reason."""

from academy.sim import calendar, rules
from academy.sim.instance import Trigger
from academy.sim.rules import ChargeKind
from academy.sim.state import (
    MISHANDLED,
    UNCONTAINED,
    WENT_LATE,
    Charge,
    State,
    Status,
)
from academy.sim.tables import DO, HANDLERS, SCHEDULE

ACTIVE = range(Status.OPEN, Status.DONE)
WORK_SPAN = -1  # in the place of an operation, for own work

_ONCE = {Trigger.LATE: WENT_LATE, Trigger.MISHANDLED: MISHANDLED, Trigger.UNCONTAINED: UNCONTAINED}


def charge(state: State, request: int, kind: ChargeKind, points: int, detail: int = 0) -> None:
    """Add `points` to the cost; nothing is written for no points."""
    if points > 0:
        state.cost += points
        state.charges.append((state.now, request, kind, points, detail))


def set_off(state: State, request: int, trigger: Trigger) -> None:
    """Put the follow-ups of `request` for `trigger` on the calendar, once."""
    bit = _ONCE[trigger]
    if state.flags[request] & bit:
        return
    state.flags[request] |= bit
    for child in state.tables.follow_ups[request].get(trigger, ()):
        calendar.put(state, state.now + state.tables.delay[child], calendar.ARRIVE, child)


def use_handler(state: State, request: int, handler: int) -> None:
    """Note that `handler` is used for `request`; the first time, a poor choice has its consequence."""
    tables, bit = state.tables, 1 << handler
    seen = state.used[request] & bit
    if handler == DO and (seen or _was_well_scheduled(state, request)):
        return
    state.choices.append((state.now, request, handler))
    if seen:
        return
    state.used[request] |= bit
    charge(state, request, ChargeKind.POOR_HANDLER, tables.verdict_cost[request][handler], handler)
    if tables.verdict_mishandles[request][handler]:
        set_off(state, request, Trigger.MISHANDLED)
    if tables.verdict_fatal[request][handler]:
        fail(state, request)


def _was_well_scheduled(state: State, request: int) -> bool:
    return bool(state.used[request] >> SCHEDULE & 1 and state.tables.verdict_ok[request][SCHEDULE])


def close(state: State, request: int, status: Status = Status.DONE) -> None:
    """Close `request` now, charge its lateness, and close what was merged into it."""
    late = state.now - state.due[request]
    charge(state, request, ChargeKind.LATE, late * state.tables.weight[request], late)
    state.status[request], state.closed[request] = status, state.now
    if state.acknowledged[request] < 0:
        state.acknowledged[request] = state.now
    for other, target in enumerate(state.into):
        if target == request and state.status[other] == Status.MERGED:
            close(state, other)


def fail(state: State, request: int) -> None:
    """End the run at once: a fail-state request was handled in a forbidden way or left too long.

    The rest of the day counts as not worked, so that ending a day early never pays.
    """
    tables = state.tables
    state.failed = request
    charge(state, request, ChargeKind.FAIL_STATE, rules.FAIL_PER_WEIGHT * tables.weight[request])
    for other in tables.roots:
        if state.status[other] == Status.UNBORN:
            late = max(0, tables.horizon + rules.OVERTIME_MINUTES - tables.arrives[other] - tables.due[other])
            points = late * tables.weight[other] + tables.silence[other]
            charge(state, other, ChargeKind.NEVER_REACHED, points, late)
    end(state)


def end(state: State) -> None:
    """Close the books: what is open is charged as if done an hour after the end of the day."""
    tables = state.tables
    for handler, request in enumerate(state.current):
        if request >= 0 and not (handler == 0 and state.paused):
            note_span(state, handler, WORK_SPAN, request, state.since[handler])
    if state.attending >= 0:
        operation, subject, _, _, minutes = state.attention[0]
        note_span(state, 0, operation, subject, state.attending - minutes)
    for request, status in enumerate(state.status):
        if status in ACTIVE:
            late = tables.horizon + rules.OVERTIME_MINUTES - state.due[request]
            charge(state, request, ChargeKind.LEFT_OPEN, late * tables.weight[request], late)
    state.over = 1
    state.heap.clear()


def note_span(state: State, handler: int, operation: int, subject: int, starts: int) -> None:
    """Write down that `handler` was at `subject` from `starts` until now; nothing for no time."""
    if state.now > starts:
        state.spans.append((handler, operation, subject, starts, state.now))


def accrued(state: State) -> int:
    """Return the cost so far with the lateness still running; it never decreases, by time or by action."""
    if state.over:
        return state.cost
    weight, due, now = state.tables.weight, state.due, state.now
    running = sum(
        weight[request] * (now - due[request])
        for request, status in enumerate(state.status)
        if status in ACTIVE and now > due[request]
    )
    return state.cost + running


def ledger(state: State) -> tuple[Charge, ...]:
    """Return every charge with its reason in words; the points add up to `state.cost`."""
    requests = state.tables.requests
    return tuple(
        Charge(minute, requests[place].id, kind, points, _reason(state, place, kind, detail))
        for minute, place, kind, points, detail in state.charges
    )


def _reason(state: State, place: int, kind: ChargeKind, detail: int) -> str:
    hidden = state.tables.requests[place].hidden
    weight = f"{detail} min x weight {hidden.weight}"
    if kind is ChargeKind.LATE:
        return f"Closed {detail} min after it was due: {weight}."
    if kind is ChargeKind.LEFT_OPEN:
        return f"Still open at the end; counted as closed {detail} min late: {weight}."
    if kind is ChargeKind.NEVER_REACHED:
        return f"The day ended before it came; counted as {detail} min late and never answered: {weight}."
    if kind is ChargeKind.POOR_HANDLER:
        verdict = hidden.verdict(HANDLERS[detail])
        return verdict.reason or f"A poor way to handle it: {verdict.handler}."
    if kind is ChargeKind.POOR_WORDING:
        effect = hidden.wording_effects[detail]
        return effect.reason or "The wording of the reply did harm."
    return _REASONS[kind]


_REASONS = {
    ChargeKind.SILENCE: "Nobody answered within the time the sender waits for a sign of life.",
    ChargeKind.BROKEN_PROMISE: "A time was promised and passed.",
    ChargeKind.REFUSED_PROMISE: "The time offered came too late for the sender, who said no.",
    ChargeKind.WRONG_ADDRESS: "It went to somebody who does not decide or own it, and came back.",
    ChargeKind.NEEDLESS_ESCALATION: "Something minor was put on a senior desk.",
    ChargeKind.WRONG_LEVEL: "It was beyond the level of whoever did it, and was done wrong.",
    ChargeKind.UNCONTAINED: "Nobody stopped the damage in time.",
    ChargeKind.NEEDLESS_CONTAINMENT: "Work was stopped although nothing was spreading.",
    ChargeKind.WRONG_DECLINE: "It was declined although it had to be done.",
    ChargeKind.NO_SIGNPOST: "It was declined without saying who can help.",
    ChargeKind.WRONG_MERGE: "It was not the same thing, and the sender had to say so.",
    ChargeKind.FAIL_STATE: "This ends the day: it was handled in a way that must not happen.",
}
