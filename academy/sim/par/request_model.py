"""One request in the model of a day: when it comes, how it is settled, what that costs.

The rule: everything the engine charges is charged here, and nothing that it does not.
"""

from collections.abc import Callable, Iterator
from typing import Any

from academy.sim import rules
from academy.sim.instance import Trigger
from academy.sim.par.parts import Cause, Job, Literal, Minute, Operation, Request, Sheet
from academy.sim.par.ways import Kind, Way, can_ask, ways_of
from academy.sim.tables import ASK, DELEGATE

OwnWork = Callable[[Sheet, Request], None]

FAR = 5000  # minutes; beyond every due time
ALWAYS = 1


def add_request(sheet: Sheet, place: int, own_work: OwnWork) -> None:
    """Add the request at `place`, its parent having been added; nothing for one that can never come."""
    request = _arrival(sheet, place)
    if request is None:
        return
    sheet.requests[place] = request
    contacts = [*_promise(sheet, request), *_messages(sheet, request)]
    _ways(sheet, request)
    contacts += _hand_over(sheet, request)
    _runners(sheet, request)
    own_work(sheet, request)
    _silence(sheet, request, contacts)
    _containment(sheet, request)
    _lateness(sheet, request)
    _mishandling(sheet, request)


def _arrival(sheet: Sheet, place: int) -> Request | None:
    tables, model, horizon = sheet.tables, sheet.model, sheet.horizon
    request = tables.requests[place]
    if request.trigger is Trigger.ROOT:
        arrives = tables.arrives[place]
        closes = sheet.minute(arrives, sheet.never)
        return Request(place, arrives, arrives, None, closes, arrives + tables.due[place])
    parent = sheet.requests.get(tables.index[request.parent or ""])
    cause = _cause(parent, request.trigger) if parent else None
    if cause is None or cause.earliest + tables.delay[place] >= horizon:
        return None
    delay, earliest = tables.delay[place], cause.earliest + tables.delay[place]
    arrival, present = sheet.minute(earliest, horizon + FAR), sheet.literal()
    model.add(arrival == cause.minute + delay).only_enforce_if(cause.happens)
    in_time = sheet.decides(arrival, horizon - 1)
    model.add_implication(present, cause.happens)
    model.add_implication(present, in_time)
    model.add_bool_or([cause.happens.negated(), in_time.negated(), present])
    closes = sheet.minute(earliest, sheet.never)
    return Request(place, arrival, earliest, present, closes, arrival + tables.due[place])


def _cause(parent: Request, trigger: Trigger) -> Cause | None:
    causes = {
        Trigger.LATE: parent.late,
        Trigger.MISHANDLED: parent.mishandled,
        Trigger.UNCONTAINED: parent.uncontained,
    }
    return causes[trigger]


def _promise(sheet: Sheet, request: Request) -> list[Literal]:
    """Add an accepted promise, which moves the due minute, and a refused one, a mere sign of life.

    For one point less than a refusal, a detour over a wrong address gives the same sign of life.
    """
    model, tables, place = sheet.model, sheet.tables, request.place
    weight, first_due = tables.weight[place], request.due
    accepted, refused, either = sheet.literal(), sheet.literal(), sheet.literal()
    model.add(accepted + refused == either)
    operation = sheet.operation(request, rules.PROMISE_MINUTES, either)
    if operation is None:
        return []
    request.operations["promise"] = operation
    noticed = request.arrives + tables.acknowledge[place]
    model.add(operation.end <= noticed).only_enforce_if(refused)  # later it would give no sign of life
    promised = _least(sheet, first_due + tables.flexibility[place], sheet.horizon)
    model.add(operation.end <= first_due).only_enforce_if(accepted)
    model.add(operation.end <= promised).only_enforce_if(accepted)
    model.add(operation.end <= request.closes).only_enforce_if(either)
    if not tables.flexibility[place]:
        model.add(operation.end <= noticed).only_enforce_if(accepted)
    request.due = sheet.minute(0, sheet.horizon + FAR)
    model.add(request.due == first_due).only_enforce_if(accepted.negated())
    moved = sheet.minute(0, sheet.horizon + FAR)
    model.add_max_equality(moved, [first_due, promised])
    model.add(request.due == moved).only_enforce_if(accepted)
    broken = sheet.literal()
    model.add(request.closes <= promised).only_enforce_if([accepted, broken.negated()])
    sheet.charge(rules.BROKEN_PER_WEIGHT * weight, broken)
    sheet.charge(min(rules.REFUSED_PER_WEIGHT * weight, rules.NUISANCE), refused)
    return [_contact(sheet, request, operation)]


def _least(sheet: Sheet, minute: Minute, limit: int) -> Minute:
    if isinstance(minute, int):
        return min(minute, limit)
    least = sheet.minute(0, limit)
    sheet.model.add_min_equality(least, [minute, limit])
    return least


