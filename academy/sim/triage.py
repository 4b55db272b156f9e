"""Over-triage and under-triage of a day, reported apart; the rule: truth decides, after the day.

After the convention of trauma care (American College of Surgeons, Resources for Optimal Care of the Injured
Patient): what was treated as grave and was not, and what was grave and was not treated so, are two errors
with two rates, never netted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from academy.sim.commands import Do, Entry, Escalate, Position
from academy.sim.evidence import HEAVY, LIGHT, touched_at, was_settled
from academy.sim.state import State, Status
from academy.sim.tables import ESCALATE


@dataclass(frozen=True, slots=True)
class Triage:
    """Both errors of a day, with the requests they were made on, in the order of the day's requests."""

    over: tuple[str, ...]  # light requests treated as urgent
    light: int  # requests of weight 1 or 2 that came
    over_rate: float  # 0 to 1: share of the light requests; 0 when none came
    under: tuple[str, ...]  # heavy requests not treated as urgent
    heavy: int  # requests of weight 4 or 8 that came
    under_rate: float  # 0 to 1: share of the heavy requests; 0 when none came


def triage(state: State, log: Sequence[Entry]) -> Triage:
    """Return the errors of triage in a finished day; `log` holds its decisions.

    Over-triage: a request of weight 1 or 2 that was escalated (unless its author calls that good), taken up
    by interrupting own work, or given its first decision while one of weight 4 or 8 lay untouched.
    Under-triage: a request of weight 4 or 8 that was not settled by its due minute although a lighter one
    got its first decision between its arrival and that minute, or that got no decision by then.
    """
    born = [place for place, minute in enumerate(state.arrived) if minute >= 0]
    weight, touched = state.tables.weight, touched_at(state, log)
    light = [place for place in born if weight[place] <= LIGHT]
    heavy = [place for place in born if weight[place] >= HEAVY]
    pushed = _pushed(state, log)
    over = [place for place in light if place in pushed or _jumped(state, place, heavy, touched)]
    under = [place for place in heavy if _neglected(state, place, light, touched)]
    names = [request.id for request in state.tables.requests]
    return Triage(
        over=tuple(names[place] for place in over),
        light=len(light),
        over_rate=_rate(len(over), len(light)),
        under=tuple(names[place] for place in under),
        heavy=len(heavy),
        under_rate=_rate(len(under), len(heavy)),
    )


def _pushed(state: State, log: Sequence[Entry]) -> set[int]:
    """Return what was put to somebody senior or taken up before everything else."""
    index, fine, interrupted = state.tables.index, state.tables.verdict_ok, _interruptions(state)
    pushed = set()
    for entry in log:
        command = entry.command
        if isinstance(command, Escalate) and not fine[index[command.request]][ESCALATE]:
            pushed.add(index[command.request])
        if isinstance(command, Do) and command.position is Position.NOW and entry.minute in interrupted:
            pushed.add(index[command.request])
    return pushed


def _interruptions(state: State) -> set[int]:
    """Return the minutes at which the coordinator's own work stopped before it was finished."""
    return {
        ends
        for who, operation, place, _, ends in state.spans
        if who == 0 and operation < 0 and state.closed[place] != ends
    }


def _jumped(state: State, place: int, heavy: list[int], touched: dict[int, int]) -> bool:
    first = touched.get(place)
    if first is None:
        return False
    return any(
        state.arrived[other] <= first < touched.get(other, state.now)
        and (state.closed[other] < 0 or first < state.closed[other])
        for other in heavy
    )


def _neglected(state: State, place: int, light: list[int], touched: dict[int, int]) -> bool:
    due = state.due[place]
    if due > state.now or (was_settled(state, place) and state.closed[place] <= due):
        return False
    if state.status[place] == Status.MERGED or touched.get(place, state.now) > due:
        return True
    return any(state.arrived[place] <= touched.get(other, -1) <= due for other in light)


def _rate(count: int, of: int) -> float:
    return count / of if of else 0.0
