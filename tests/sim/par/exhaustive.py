"""The least cost of a tiny day by trying everything, and tiny days to try it on."""

from collections.abc import Iterator

from academy.sim import commands as order
from academy.sim.commands import Command, Position
from academy.sim.engine import advance, apply, initial
from academy.sim.instance import (
    Appointment,
    Channel,
    Contact,
    Department,
    Handler,
    Instance,
    Judgement,
    Request,
    Runner,
    Trigger,
    Verdict,
    Wording,
    WordingEffect,
    Work,
    default_coordinator,
)
from academy.sim.legality import check
from academy.sim.rng import Rng
from academy.sim.state import State, Status
from academy.sim.value import future
from tests.sim.days import day, request

HORIZONS = {1: 9, 2: 6}  # minutes, by how many requests there are


def least_cost(instance: Instance) -> int:
    """Return the least that any play of a tiny day costs; own work is taken up once a minute at most."""
    return _least(initial(instance), False, {})


def _least(state: State, has_taken_up: bool, known: dict[tuple[bytes, bool], int]) -> int:
    if state.over:
        return state.cost
    key = future(state), has_taken_up
    if key not in known:
        base = state.cost
        best = _least(advance(state.copy(), state.now + 1), False, known) - base
        for command in _commands(state):
            takes_up = isinstance(command, order.Do)
            if best and not (takes_up and has_taken_up):
                after = apply(state.copy(), state.now, command)
                best = min(best, _least(after, has_taken_up or takes_up, known) - base)
        known[key] = best
    return state.cost + known[key]


def _commands(state: State) -> Iterator[Command]:
    tables, instance = state.tables, state.tables.instance
    helpful = (*instance.departments, *instance.contacts)
    for place, facts in enumerate(instance.requests):
        if not Status.UNBORN < state.status[place] < Status.DONE:
            continue
        name, by = facts.id, min(tables.horizon, state.due[place] + tables.flexibility[place])
        tried: list[Command] = [
            order.Do(name, Position.NOW),
            order.Do(name, Position.NOT_BEFORE, state.now + 1),
            *(order.Delegate(name, runner.id) for runner in instance.runners),
            *(order.Route(name, item.id) for item in instance.departments),
            *(
                order.Escalate(name, item.id, options)
                for item in instance.contacts
                for options in (False, True)
            ),
            order.Ask(name),
            order.Promise(name, by),
            order.Promise(name, tables.horizon),
            order.Decline(name, next((item.id for item in helpful), None)),
            order.Contain(name),
            order.Recall(name),
            *(order.Merge(name, other.id) for other in instance.requests),
            *(order.Reply(name, item.id) for item in facts.visible.wordings),
        ]
        is_free = not state.attention  # what would wait in line can be ordered later
        for command in tried:
            if (is_free or isinstance(command, order.Do)) and check(state, command) is None:
                yield command


def tiny_day(seed: int, count: int) -> Instance:
    """Draw a day of some minutes with `count` requests, sometimes a follow-up, and some of everything."""
    dice, horizon = Rng("tiny", seed, count), HORIZONS[count]
    requests = [_request(dice, f"R{place}", place) for place in range(count)]
    if dice.chance(500):
        trigger = dice.choice((Trigger.LATE, Trigger.MISHANDLED, Trigger.UNCONTAINED))
        if trigger is not Trigger.UNCONTAINED or requests[0].hidden.contain_minutes is not None:
            requests.append(_request(dice, "F", 9, parent="R0", trigger=trigger, delay=dice.between(0, 2)))
    runner = Runner(
        "maya", "Maya", (dice.choice((60, 100, 150)),) * 5, (1,) * 5, 0, dice.choice((horizon - 2, horizon))
    )
    return day(
        *requests,
        horizon=horizon,
        coordinator=default_coordinator(horizon),
        runners=(runner,) if dice.chance(600) else (),
        departments=(Department("design", "Design", 0, 6, 2),) if dice.chance(600) else (),
        contacts=(Contact("ruth", "Ruth", "production manager"),) if dice.chance(300) else (),
        appointments=(Appointment("call", "Call", 3, 5),) if dice.chance(400) else (),
        tokens=1,
        seed=seed,
    )


def _request(dice: Rng, name: str, place: int, **fields: object) -> Request:
    verdicts = tuple(
        Verdict(handler, Judgement.POOR, "", dice.between(1, 6), dice.chance(300))
        if dice.chance(300)
        else Verdict(handler, Judgement.RIGHT)
        for handler in (Handler.DO, Handler.SCHEDULE, Handler.DELEGATE, Handler.ASK, Handler.DECLINE)
        if dice.chance(500)
    )
    wordings = (Wording("warm", "Of course."),) if dice.chance(200) else ()
    contain = dice.choice((None, None, 4))
    return request(
        name,
        arrives=dice.between(0, 3) if place < 2 else 0,
        channel=dice.choice((Channel.PHONE, Channel.CHAT)),
        work=dice.choice(tuple(Work)),
        weight=dice.choice((1, 2, 4)),
        due_minutes=dice.between(2, 7),
        work_minutes=dice.between(2, 6),
        acknowledge_minutes=dice.between(1, 5),
        needed_level=dice.between(0, 2),
        owner=None,
        rework_minutes=dice.choice((0, 0, 4)),
        flexibility_minutes=dice.choice((0, 3)),
        grace_minutes=dice.between(0, 3),
        contain_minutes=contain,
        contain_cost=5 if contain else 0,
        duplicate_of="R0" if name == "R1" and dice.chance(200) else None,
        verdicts=verdicts,
        wordings=wordings,
        wording_effects=tuple(WordingEffect(item.id, Judgement.RIGHT) for item in wordings),
        **fields,
    )
