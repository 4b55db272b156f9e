"""What else could have been done at each decision; the rule: only what was visible then is a choice."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from academy.sim import commands as order
from academy.sim.calendar import next_change
from academy.sim.commands import Command, Entry, Position, Tick
from academy.sim.engine import IllegalMove, advance, apply, finish, fold, initial
from academy.sim.instance import Instance
from academy.sim.ledger import Advice
from academy.sim.legality import check
from academy.sim.state import State
from academy.sim.value import Appraiser
from academy.sim.view import choices

HOUR = 60  # minutes by which "later" puts work off, and the time promised when none was claimed


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could have been done, and what the day would have cost with the expert playing on."""

    op: str
    command: Command
    cost: int  # final cost, points


@dataclass(frozen=True, slots=True)
class Moment:
    """One decision beside its alternatives. Costs are final costs with the reference expert playing on."""

    place: int  # of the decision in the log, from 0
    minute: int
    request: str
    done: Option
    options: tuple[Option, ...]  # every other choice with the request, cheapest first
    waiting: int  # cost when nothing is ordered before the next visible change
    expert: Advice | None  # what the expert would do first from here; None: nothing more
    expert_cost: int  # cost when the expert takes over before the decision

    @property
    def best(self) -> Option:
        """The cheapest of everything that could have been done with the request; what was done wins ties."""
        return min((self.done, *self.options), key=lambda option: option.cost)

    @property
    def regret(self) -> int:
        """How much less the best choice would have cost, waiting and the expert's move included, points."""
        return self.done.cost - min(self.best.cost, self.waiting, self.expert_cost)

    @property
    def merit(self) -> int:
        """How much more the other choices would have cost on average, points."""
        costs = [option.cost for option in self.options] or [self.waiting]
        return sum(costs) // len(costs) - self.done.cost


