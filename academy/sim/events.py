"""What happens when an event on the calendar falls due; the rule: it never fails, whatever the state.

Every function gets the event's subject and detail and returns the handlers (as bits) that may start work.
"""

from collections.abc import Callable

from academy.sim import calendar, rules
from academy.sim.books import ACTIVE, charge, close, end, fail, note_span, set_off, use_handler
from academy.sim.commands import Position
from academy.sim.desk import (
    APPOINTMENT_OP,
    ASK_OP,
    CONTAIN_OP,
    DECLINE_OP,
    DELEGATE_OP,
    ESCALATE_OP,
    MERGE_OP,
    PROMISE_OP,
    RECALL_OP,
    REPLY_OP,
    ROUTE_OP,
    attend,
    detach,
    enqueue,
    finish_or_stop,
)
from academy.sim.instance import Trigger
from academy.sim.rules import ChargeKind
from academy.sim.state import BROKEN, MISMERGED, PROMISING, REFUSED, SILENT, State, Status
from academy.sim.tables import ASK, DECLINE, DELEGATE, ESCALATE, ROUTE


def _finish(state: State, handler: int, version: int) -> int:
    if state.version[handler] != version:
        return 0
    request = finish_or_stop(state, handler)
    if request >= 0:
        if not state.tables.level_ok[handler][request]:
            points = rules.MISHANDLED_PER_WEIGHT * state.tables.weight[request]
            charge(state, request, ChargeKind.WRONG_LEVEL, points)
            set_off(state, request, Trigger.MISHANDLED)
        close(state, request)
    return 1 << handler


def _appointment(state: State, place: int, _: int) -> int:
    state.attention.insert(1 if state.attending >= 0 else 0, (APPOINTMENT_OP, place, 0, 0, 0))
    attend(state)
    return 0


def _attend(state: State, _: int, __: int) -> int:
    operation, subject, first, second, minutes = state.attention.pop(0)
    note_span(state, 0, operation, subject, state.now - minutes)
    state.attending = -1
    woken = 0
    if operation != APPOINTMENT_OP and state.status[subject] in ACTIVE:
        woken = _EFFECTS[operation](state, subject, first, second)
    if state.over:
        return 0
    attend(state)
    return woken | 1


def _return(state: State, request: int, detail: int) -> int:
    what, department = detail & 3, detail >> 2
    if what == calendar.ANSWER:
        state.known[request] = 1
    elif what == calendar.RESOLVED:
        close(state, request)
    elif what == calendar.BOUNCED:
        state.status[request] = Status.OPEN
        state.bounced[request] |= 1 << department
        charge(state, request, ChargeKind.WRONG_ADDRESS, rules.NUISANCE)
    else:
        state.status[request] = Status.OPEN
        state.flags[request] |= MISMERGED
        charge(state, request, ChargeKind.WRONG_MERGE, rules.NUISANCE)
    return 0


def _break(state: State, request: int, _: int) -> int:
    if state.status[request] in ACTIVE:
        state.flags[request] |= BROKEN
        points = rules.BROKEN_PER_WEIGHT * state.tables.weight[request]
        charge(state, request, ChargeKind.BROKEN_PROMISE, points)
    return 0


def _late(state: State, request: int, _: int) -> int:
    if state.status[request] not in ACTIVE:
        return 0
    minute = state.due[request] + state.tables.grace[request]
    if minute > state.now:  # a promise has moved it meanwhile
        calendar.put(state, minute, calendar.LATE, request)
        return 0
    set_off(state, request, Trigger.LATE)
    if state.tables.fatal_late[request]:
        fail(state, request)
    return 0


def _silence(state: State, request: int, _: int) -> int:
    if state.status[request] in ACTIVE and state.acknowledged[request] < 0:
        state.flags[request] |= SILENT
        charge(state, request, ChargeKind.SILENCE, state.tables.silence[request])
    return 0


def _uncontained(state: State, request: int, _: int) -> int:
    if state.status[request] in ACTIVE and state.contained[request] < 0:
        charge(state, request, ChargeKind.UNCONTAINED, state.tables.contain_cost[request])
        set_off(state, request, Trigger.UNCONTAINED)
    return 0


def _arrive(state: State, request: int, _: int) -> int:
    tables, now = state.tables, state.now
    if now >= tables.horizon or state.status[request] != Status.UNBORN:
        return 0
    state.status[request], state.arrived[request] = Status.OPEN, now
    state.due[request] = now + tables.due[request]
    calendar.put(state, now + tables.acknowledge[request], calendar.SILENCE, request)
    calendar.put(state, state.due[request] + tables.grace[request], calendar.LATE, request)
    if tables.contain[request] >= 0:
        calendar.put(state, now + tables.contain[request], calendar.UNCONTAINED, request)
    return 0


def _wake(_: State, handler: int, __: int) -> int:
    return 1 << handler


def _end(state: State, _: int, __: int) -> int:
    end(state)
    return 0


def _contain(state: State, request: int, _: int, __: int) -> int:
    state.contained[request] = state.now
    if state.tables.contain[request] < 0:
        charge(state, request, ChargeKind.NEEDLESS_CONTAINMENT, rules.NUISANCE)
    return 0


def _delegate(state: State, request: int, runner: int, _: int) -> int:
    _acknowledge(state, request)
    enqueue(state, runner, request, Position.LAST)
    use_handler(state, request, DELEGATE)
    return 1 << runner


