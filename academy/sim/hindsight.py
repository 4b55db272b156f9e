"""The best plan found with hindsight; the rule: a bounded, seeded search, so the result is repeatable.

A plan says for each request who handles it, whether to ask and promise first, and in which order to go.
Playing it goes through the engine, so its log is its own proof: fold it and the cost comes out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from academy.sim import commands as order
from academy.sim import rules
from academy.sim.commands import Command, Entry, Position
from academy.sim.engine import advance, apply, finish, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.policies.expert import Expert, Habits
from academy.sim.policies.play import play
from academy.sim.rng import Rng
from academy.sim.state import ASKED, CONTAINING, PROMISING, State, Status
from academy.sim.tables import DELEGATE, DO, ESCALATE, Tables

EXPERTS = (
    Habits(),
    Habits(look_ahead=2.0),
    Habits(look_ahead=6.0),
    Habits(ask_from=25),
    Habits(interrupt_from=0),
    Habits(escalate_from=80),
    Habits(margin=10),
)
ROUNDS = 700


@dataclass(frozen=True)
class BestKnown:
    """The lowest cost found for a day, and the log that reaches it."""

    cost: int
    log: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to handle a request: makes its command; `runner` is a handler's number, or -1."""

    make: Callable[[], Command]
    runner: int = -1


@dataclass(slots=True)
class Plan:
    """By request: which of its modes, whether to ask and promise first; and the order in which to go."""

    mode: list[int]
    asks: list[bool]
    promises: list[bool]
    sequence: list[int]

    def copy(self) -> "Plan":
        """Return an independent plan equal to this one."""
        return Plan(self.mode[:], self.asks[:], self.promises[:], self.sequence[:])


def best_known(instance: Instance, rounds: int = ROUNDS) -> BestKnown:
    """Return the best of several experts and of a local search over plans with `rounds` steps."""
    best: BestKnown | None = None
    for habits in EXPERTS:
        state, log = play(instance, Expert(habits))
        if best is None or state.cost < best.cost:
            best = BestKnown(state.cost, tuple(log))
    searched = _search(instance, rounds)
    return searched if best is None or searched.cost < best.cost else best


def _search(instance: Instance, rounds: int) -> BestKnown:
    start = initial(instance)
    tables = start.tables
    modes = [_modes(tables, place) for place in range(len(tables.requests))]
    dice = Rng("hindsight", instance.digest)
    plan = _first_plan(tables, modes)
    log: list[Entry] = []
    cost = _play(start.copy(), plan, modes, log)
    best = BestKnown(cost, tuple(log))
    for _ in range(rounds):
        if best.cost == 0:
            break
        changed = plan.copy()
        for _ in range(dice.between(1, 2)):
            _change(changed, modes, dice)
        log = []
        tried = _play(start.copy(), changed, modes, log)
        if tried <= cost:
            plan, cost = changed, tried
            if tried < best.cost:
                best = BestKnown(tried, tuple(log))
    return best


def _modes(tables: Tables, place: int) -> list[Mode]:
    """Return the ways to handle a request that hindsight would consider, the likeliest first."""
    request, instance = tables.requests[place], tables.instance
    name, hidden = request.id, request.hidden
    ways: list[tuple[int, Mode]] = []
    for handler, runner in enumerate(tables.handlers):
        use = DELEGATE if handler else DO
        if not tables.verdict_fatal[place][use]:
            points = tables.verdict_cost[place][use] + tables.duration[handler][place]
            if not tables.level_ok[handler][place]:
                points += rules.MISHANDLED_PER_WEIGHT * hidden.weight
            ways.append((points, Mode(_doing(name, runner.id if handler else None), handler)))
    if hidden.owner is not None:
        ways.append((0, Mode(lambda: order.Route(name, hidden.owner or ""))))
    if not tables.verdict_fatal[place][ESCALATE]:
        able = hidden.contacts or tuple(contact.id for contact in instance.contacts)[:1]
        points = 0 if tables.verdict_ok[place][ESCALATE] else 30
        ways += [(points, Mode(_escalating(name, contact))) for contact in able]
    if hidden.declining_is_right:
        helpful = hidden.owner or next(
            iter((*hidden.contacts, *(item.id for item in instance.contacts))), None
        )
        ways.append((-1, Mode(lambda: order.Decline(name, helpful))))
    if hidden.duplicate_of is not None:
        ways.append((-2, Mode(lambda: order.Merge(name, hidden.duplicate_of or ""))))
    ways.sort(key=lambda way: way[0])
    return [mode for _, mode in ways]


def _doing(name: str, runner: str | None) -> Callable[[], Command]:
    if runner is None:
        return lambda: order.Do(name, Position.NOW)
    return lambda: order.Delegate(name, runner)


def _escalating(name: str, contact: str) -> Callable[[], Command]:
    return lambda: order.Escalate(name, contact, True)


def _first_plan(tables: Tables, modes: list[list[Mode]]) -> Plan:
    """Return the plan a strong hindsight would start from: likeliest modes, heavy and short first."""
    places = range(len(modes))
    urgency = sorted(places, key=lambda place: tables.due[place] + 60 // tables.weight[place])
    return Plan(
        mode=[0 for _ in places],
        asks=[tables.rework[place] > 5 for place in places],
        promises=[tables.flexibility[place] > 0 for place in places],
        sequence=urgency,
    )


def _change(plan: Plan, modes: list[list[Mode]], dice: Rng) -> None:
    place = dice.between(0, len(plan.mode) - 1)
    kind = dice.between(0, 9)
    if kind < 4 and len(modes[place]) > 1:
        plan.mode[place] = dice.between(0, len(modes[place]) - 1)
    elif kind == 4:
        plan.asks[place] = not plan.asks[place]
    elif kind == 5:
        plan.promises[place] = not plan.promises[place]
    else:
        moved = plan.sequence.pop(dice.between(0, len(plan.sequence) - 1))
        plan.sequence.insert(dice.between(0, len(plan.sequence)), moved)


def _play(state: State, plan: Plan, modes: list[list[Mode]], log: list[Entry]) -> int:
    """Play a plan to the end and return its cost; its commands are appended to `log`."""
    while not state.over:
        command = _next_command(state, plan, modes) if state.attending < 0 else None
        if command is not None:
            log.append(Entry(state.now, command))
            apply(state, state.now, command)
        elif state.heap:
            advance(state, state.heap[0] >> 40)
    finish(state)
    return state.cost


def _next_command(state: State, plan: Plan, modes: list[list[Mode]]) -> Command | None:
    tables = state.tables
    for place in plan.sequence:
        status, flags = state.status[place], state.flags[place]
        if status == Status.UNBORN or status >= Status.DONE:
            continue
        name = tables.requests[place].id
        if tables.contain[place] >= 0 and not flags & CONTAINING:
            return order.Contain(name)
        if status != Status.OPEN:
            continue
        if plan.promises[place] and not flags & PROMISING and state.acknowledged[place] < 0:
            by = min(tables.horizon, state.due[place] + tables.flexibility[place])
            if state.now + rules.PROMISE_MINUTES <= state.due[place] and by > state.now + 1:
                return order.Promise(name, by)
        if plan.asks[place] and not state.known[place]:
            if not flags & ASKED:
                return order.Ask(name)
            continue
        mode = modes[place][plan.mode[place]]
        if mode.runner >= 0 and (state.queues[mode.runner] or (mode.runner == 0 and state.current[0] >= 0)):
            continue
        command = mode.make()
        if check(state, command) is None:
            return command
    return None
