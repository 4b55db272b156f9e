"""Foresight apart from luck: was a decision right on what could be known, and how did it turn out.

The rule: every way is judged in the same resampled worlds, all of which look alike when it is decided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from academy.sim.commands import Command, Entry, Tick
from academy.sim.counterfactual import Moment
from academy.sim.engine import advance, apply, initial
from academy.sim.instance import Instance
from academy.sim.rules import NUISANCE
from academy.sim.state import State
from academy.sim.value import Appraiser
from academy.sim.worlds import Worlds

WORLDS = 6
MOST_DECISIONS = 40
CHOICES = 4
CLOSE = NUISANCE  # points: what differs by no more than a nuisance was as good


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision in all worlds and in the real one. Regrets are points against the best other way."""

    place: int  # of the decision in the log, from 0
    minute: int
    request: str
    could_know: float  # mean over the worlds of what was done, minus the best mean of another way
    turned_out: int  # the same in the day as it really was
    is_right: bool  # on what could be known: `could_know` is at most 8 points

    @property
    def luck(self) -> float:
        """What chance did, points: above zero it was worse luck than could be expected."""
        return self.turned_out - self.could_know


@dataclass(frozen=True, slots=True)
class Foresight:
    """How good the decisions of a day were on what could be known, beside how they turned out."""

    worlds: int  # how many were drawn for each decision
    decisions: int  # how many decisions were judged
    right_on_what_you_could_know: float | None  # 0 to 1: share of the decisions; None: there were none
    could_know: float  # mean regret over the decisions, points
    turned_out: float  # the same in the day as it really was, points
    moments: tuple[Judged, ...]  # those judged against the best other choices as well


def foresight(
    instance: Instance,
    log: Sequence[Entry],
    moments: Iterable[Moment] = (),
    decisions: range | None = None,
    worlds: int = WORLDS,
) -> Foresight:
    """Return foresight and luck of the decisions of `log` whose places are in `decisions` (None: all).

    Of many decisions, forty are judged, evenly spread. Each is compared with the expert taking over before
    it, and those of `moments` with the four choices that would have turned out cheapest as well. Whoever
    does what the expert does at that minute is right in every world, since the expert sees no more.
    """
    judge, closely = _Judge(instance, worlds), {moment.place: moment for moment in moments}
    spread = _spread(log, decisions)
    overall: list[Judged] = []
    looked_at: list[Judged] = []
    state = initial(instance)
    for place, entry in enumerate(log):
        advance(state, entry.minute)
        if place in spread:
            overall.append(judge.decision(state, place, entry, []))
        if place in closely:
            others = [option.command for option in closely[place].options[:CHOICES]]
            looked_at.append(judge.decision(state, place, entry, others))
        apply(state, entry.minute, entry.command)
    return _summed_up(worlds, overall, looked_at)


def _spread(log: Sequence[Entry], decisions: range | None) -> list[int]:
    """Return the places of the decisions to judge, evenly spread when there are too many."""
    wanted = [
        place
        for place, entry in enumerate(log)
        if not isinstance(entry.command, Tick) and (decisions is None or place in decisions)
    ]
    return wanted[:: max(1, -(-len(wanted) // MOST_DECISIONS))]


class _Judge:
    """Judges decisions of one day."""

    def __init__(self, instance: Instance, worlds: int) -> None:
        self._count = worlds
        self._worlds = Worlds(instance)
        self._appraiser = Appraiser(experts=1)

    def decision(self, state: State, place: int, entry: Entry, others: list[Command]) -> Judged:
        """Judge the decision `entry` at `state`, the minute before it is carried out, against `others`."""
        name, expert = getattr(entry.command, "request", ""), self._appraiser.reference(state)
        if not others and expert.path is not None and expert.path.move == entry:
            return Judged(place, entry.minute, name, 0.0, 0, True)
        done, *rest = _costs(state, entry.command, others, self._appraiser)
        turned_out = done - min(rest)
        sums = [0] * (2 + len(others))
        for number in range(self._count):
            world = self._worlds.state(state, number)
            costs = _costs(world, entry.command, others, Appraiser(experts=1))
            sums = [total + cost for total, cost in zip(sums, costs, strict=True)]
        could_know = (sums[0] - min(sums[1:])) / self._count
        return Judged(place, entry.minute, name, could_know, turned_out, could_know <= CLOSE)


def _costs(state: State, done: Command, others: list[Command], appraiser: Appraiser) -> list[int]:
    """Return the final costs of what was done, of the expert taking over, and of the other ways."""
    costs = [appraiser.reference(apply(state.copy(), state.now, done)).cost, appraiser.reference(state).cost]
    for command in others:
        costs.append(appraiser.reference(apply(state.copy(), state.now, command)).cost)
    return costs


def _summed_up(worlds: int, overall: list[Judged], moments: list[Judged]) -> Foresight:
    count = len(overall)
    return Foresight(
        worlds=worlds,
        decisions=count,
        right_on_what_you_could_know=sum(item.is_right for item in overall) / count if count else None,
        could_know=fsum(item.could_know for item in overall) / count if count else 0.0,
        turned_out=sum(item.turned_out for item in overall) / count if count else 0.0,
        moments=tuple(moments),
    )
