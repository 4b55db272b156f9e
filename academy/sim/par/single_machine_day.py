"""Jobs as a day and back; the rule: what the engine charges for an order is the schedule's value."""

from collections.abc import Callable, Sequence

from academy.sim.commands import Do, Entry
from academy.sim.engine import finish, fold
from academy.sim.instance import (
    ENGINE_VERSION,
    Channel,
    Handler,
    HiddenFacts,
    Instance,
    Judgement,
    Request,
    Trigger,
    Verdict,
    VisibleFacts,
    Work,
    default_coordinator,
)
from academy.sim.par.single_machine import Job, Schedule, solve
from academy.sim.rules import NO_SIGNPOST_PER_WEIGHT, WRONG_DECLINE_PER_WEIGHT
from academy.sim.tables import tables_of

NEVER_DECLINE = Verdict(Handler.DECLINE, Judgement.POOR, "All of it has to be done.", fatal=True)


def day_of(jobs: Sequence[Job]) -> Instance:
    """Return the day on which a coordinator, alone, finds `jobs` on the desk and can only choose an order.

    The engine plays it; the self-check may refuse it, for weights, due minutes and a length no fair day has.
    """
    horizon = sum(job.minutes for job in jobs) + 1
    return Instance(
        slug="single-machine",
        title="One pile of work",
        requests=tuple(_request(place, job) for place, job in enumerate(jobs)),
        coordinator=default_coordinator(horizon),
        horizon=horizon,
        tokens=0,
    )


def jobs_of(instance: Instance) -> tuple[Job, ...] | None:
    """Return the work of a day on which nothing but the order of own work can matter, by place of request.

    None unless that is certain: everything is there at minute 0, nobody else can take anything, no message
    changes anything for the better, all can be finished today, and declining costs at least as much as the
    worst order. Leaving something costs no less than doing it last, for it counts as done after the day.
    """
    if not _is_alone(instance) or not all(_is_plain(request, instance) for request in instance.requests):
        return None
    tables = tables_of(instance)
    minutes, weights, dues = tables.duration[0], tables.weight, tables.due
    total = sum(minutes)
    if total > min(instance.horizon, instance.coordinator.ends) or not all(tables.level_ok[0]):
        return None
    jobs = tuple(Job(*facts) for facts in zip(minutes, weights, dues, strict=True))
    worst = sum(job.weight * max(0, total - job.due) for job in jobs)
    if not all(_is_worth_doing(request.hidden, worst) for request in instance.requests):
        return None
    return jobs


def solve_day(instance: Instance, seconds: float, clock: Callable[[], float]) -> Schedule | None:
    """Return par of such a day as the order of its requests, by place; None when it is another kind of day.

    Raises SolverMissingError when the solver is not installed.
    """
    jobs = jobs_of(instance)
    return None if jobs is None else solve(jobs, seconds, clock)


def log_of(instance: Instance, order: Sequence[int]) -> tuple[Entry, ...]:
    """Return the log of doing all requests oneself in `order`, ordered at minute 0."""
    return tuple(Entry(0, Do(instance.requests[place].id)) for place in order)


def replay_cost(jobs: Sequence[Job], order: Sequence[int]) -> int:
    """Return what the engine charges for doing `jobs` in `order`, points; the certificate of a schedule."""
    day = day_of(jobs)
    return finish(fold(day, log_of(day, order))).cost


def _request(place: int, job: Job) -> Request:
    name = f"J{place + 1}"
    visible = VisibleFacts("Desk", "pile", Channel.TRACKER, Work.SCHEDULING, name, "", 3, None, job.minutes)
    hidden = HiddenFacts(
        weight=job.weight,
        due_minutes=job.due,
        work_minutes=job.minutes,
        acknowledge_minutes=1,
        silence_cost=0,
        verdicts=(NEVER_DECLINE,),
    )
    return Request(name, visible, hidden)


def _is_alone(instance: Instance) -> bool:
    """Whether nobody and nothing but the coordinator's own work takes part, by this engine's rules."""
    others = instance.runners, instance.departments, instance.contacts, instance.appointments
    names = {request.id for request in instance.requests}
    return (
        instance.engine == ENGINE_VERSION
        and not any(others)
        and instance.coordinator.starts <= 0
        and 0 < len(names) == len(instance.requests)
    )


def _is_plain(request: Request, instance: Instance) -> bool:
    """Whether it is there from the start and no message about it changes anything for the better."""
    hidden, doing = request.hidden, request.hidden.verdict(Handler.DO)
    is_silence_free = hidden.silence_cost == 0 or hidden.acknowledge_minutes > instance.horizon
    return (
        (request.trigger, request.parent, request.arrives) == (Trigger.ROOT, None, 0)
        and is_silence_free
        and not request.visible.wordings
        and (hidden.owner, hidden.contacts, hidden.duplicate_of, hidden.contain_minutes)
        == (None, (), None, None)
        and hidden.rework_minutes == hidden.flexibility_minutes == 0
        and not hidden.fatal_when_late
        and not (doing.fatal or doing.cost)
        and min(hidden.weight, hidden.due_minutes, hidden.grace_minutes, hidden.acknowledge_minutes) >= 0
        and hidden.work_minutes >= 1
    )


def _is_worth_doing(hidden: HiddenFacts, worst: int) -> bool:
    """Whether declining is no better than any order; a fatal no charges what is open as after the day."""
    refusal = hidden.verdict(Handler.DECLINE)
    points = max(0, refusal.cost) + NO_SIGNPOST_PER_WEIGHT * hidden.weight
    if not hidden.declining_is_right:
        points += WRONG_DECLINE_PER_WEIGHT * hidden.weight
    return refusal.fatal or points >= worst