def _messages(sheet: Sheet, request: Request) -> list[Literal]:
    """Add what else gives a sign of life: a question, a wording, a briefing that is taken back."""
    tables, place = sheet.tables, request.place
    noticed, contacts = tables.acknowledge[place], []
    if can_ask(tables, place) and (tables.rework[place] or sheet.asks_everything):
        asks = sheet.literal()
        needed = None if tables.rework[place] else noticed  # else it only gives a sign of life
        operation = sheet.operation(request, tables.ask_minutes[place], asks, needed)
        if operation is not None:
            request.operations["ask"] = operation
            request.known_at = operation.end + tables.answer_wait[place]
            sheet.charge(tables.verdict_cost[place][ASK], asks)
            contacts.append(_contact(sheet, request, operation))
    facts = tables.requests[place]
    if facts.visible.wordings:
        replies = sheet.literal()
        operation = sheet.operation(request, rules.REPLY_MINUTES, replies, noticed)
        if operation is not None:
            request.operations["reply"] = operation
            sheet.charge(min(effect.cost for effect in facts.hidden.wording_effects), replies)
            contacts.append(_contact(sheet, request, operation))
    can_brief = len(tables.handlers) > 1 and not tables.verdict_fatal[place][DELEGATE]
    if can_brief and sheet.bounds_every_play:
        briefs = sheet.literal()
        operation = sheet.operation(request, rules.BRIEFING_MINUTES, briefs, noticed)
        if operation is not None:
            request.operations["recalled"] = operation
            sheet.charge(tables.verdict_cost[place][DELEGATE], briefs)
            contacts.append(_contact(sheet, request, operation))
    return contacts


def _contact(sheet: Sheet, request: Request, operation: Operation) -> Literal:
    """Return a literal that says that `operation` is a sign of life in time."""
    contact = sheet.before(operation.end, request.arrives + sheet.tables.acknowledge[request.place])
    sheet.model.add_implication(contact, operation.happens)
    return contact


def _ways(sheet: Sheet, request: Request) -> None:
    model, tables = sheet.model, sheet.tables
    for way in ways_of(tables, request.place, sheet.most):
        needed = way.attention + (way.minutes if way.kind in (Kind.OWN, Kind.RUNNER) else 0)
        if request.earliest + needed > sheet.horizon or (way.knows and request.known_at is None):
            continue
        literal = sheet.literal()
        request.ways.append((way, literal))
        sheet.charge(way.points, literal)
        if way.kind is Kind.LEFT:
            model.add(request.closes == sheet.never).only_enforce_if(literal)
        if way.knows:
            model.add_implication(literal, request.operations["ask"].happens)
    literals = [literal for _, literal in request.ways]
    if request.present is None:
        model.add_exactly_one(literals)
    else:
        model.add(sum(literals) == request.present)


def _hand_over(sheet: Sheet, request: Request) -> list[Literal]:
    """Add the operation that hands a request over; it gives a sign of life too."""
    model = sheet.model
    by_minutes: dict[int, list[tuple[Way, Literal]]] = {}
    for way, literal in request.ways:
        if way.attention:
            by_minutes.setdefault(way.attention, []).append((way, literal))
    contacts = []
    for minutes, ways in by_minutes.items():
        happens = sheet.literal()
        model.add(sum(literal for _, literal in ways) == happens)
        operation = sheet.operation(request, minutes, happens)
        if operation is None:
            continue
        request.hand_over[minutes] = operation
        contacts.append(_contact(sheet, request, operation))
        for way, literal in ways:
            _sent_on(sheet, request, way, literal, operation.end)
    return contacts


def _sent_on(sheet: Sheet, request: Request, way: Way, literal: Literal, handed: Minute) -> None:
    model, closes = sheet.model, request.closes
    if way.kind is Kind.DECLINE:
        model.add(closes == handed).only_enforce_if(literal)
    elif way.kind is Kind.ESCALATE:
        model.add(closes == handed + way.minutes).only_enforce_if(literal)
        model.add(closes <= sheet.horizon).only_enforce_if(literal)
    elif way.kind is Kind.ROUTE:
        owner = sheet.tables.instance.departments[sheet.tables.owner[request.place]]
        is_open = sheet.literal()
        model.add(closes == handed + way.minutes).only_enforce_if([literal, is_open])
        model.add(closes == owner.opens + way.minutes).only_enforce_if([literal, is_open.negated()])
        model.add(closes >= handed + way.minutes).only_enforce_if(literal)
        model.add(closes >= owner.opens + way.minutes).only_enforce_if(literal)
        model.add(closes <= min(owner.closes, sheet.horizon)).only_enforce_if(literal)


