"""What a fair day must hold before anybody plays it; the rule: arithmetic on the instance, no policy."""

from collections.abc import Iterator

from academy.sim import rules
from academy.sim.instance import Handler, Instance, Judgement, Request, Trigger
from academy.sim.tables import Tables, tables_of

WORKLOAD = range(110, 131)  # percent


def workload(instance: Instance) -> int:
    """Return the hidden work of the roots in percent of the coordinator's minutes without appointments."""
    work = sum(item.hidden.work_minutes for item in instance.requests if item.trigger is Trigger.ROOT)
    free = instance.horizon - sum(item.ends - item.starts for item in instance.appointments)
    return work * 100 // max(1, free)


def unsound(instance: Instance) -> Iterator[str]:
    """Yield in words what makes a day unfair: too much or too little work, what cannot come or be met."""
    share = workload(instance)
    if share not in WORKLOAD:
        yield f"workload {share} % of the coordinator's minutes is not {WORKLOAD[0]} to {WORKLOAD[-1]} %"
    arrivals = earliest_arrivals(instance)
    tables = tables_of(instance)
    for request in instance.requests:
        arrives = arrivals[request.id]
        if not 0 <= arrives < instance.horizon:
            yield f"{request.id} can never come"
            continue
        needed = quickest_good_way(tables, request, arrives)
        if needed is not None and needed > request.hidden.due_minutes:
            yield f"{request.id} is due in {request.hidden.due_minutes} min; the best way takes {needed}"


def earliest_arrivals(instance: Instance) -> dict[str, int]:
    """Return the first minute at which each request can come; chains of follow-ups are followed up."""
    by_id = {item.id: item for item in instance.requests}
    return {item.id: _earliest(item, by_id) for item in instance.requests}


def quickest_good_way(tables: Tables, request: Request, arrives: int) -> int | None:
    """Return the minutes until the fastest right or acceptable way, started at the arrival, is done.

    A polite no is quick where it is right. None: no such way closes the request, so nothing can be said.
    """
    good = (Judgement.RIGHT, Judgement.ACCEPTABLE)
    ends = [
        end
        for handler in Handler
        if request.hidden.verdict(handler).judgement in good
        for end in _ends(tables, request, handler, arrives)
    ]
    return min(ends) - arrives if ends else None


def _earliest(request: Request, by_id: dict[str, Request]) -> int:
    if request.parent is None:
        return request.arrives
    parent = by_id[request.parent]
    hidden, minute = parent.hidden, _earliest(parent, by_id)
    if request.trigger is Trigger.LATE:
        minute += hidden.due_minutes + hidden.grace_minutes
    elif request.trigger is Trigger.UNCONTAINED:
        minute += hidden.contain_minutes or 0
    return minute + request.delay


def _ends(tables: Tables, request: Request, handler: Handler, arrives: int) -> Iterator[int]:
    """Yield the minutes at which a handler could be through."""
    instance, place = tables.instance, tables.index[request.id]
    if handler in (Handler.DO, Handler.SCHEDULE):
        yield arrives + tables.duration[0][place]
    elif handler is Handler.DELEGATE:
        for runner in range(1, len(tables.handlers)):
            begins = max(arrives + rules.BRIEFING_MINUTES, tables.shift_start[runner])
            end = begins + tables.duration[runner][place]
            if tables.level_ok[runner][place] and end <= tables.shift_end[runner]:
                yield end
    elif handler is Handler.ROUTE and request.hidden.owner is not None:
        owner = instance.departments[tables.department_of[request.hidden.owner]]
        end = max(arrives + rules.ROUTE_MINUTES, owner.opens) + owner.lead_minutes
        if end <= owner.closes:
            yield end
    elif handler is Handler.ESCALATE and instance.contacts and instance.tokens:
        yield arrives + rules.ESCALATE_WITH_OPTIONS_MINUTES + rules.DECISION_WAIT
    elif handler is Handler.DECLINE:
        yield arrives + rules.DECLINE_MINUTES
