"""A whole day with hindsight as a model for a solver (CP-SAT); the rule: a plan's cost is the engine's.

Two forms: `plan_model` holds plans that can be played, `bound_model` allows more than can be played, so that
what it rules out is ruled out for every play.
"""

from itertools import combinations

from ortools.sat.python import cp_model

from academy.sim.par.own_work import FreeWork, in_stretches, one_thing_at_a_time
from academy.sim.par.parts import Job, Request, Sheet
from academy.sim.par.request_model import OwnWork, add_request
from academy.sim.par.ways import Kind
from academy.sim.tables import Tables

WORKERS = 2  # a small machine's cores


def plan_model(tables: Tables, most: int, *, with_detours: bool = False) -> Sheet:
    """Return the model of the plans that cost at most `most` points and split own work a few times.

    Detours are questions asked only to give a sign of life.
    """
    sheet = Sheet(tables, most, asks_everything=with_detours)
    _add_requests(sheet, in_stretches)
    one_thing_at_a_time(sheet)
    _runners_do_not_wait(sheet)
    return _finished(sheet)


def bound_model(tables: Tables, most: int, span: int) -> Sheet:
    """Return the model that bounds every play of at most `most` points; finer spans (minutes) are tighter."""
    sheet = Sheet(tables, most, asks_everything=True, bounds_every_play=True)
    own_work = FreeWork(sheet, span)
    _add_requests(sheet, own_work)
    own_work.fill_spans(sheet)
    return _finished(sheet)


def _add_requests(sheet: Sheet, own_work: OwnWork) -> None:
    for place in _parents_first(sheet.tables):
        add_request(sheet, place, own_work)
    for request in sheet.requests.values():
        _merge(sheet, request)
    _one_is_settled(sheet)


def _parents_first(tables: Tables) -> list[int]:
    ordered, waiting = list(tables.roots), set(range(len(tables.requests))) - set(tables.roots)
    while waiting:
        ready = [place for place in sorted(waiting) if _parent(tables, place) not in waiting]
        ordered += ready
        waiting.difference_update(ready)
    return ordered


def _parent(tables: Tables, place: int) -> int:
    return tables.index[tables.requests[place].parent or ""]


def _finished(sheet: Sheet) -> Sheet:
    _queue_for_runners(sheet)
    escalated = [literal for request in sheet.requests.values() for literal in request.literal(Kind.ESCALATE)]
    sheet.model.add(sum(escalated) <= sheet.tables.instance.tokens)
    sheet.total = sheet.minute(0, sheet.most)
    sheet.model.add(sheet.total == sum(sheet.costs))
    sheet.model.minimize(sheet.total)
    return sheet


def _merge(sheet: Sheet, request: Request) -> None:
    """Let a merged request close with the other one, or at once when that is closed."""
    model = sheet.model
    for way, literal in request.ways:
        if way.kind is not Kind.MERGE:
            continue
        other, handed = sheet.requests.get(way.target), request.hand_over.get(way.attention)
        if other is None or handed is None:
            model.add(literal == 0)
            continue
        model.add(handed.start >= other.arrives).only_enforce_if(literal)
        if other.present is not None:
            model.add_implication(literal, other.present)
        if not sheet.bounds_every_play:  # ordered ahead, a merge may follow a no that is on its way
            for declined in other.literal(Kind.DECLINE):
                model.add(handed.start <= other.closes - 1).only_enforce_if([literal, declined])
        for back, backwards in other.ways:
            if back.kind is Kind.MERGE and back.target == request.place:
                model.add_implication(literal, backwards.negated())
        _closes_with(sheet, request, other, handed.end, literal)


def _one_is_settled(sheet: Sheet) -> None:
    """Of requests that repeat each other, one at least is settled by itself."""
    groups: dict[int, list[Request]] = {}
    for request in sheet.requests.values():
        groups.setdefault(sheet.tables.twin[request.place], []).append(request)
    for group in groups.values():
        merged = [literal for request in group for literal in request.literal(Kind.MERGE)]
        if merged:
            sheet.model.add(sum(merged) <= len(group) - 1)


def _queue_for_runners(sheet: Sheet) -> None:
    """Let each runner do one thing at a time, in the order of the briefings."""
    model = sheet.model
    for handler in range(1, len(sheet.tables.handlers)):
        jobs = [job for job in sheet.jobs if job.way.handler == handler]
        for one, other in combinations(jobs, 2):
            if one.place != other.place:
                is_first = sheet.literal()
                _goes_first(sheet, one, other, is_first)
                _goes_first(sheet, other, one, is_first.negated())
        model.add_no_overlap(
            [
                model.new_optional_fixed_size_interval_var(job.start, job.way.minutes, job.happens, "")
                for job in jobs
            ]
        )


def _goes_first(sheet: Sheet, one: Job, other: Job, is_first: object) -> None:
    both = [one.happens, other.happens, is_first]
    briefed = sheet.requests[one.place].hand_over[one.way.attention]
    later = sheet.requests[other.place].hand_over[other.way.attention]
    sheet.model.add(one.start + one.way.minutes <= other.start).only_enforce_if(both)
    sheet.model.add(briefed.end <= later.start).only_enforce_if(both)


def _runners_do_not_wait(sheet: Sheet) -> None:
    """Let runners start when they are briefed or free, where a later start could pay.

    It could for work that waits for an answer, and for work beyond them, which has to be done again.
    """
    for handler in range(1, len(sheet.tables.handlers)):
        jobs = [job for job in sheet.jobs if job.way.handler == handler]
        if any(job.way.knows or job.way.is_beyond for job in jobs):
            for job in jobs:
                _starts_when_it_can(sheet, job, [other for other in jobs if other.place != job.place])


def _starts_when_it_can(sheet: Sheet, job: Job, others: list[Job]) -> None:
    briefed = sheet.requests[job.place].hand_over[job.way.attention].end
    begins = [(briefed, None), (sheet.tables.shift_start[job.way.handler], None)]
    begins += [(other.start + other.way.minutes, other.happens) for other in others]
    reasons = []
    for minute, happens in begins:
        reason = sheet.literal()
        sheet.model.add(job.start == minute).only_enforce_if(reason)
        if happens is not None:
            sheet.model.add_implication(reason, happens)
        reasons.append(reason)
    sheet.model.add_bool_or([*reasons, job.happens.negated()])


def _closes_with(sheet: Sheet, request: Request, other: Request, merged: object, literal: object) -> None:
    model, waits = sheet.model, sheet.literal()
    model.add(request.closes >= other.closes).only_enforce_if(literal)
    model.add(request.closes >= merged).only_enforce_if(literal)
    model.add(request.closes == other.closes).only_enforce_if([literal, waits])
    model.add(request.closes == merged).only_enforce_if([literal, waits.negated()])


def new_solver(seconds: float) -> cp_model.CpSolver:
    """Return a solver that gives up after `seconds`."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 1
    solver.parameters.presolve_substitution_level = 0  # substituting made proofs many times slower
    return solver