def _runners(sheet: Sheet, request: Request) -> None:
    """Let runners work without a break between their briefing and the end of their shift."""
    model, tables = sheet.model, sheet.tables
    for way, literal in request.ways:
        if way.kind is not Kind.RUNNER:
            continue
        begins, ends = tables.shift_start[way.handler], tables.shift_end[way.handler]
        latest = min(ends, sheet.horizon) - way.minutes
        start = sheet.minute(max(begins, request.earliest), latest)
        handed = request.hand_over.get(way.attention)
        if handed is None or latest < max(begins, request.earliest):
            model.add(literal == 0)
            continue
        model.add(start >= handed.end).only_enforce_if(literal)
        model.add(handed.end <= ends - 1).only_enforce_if(literal)
        model.add(request.closes == start + way.minutes).only_enforce_if(literal)
        if way.knows:
            model.add(start >= request.known_at).only_enforce_if(literal)
        sheet.jobs.append(Job(request.place, way, literal, start))


def _silence(sheet: Sheet, request: Request, contacts: list[Literal]) -> None:
    tables, place = sheet.tables, request.place
    if not tables.silence[place]:
        return
    noticed = request.arrives + tables.acknowledge[place]
    silent, is_closed = sheet.literal(), sheet.before(request.closes, noticed)
    _happens_unless(sheet, request, noticed, [*contacts, is_closed], silent)
    sheet.charge(tables.silence[place], silent)


def _containment(sheet: Sheet, request: Request) -> None:
    tables, model, place = sheet.tables, sheet.model, request.place
    if tables.contain[place] < 0:
        return
    limit = request.arrives + tables.contain[place]
    uncontained, contains = sheet.literal(), sheet.literal()
    prevented = [sheet.before(request.closes, limit)]
    operation = sheet.operation(request, rules.CONTAIN_MINUTES, contains)
    if operation is not None:
        request.operations["contain"] = operation
        model.add(operation.end <= limit).only_enforce_if(contains)
        model.add(operation.end <= request.closes).only_enforce_if(contains)
        prevented.append(contains)
    _happens_unless(sheet, request, limit, prevented, uncontained)
    sheet.charge(tables.contain_cost[place], uncontained)
    request.uncontained = Cause(uncontained, limit, request.earliest + tables.contain[place])


def _happens_unless(
    sheet: Sheet, request: Request, minute: Minute, prevented: list[Literal], happens: Literal
) -> None:
    """Let `happens` hold unless something prevents it, or its minute lies beyond the day."""
    clause = [*prevented, happens]
    if request.present is not None:
        clause += [sheet.decides(minute, sheet.horizon).negated(), request.present.negated()]
        sheet.model.add_bool_or(clause)
    elif minute <= sheet.horizon:
        sheet.model.add_bool_or(clause)
    else:
        sheet.model.add(happens == 0)


def _lateness(sheet: Sheet, request: Request) -> None:
    tables, model, place = sheet.tables, sheet.model, request.place
    late = sheet.minute(0, sheet.never)
    present: Any = ALWAYS if request.present is None else request.present
    model.add(late >= request.closes - request.due).only_enforce_if(present)
    sheet.costs.append(tables.weight[place] * late)
    follow_ups = tables.follow_ups[place].get(Trigger.LATE)
    if not follow_ups and not tables.fatal_late[place]:
        return
    limit = request.due + tables.grace[place]
    is_late = sheet.literal()
    model.add(request.closes <= limit).only_enforce_if([is_late.negated(), present])
    model.add(request.closes >= limit + 1).only_enforce_if(is_late)
    if request.present is not None:
        model.add_implication(is_late, request.present)
    if tables.fatal_late[place]:
        model.add(limit >= sheet.horizon + 1).only_enforce_if(is_late)
    earliest = request.earliest + tables.due[place] + tables.grace[place]
    request.late = Cause(is_late, limit, earliest)


def _mishandling(sheet: Sheet, request: Request) -> None:
    """Say when mishandling sets off its follow-ups: when a way is used, or when beyond work is done."""
    if Trigger.MISHANDLED not in sheet.tables.follow_ups[request.place]:
        return
    causes = list(_harmful(sheet, request))
    if not causes:
        return
    happens, minute = sheet.literal(), sheet.minute(0, sheet.never)
    sheet.model.add_max_equality(happens, [cause.happens for cause in causes])
    for cause in causes:
        sheet.model.add(minute <= cause.minute).only_enforce_if(cause.happens)
        others = [other.happens.negated() for other in causes if other is not cause]
        sheet.model.add(minute >= cause.minute).only_enforce_if([cause.happens, *others])
    request.mishandled = Cause(happens, minute, min(cause.earliest for cause in causes))


def _harmful(sheet: Sheet, request: Request) -> Iterator[Cause]:
    asks, first = request.operations.get("ask"), request.earliest
    if asks is not None and sheet.tables.verdict_mishandles[request.place][ASK]:
        yield Cause(asks.happens, asks.end, first + asks.minutes)
    for way, literal in request.ways:
        handed = request.hand_over.get(way.attention)
        if way.mishandles and handed is not None:
            yield Cause(literal, handed.end, first + handed.minutes)
        elif way.mishandles and way.kind is Kind.OWN:
            yield Cause(literal, request.work_starts, first)
        elif way.is_beyond:
            yield Cause(literal, request.closes, first)