@dataclass(frozen=True, slots=True)
class Moments:
    """The decisions of a day that a debrief tells of."""

    looked_at: int  # how many decisions were tried otherwise
    worst: tuple[Moment, ...]  # of the greatest regret, the greatest first
    best: tuple[Moment, ...]  # without regret, what spared most first


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The day with one decision replaced."""

    value: int  # final cost with the reference expert playing on after it, points
    replayed: int  # final cost with the rest of the log played after it as far as it is legal, points
    dropped: int  # how many decisions of the rest could not be played


def moments(
    instance: Instance,
    log: Sequence[Entry],
    decisions: range | None = None,
    appraiser: Appraiser | None = None,
) -> Iterator[Moment]:
    """Yield, one by one, the decisions of `log` whose places are in `decisions` (None: all), ticks left out.

    Hand in the appraiser of the ledger to use what it knows. Raises IllegalMove when the log cannot be
    played.
    """
    appraiser = appraiser or Appraiser()
    state = initial(instance)
    for place, entry in enumerate(log):
        advance(state, entry.minute)
        wanted = decisions is None or place in decisions
        if wanted and not isinstance(entry.command, Tick):
            yield _moment(state.copy(), place, entry, appraiser)
        apply(state, entry.minute, entry.command)


def worst_and_best(found: Iterable[Moment], count: int = 3) -> Moments:
    """Return the `count` decisions of the greatest regret, and those without any that spared most.

    What spared nothing against the mean of the other choices is not among the best.
    """
    tried = list(found)
    regretted = [moment for moment in tried if moment.regret > 0]
    good = [moment for moment in tried if moment.regret <= 0 < moment.merit]
    return Moments(
        looked_at=len(tried),
        worst=tuple(nsmallest(count, regretted, key=lambda moment: (-moment.regret, moment.place))),
        best=tuple(nsmallest(count, good, key=lambda moment: (-moment.merit, moment.place))),
    )


def what_if(
    instance: Instance,
    log: Sequence[Entry],
    place: int,
    command: Command,
    appraiser: Appraiser | None = None,
) -> WhatIf:
    """Return what the day would have cost with `command` in place of the decision at `place`.

    Raises IllegalMove when the command could not have been given then, IndexError when there is no such
    decision.
    """
    minute = log[place].minute
    state = apply(fold(instance, log[:place]), minute, command)
    value = (appraiser or Appraiser()).reference(state).cost
    dropped = 0
    for entry in log[place + 1 :]:
        try:
            apply(state, entry.minute, entry.command)
        except IllegalMove:
            dropped += 1
    return WhatIf(value, finish(state).cost, dropped)


def alternatives(state: State, name: str) -> list[Command]:
    """Return everything that may be done with a request now, in the order of the view's choices.

    What the view leaves open is filled in as a careful player would: work goes first, last or an hour later,
    options are prepared, the claimed time is promised, and a no says who can help.
    """
    found: list[Command] = []
    for choice in choices(state, name):
        if choice.reason is None:
            found += _filled_in(state, name, choice.op, choice.target or "")
    return [command for command in found if check(state, command) is None]


def _moment(state: State, place: int, entry: Entry, appraiser: Appraiser) -> Moment:
    """Return one moment; `state` is the minute of the decision, before it."""
    name = getattr(entry.command, "request", "")
    expert = appraiser.reference(state)
    costs: dict[Hashable, int] = {}

    def option(command: Command) -> Option:
        fate = _fate(state, command)
        if fate not in costs:
            costs[fate] = appraiser.reference(apply(state.copy(), state.now, command)).cost
        return Option(command.op, command, costs[fate])

    others = [command for command in alternatives(state, name) if command != entry.command]
    options = sorted(map(option, others), key=lambda tried: tried.cost)
    return Moment(
        place=place,
        minute=entry.minute,
        request=name,
        done=option(entry.command),
        options=tuple(options),
        waiting=appraiser.reference(advance(state.copy(), next_change(state))).cost,
        expert=Advice.of(expert.path.move if expert.path else None),
        expert_cost=expert.cost,
    )


def _fate(state: State, command: Command) -> Hashable:
    """Return what is alike for commands that come to the same: wrong departments, and contacts who can."""
    tables = state.tables
    if isinstance(command, order.Route):
        owner = tables.owner[tables.index[command.request]]
        return command.op, tables.department_of[command.department] == owner
    if isinstance(command, order.Escalate):
        able = tables.contacts[tables.index[command.request]]
        if not able or tables.contact_of[command.contact] in able:
            return command.op, command.options_prepared
    is_idle = state.current[0] < 0 and not state.queues[0]
    if is_idle and isinstance(command, order.Do) and command.not_before is None:
        return command.op  # first or last in an empty queue
    return command


def _filled_in(state: State, name: str, op: str, target: str) -> list[Command]:
    tables, now = state.tables, state.now
    facts = tables.requests[tables.index[name]]
    if op == "do":
        later = order.Do(name, Position.NOT_BEFORE, now + HOUR)
        return [order.Do(name, Position.NOW), order.Do(name), later]
    if op == "promise":
        claimed = facts.visible.claimed_minutes
        by = now + HOUR if claimed is None else state.arrived[tables.index[name]] + claimed
        return [order.Promise(name, min(tables.horizon, by if by > now else now + HOUR))]
    if op == "decline":
        contacts = tables.instance.contacts
        return [order.Decline(name, facts.visible.apparent_owner or (contacts[0].id if contacts else None))]
    if op == "merge":
        twin = facts.reading.resembles
        return [] if twin is None else [order.Merge(name, twin)]
    return [_MAKERS[op](name, target)]


_MAKERS = {
    "contain": lambda name, _: order.Contain(name),
    "delegate": order.Delegate,
    "route": order.Route,
    "escalate": lambda name, contact: order.Escalate(name, contact, True),
    "ask": lambda name, _: order.Ask(name),
    "recall": lambda name, _: order.Recall(name),
    "reply": order.Reply,
}
