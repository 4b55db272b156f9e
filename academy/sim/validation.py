"""Self-check of an instance; the rule: every problem is reported, never only the first."""

from collections.abc import Iterable, Iterator

from academy.sim.instance import (
    ENGINE_VERSION,
    LEVELS,
    URGENCIES,
    WEIGHTS,
    Handler,
    Instance,
    Judgement,
    Request,
    Runner,
    Trigger,
)


def validate(instance: Instance) -> list[str]:
    """Return every inconsistency as "place: what is wrong"; an empty list means the engine can play it."""
    return [*_day_problems(instance), *_staff_problems(instance), *_request_problems(instance)]


def _day_problems(instance: Instance) -> Iterator[str]:
    if instance.engine != ENGINE_VERSION:
        yield f"engine: version {instance.engine} is not {ENGINE_VERSION}"
    if not 1 <= instance.horizon <= 2000:
        yield f"horizon: {instance.horizon} is not within 1 to 2000 minutes"
    if not 0 <= instance.tokens <= 9:
        yield f"tokens: {instance.tokens} is not within 0 to 9"
    if not 0 <= instance.starts_at < 1440:
        yield f"starts_at: {instance.starts_at} is not a minute of a day (0 to 1439)"
    if not instance.requests:
        yield "requests: there are none"
    end = 0
    for appointment in sorted(instance.appointments, key=lambda item: item.starts):
        place = f"appointment {appointment.id}"
        if not 0 <= appointment.starts < appointment.ends <= instance.horizon:
            yield f"{place}: {appointment.starts} to {appointment.ends} is not a span within the day"
        if appointment.starts < end:
            yield f"{place}: starts before the one ahead of it ends"
        end = appointment.ends


def _staff_problems(instance: Instance) -> Iterator[str]:
    handlers = (instance.coordinator, *instance.runners)
    yield from _repeated("runner", (runner.id for runner in handlers))
    yield from _repeated("appointment", (item.id for item in instance.appointments))
    addresses = [item.id for item in instance.departments] + [item.id for item in instance.contacts]
    yield from _repeated("department or contact", addresses)
    for runner in handlers:
        yield from _runner_problems(runner, instance.horizon)
    for department in instance.departments:
        place = f"department {department.id}"
        if department.opens >= department.closes:
            yield f"{place}: opens at {department.opens}, closes at {department.closes}"
        if department.lead_minutes < 1:
            yield f"{place}: lead_minutes must be at least 1"


def _runner_problems(runner: Runner, horizon: int) -> Iterator[str]:
    place = f"runner {runner.id}"
    if len(runner.speed) != 5 or any(not 10 <= speed <= 1000 for speed in runner.speed):
        yield f"{place}: speed needs five percentages of 10 to 1000"
    if len(runner.level) != 5 or any(level not in LEVELS for level in runner.level):
        yield f"{place}: level needs five values of 0 to 3"
    if not 0 <= runner.starts < runner.ends <= horizon:
        yield f"{place}: shift {runner.starts} to {runner.ends} is not a span within the day"


def _request_problems(instance: Instance) -> Iterator[str]:
    yield from _repeated("request", (request.id for request in instance.requests))
    departments = {item.id for item in instance.departments}
    contacts = {item.id for item in instance.contacts}
    by_id = {request.id: request for request in instance.requests}
    for request in instance.requests:
        place = f"request {request.id}"
        for problem in (
            *_origin_problems(request, by_id, instance.horizon),
            *_visible_problems(request, departments),
            *_hidden_problems(request, by_id, departments, contacts),
            *_choice_problems(request),
        ):
            yield f"{place}: {problem}"


def _origin_problems(request: Request, by_id: dict[str, Request], horizon: int) -> Iterator[str]:
    if request.trigger is Trigger.ROOT:
        if request.parent is not None:
            yield "a root has no parent"
        if not 0 <= request.arrives < horizon:
            yield f"arrives at {request.arrives}, outside the day"
        return
    if request.delay < 0:
        yield "delay is negative"
    seen = {request.id}
    parent = request.parent
    while parent is not None:
        if parent not in by_id:
            yield f"parent {parent} does not exist"
            return
        if parent in seen:
            yield "its chain of parents goes round in a circle"
            return
        seen.add(parent)
        parent = by_id[parent].parent
    if request.parent is None:
        yield f"trigger {request.trigger} needs a parent"
    elif request.trigger is Trigger.UNCONTAINED and by_id[request.parent].hidden.contain_minutes is None:
        yield f"its parent {request.parent} has nothing to contain"