def _route(state: State, request: int, department: int, _: int) -> int:
    _acknowledge(state, request)
    state.status[request] = Status.AWAY
    if department == state.tables.owner[request]:
        place = state.tables.instance.departments[department]
        done = max(state.now, place.opens) + place.lead_minutes
        if done <= place.closes:  # else not today
            calendar.put(state, done, calendar.RETURN, request, calendar.RESOLVED)
    else:
        _bounce(state, request, calendar.BOUNCED | department << 2)
    use_handler(state, request, ROUTE)
    return 0


def _escalate(state: State, request: int, contact: int, prepared: int) -> int:
    tables = state.tables
    _acknowledge(state, request)
    state.status[request] = Status.AWAY
    if tables.weight[request] <= rules.NEEDLESS_BELOW and not tables.verdict_ok[request][ESCALATE]:
        charge(state, request, ChargeKind.NEEDLESS_ESCALATION, rules.NEEDLESS_ESCALATION)
    if not tables.contacts[request] or contact in tables.contacts[request]:
        wait = rules.DECISION_WAIT if prepared else rules.DECISION_WAIT_UNPREPARED
        calendar.put(state, state.now + wait, calendar.RETURN, request, calendar.RESOLVED)
    else:
        sender = len(tables.instance.departments) + contact
        _bounce(state, request, calendar.BOUNCED | sender << 2)
    use_handler(state, request, ESCALATE)
    return 0


def _ask(state: State, request: int, _: int, __: int) -> int:
    _acknowledge(state, request)
    wait = state.tables.answer_wait[request]
    if wait:
        calendar.put(state, state.now + wait, calendar.RETURN, request, calendar.ANSWER)
    else:
        state.known[request] = 1
    use_handler(state, request, ASK)
    return 0


def _promise(state: State, request: int, minute: int, _: int) -> int:
    _acknowledge(state, request)
    state.flags[request] &= ~PROMISING
    due = state.due[request]
    if state.now <= due and state.now <= minute <= due + state.tables.flexibility[request]:
        state.promised[request] = minute
        state.due[request] = max(due, minute)
        calendar.put(state, minute, calendar.BREAK, request)
    else:
        state.flags[request] |= REFUSED
        points = rules.REFUSED_PER_WEIGHT * state.tables.weight[request]
        charge(state, request, ChargeKind.REFUSED_PROMISE, points)
    return 0


def _decline(state: State, request: int, helpful: int, _: int) -> int:
    weight = state.tables.weight[request]
    use_handler(state, request, DECLINE)
    if state.over:
        return 0
    if not state.tables.decline_ok[request]:
        charge(state, request, ChargeKind.WRONG_DECLINE, rules.WRONG_DECLINE_PER_WEIGHT * weight)
        set_off(state, request, Trigger.MISHANDLED)
    if not helpful:
        charge(state, request, ChargeKind.NO_SIGNPOST, rules.NO_SIGNPOST_PER_WEIGHT * weight)
    close(state, request, Status.DECLINED)
    return 0


def _recall(state: State, request: int, runner: int, _: int) -> int:
    if state.handler[request] != runner or state.status[request] not in (Status.QUEUED, Status.WORKING):
        return 0
    detach(state, request, keep_progress=False)
    state.status[request], state.handler[request] = Status.OPEN, -1
    return 1 << runner


def _merge(state: State, request: int, target: int, _: int) -> int:
    tables = state.tables
    _acknowledge(state, request)
    if tables.twin[target] != tables.twin[request]:
        state.status[request] = Status.AWAY
        _bounce(state, request, calendar.MISMERGED)
        return 0
    while state.status[target] == Status.MERGED:
        target = state.into[target]
    if target == request:  # they were merged the other way round meanwhile
        state.status[request] = Status.OPEN
        return 0
    state.status[request], state.into[request] = Status.MERGED, target
    if state.status[target] not in ACTIVE:
        close(state, request)
    return 0


def _reply(state: State, request: int, wording: int, _: int) -> int:
    _acknowledge(state, request)
    state.worded[request] = wording
    facts = state.tables.requests[request]
    chosen = facts.visible.wordings[wording].id
    for place, effect in enumerate(facts.hidden.wording_effects):
        if effect.id == chosen:
            charge(state, request, ChargeKind.POOR_WORDING, effect.cost, place)
    return 0


def _bounce(state: State, request: int, detail: int) -> None:
    calendar.put(state, state.now + rules.BOUNCE_WAIT, calendar.RETURN, request, detail)


def _acknowledge(state: State, request: int) -> None:
    if state.acknowledged[request] < 0:
        state.acknowledged[request] = state.now


_EFFECTS: dict[int, Callable[[State, int, int, int], int]] = {
    CONTAIN_OP: _contain,
    DELEGATE_OP: _delegate,
    ROUTE_OP: _route,
    ESCALATE_OP: _escalate,
    ASK_OP: _ask,
    PROMISE_OP: _promise,
    DECLINE_OP: _decline,
    RECALL_OP: _recall,
    MERGE_OP: _merge,
    REPLY_OP: _reply,
}

# By kind, in the order of `calendar`
HAPPENINGS: tuple[Callable[[State, int, int], int], ...] = (
    *(_finish, _appointment, _attend, _return, _break, _late, _silence),
    *(_uncontained, _arrive, _wake, _end),
)
