"""How fast the simulator is on this machine, on one core; medians of five runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import click

from academy.commands.console import UsageError, one_line_errors
from academy.commands.days import AS_JSON, show
from academy.config import courses_folder
from academy.content.days.generator import generate_day
from academy.content.days.pool import DayPool, load_day_pool
from academy.sim import commands as order
from academy.sim.commands import Command, Entry, Position
from academy.sim.counterfactual import moments
from academy.sim.engine import advance, apply, fold, initial
from academy.sim.instance import Instance, Request, Trigger
from academy.sim.ledger import regret_ledger
from academy.sim.legality import check
from academy.sim.policies.expert import Expert, human
from academy.sim.policies.play import Policy, play
from academy.sim.policies.simple import Fifo
from academy.sim.rng import Rng
from academy.sim.state import State, Status
from academy.sim.value import Appraiser

RUNS = 5
DAYS = 10
ROOTS, DECISIONS = 40, 60  # of the run whose every decision is tried otherwise
STAGES = ("pre", "production", "delivery")
UNITS = {
    "naive_days_per_s": "days/s, everything by oneself in order of arrival",
    "expert_days_per_s": "days/s, the reference expert",
    "fold_ms_100": "ms to replay a run of 100 decisions",
    "fold_ms_300": "ms to replay a run of 300 decisions",
    "counterfactual_s": f"s to try every decision otherwise, {ROOTS} requests and {DECISIONS} decisions",
    "generate_ms": "ms to draw a day that is fair",
}


@click.group()
def bench() -> None:
    """Measure how fast Academy is on this machine."""


@bench.command("sim")
@AS_JSON
def bench_sim(as_json: bool) -> None:
    """Measure the simulator: days a second, replay, counterfactuals, drawing a day.

    JSON keys: naive_days_per_s, expert_days_per_s, fold_ms_100, fold_ms_300, counterfactual_s, generate_ms.
    """
    with one_line_errors():
        pool = load_day_pool(courses_folder())
        days = [_drawn_day(pool, seed) for seed in range(DAYS)]
        crowded = _crowded_day(pool)
        log = _human_log(crowded)
        values = {
            "naive_days_per_s": DAYS / _seconds(lambda: _play(days, Fifo())),
            "expert_days_per_s": DAYS / _seconds(lambda: _play(days, Expert())),
            "fold_ms_100": 1000 * _seconds(_folding(crowded, 100)),
            "fold_ms_300": 1000 * _seconds(_folding(crowded, 300)),
            "counterfactual_s": _seconds(lambda: _try_otherwise(crowded, log)),
            "generate_ms": 1000 * _seconds(_generating(pool)) / DAYS,
        }
    lines = [f"{values[name]:10.2f} {unit}" for name, unit in UNITS.items()]
    show({name: round(value, 3) for name, value in values.items()}, lines, as_json=as_json)


def _seconds(work: Callable[[], object]) -> float:
    """Return the median time of `work` over five runs, once warm."""
    work()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _drawn_day(pool: DayPool, seed: int) -> Instance:
    """Return a drawn day; ten seeds in a row take all stages and levels from 10 to 91."""
    return generate_day(pool, STAGES[seed % len(STAGES)], 10 + 9 * (seed % DAYS), seed).instance()


def _play(days: list[Instance], policy: Policy) -> None:
    for instance in days:
        play(instance, policy)


def _folding(instance: Instance, decisions: int) -> Callable[[], State]:
    log = _busy_log(instance, decisions)
    return lambda: fold(instance, log)


def _try_otherwise(instance: Instance, log: tuple[Entry, ...]) -> None:
    appraiser = Appraiser()
    regret_ledger(instance, log, appraiser)
    list(moments(instance, log, None, appraiser))


def _generating(pool: DayPool) -> Callable[[], None]:
    seeds = count(DAYS)

    def generate() -> None:
        for _ in range(DAYS):
            _drawn_day(pool, next(seeds))

    return generate


def _crowded_day(pool: DayPool) -> Instance:
    """Return a day of forty roots and three runners: two drawn days on one desk, at half the work."""
    first = generate_day(pool, "pre", 50, 1).instance()
    second = generate_day(pool, "delivery", 50, 1).instance()
    requests = [_halved(request) for request in first.requests]
    missing = ROOTS - sum(request.trigger is Trigger.ROOT for request in requests)
    for request in second.requests:
        if request.trigger is Trigger.ROOT and missing:
            missing -= 1
            requests.append(_renamed(_halved(request), first))
    known = {item.id for item in first.departments}
    departments = (*first.departments, *(item for item in second.departments if item.id not in known))
    third = replace(first.runners[0], id="third", name="Third")
    return replace(
        first,
        slug="bench",
        requests=tuple(requests),
        departments=departments,
        runners=(*first.runners, third),
    )


def _halved(request: Request) -> Request:
    visible = replace(request.visible, apparent_minutes=(request.visible.apparent_minutes + 1) // 2)
    hidden = replace(request.hidden, work_minutes=(request.hidden.work_minutes + 1) // 2)
    return replace(request, visible=visible, hidden=hidden)


def _renamed(request: Request, day: Instance) -> Request:
    contacts = {contact.id for contact in day.contacts}
    hidden = replace(
        request.hidden,
        duplicate_of=None,
        contacts=tuple(name for name in request.hidden.contacts if name in contacts),
    )
    reading = replace(request.reading, resembles=None, contact=None)
    return replace(request, id=f"{request.id}-2", hidden=hidden, reading=reading)


def _human_log(instance: Instance) -> tuple[Entry, ...]:
    """Return a log of sixty decisions by somebody middling; the rest of the day passes."""
    log = play(instance, human(0.6))[1][:DECISIONS]
    if len(log) < DECISIONS:
        raise UsageError(f"the bench day takes {len(log)} decisions only, not {DECISIONS}")
    return tuple(log)


def _busy_log(instance: Instance, decisions: int) -> list[Entry]:
    """Return a log of so many decisions, each of which does something."""
    dice, state = Rng("bench", decisions), initial(instance)
    log: list[Entry] = []
    last = instance.horizon - 1
    while len(log) < decisions:
        minute = max(state.now, len(log) * last // decisions)
        advance(state, minute)
        command = next(_legal(instance, state, dice), None)
        if command is not None:
            apply(state, minute, command)
            log.append(Entry(minute, command))
        elif minute >= last:
            raise UsageError(f"the bench day does not hold {decisions} decisions")
        else:
            advance(state, minute + 1)
    return log


def _legal(instance: Instance, state: State, dice: Rng) -> Iterator[Command]:
    """Yield what may be ordered now about requests on the desk, in a drawn order."""
    places = [place for place, status in enumerate(state.status) if Status.UNBORN < status < Status.DONE]
    dice.shuffle(places)
    for place in places:
        name = instance.requests[place].id
        runner = dice.choice(instance.runners).id
        for command in (
            order.Recall(name),
            order.Ask(name),
            order.Promise(name, min(instance.horizon, state.now + dice.between(5, 120))),
            order.Delegate(name, runner),
            order.Do(name, dice.choice((Position.NOW, Position.NEXT, Position.LAST))),
        ):
            if check(state, command) is None:
                yield command