def _visible_problems(request: Request, departments: set[str]) -> Iterator[str]:
    visible = request.visible
    if visible.claimed_urgency not in URGENCIES:
        yield f"claimed_urgency {visible.claimed_urgency} is not within 1 to 5"
    if visible.claimed_minutes is not None and visible.claimed_minutes < 1:
        yield "claimed_minutes must be at least 1"
    if visible.apparent_minutes < 1:
        yield "apparent_minutes must be at least 1"
    if visible.apparent_owner is not None and visible.apparent_owner not in departments:
        yield f"apparent_owner {visible.apparent_owner} is not a department"
    if request.reading.apparent_level not in LEVELS:
        yield "apparent_level is not within 0 to 3"
    if request.reading.urgency is not None and request.reading.urgency not in URGENCIES:
        yield "the reading's urgency is not within 1 to 5"
    if request.reading.due_minutes is not None and request.reading.due_minutes < 1:
        yield "the reading's due_minutes must be at least 1"


def _hidden_problems(
    request: Request, by_id: dict[str, Request], departments: set[str], contacts: set[str]
) -> Iterator[str]:
    hidden = request.hidden
    if hidden.weight not in WEIGHTS:
        yield f"weight {hidden.weight} is not one of 1, 2, 4, 8"
    if hidden.needed_level not in LEVELS:
        yield "needed_level is not within 0 to 3"
    for name in ("due_minutes", "work_minutes", "acknowledge_minutes"):
        if getattr(hidden, name) < 1:
            yield f"{name} must be at least 1"
    for name in ("rework_minutes", "flexibility_minutes", "grace_minutes", "contain_cost", "silence_cost"):
        if (getattr(hidden, name) or 0) < 0:
            yield f"{name} is negative"
    if hidden.contain_minutes is not None and hidden.contain_minutes < 1:
        yield "contain_minutes must be at least 1"
    if hidden.owner is not None and hidden.owner not in departments:
        yield f"owner {hidden.owner} is not a department"
    for contact in (*hidden.contacts, *filter(None, [request.reading.contact])):
        if contact not in contacts:
            yield f"contact {contact} does not exist"
    for twin in filter(None, (hidden.duplicate_of, request.reading.resembles)):
        if twin not in by_id or twin == request.id:
            yield f"{twin} is not another request it could repeat"
    if hidden.duplicate_of in by_id and by_id[hidden.duplicate_of].hidden.duplicate_of is not None:
        yield f"duplicate_of names {hidden.duplicate_of}, which is a duplicate itself"


def _choice_problems(request: Request) -> Iterator[str]:
    hidden = request.hidden
    yield from _repeated("verdict on", (verdict.handler for verdict in hidden.verdicts))
    for verdict in hidden.verdicts:
        if verdict.cost < 0:
            yield f"the verdict on {verdict.handler} has a negative cost"
        harms = verdict.cost or verdict.mishandles or verdict.fatal
        if harms and verdict.judgement is not Judgement.POOR:
            yield f"{verdict.handler} does harm and is not judged poor"
    if all(hidden.verdict(handler).judgement is Judgement.POOR for handler in Handler):
        yield "every handler is poor"
    yield from _repeated("wording", (wording.id for wording in request.visible.wordings))
    offered = {wording.id for wording in request.visible.wordings}
    if offered != {effect.id for effect in hidden.wording_effects}:
        yield "wordings and wording_effects do not name the same ids"
    if any(effect.cost < 0 for effect in hidden.wording_effects):
        yield "a wording effect has a negative cost"


def _repeated(what: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for item in ids:
        if item in seen:
            yield f"{what} {item} appears twice"
        seen.add(item)
