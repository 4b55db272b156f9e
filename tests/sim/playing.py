"""Arbitrary numbers turned into a day and legal moves on it, for property tests."""

import functools
from collections.abc import Callable

from hypothesis import strategies as st

from academy.sim import commands as order
from academy.sim.books import ledger
from academy.sim.commands import Command, Entry, Position
from academy.sim.engine import advance, apply, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.rng import Rng
from academy.sim.state import State, Status
from tests.sim.days import drawn_day

POSITIONS = (Position.NOW, Position.NEXT, Position.LAST)

days = st.builds(
    functools.cache(drawn_day), st.integers(0, 40), st.sampled_from((3, 8, 14, 25)), st.integers(0, 2)
)
# A seed, how many moves, how long the waits between them may be: long logs without long examples
plays = st.tuples(st.integers(0, 10**9), st.integers(0, 150), st.integers(0, 9))


def played(instance: Instance, *moves: tuple[int, Command]) -> State:
    """Return the run after these moves, each a minute and a command."""
    state = initial(instance)
    for minute, command in moves:
        apply(state, minute, command)
    return state


def points(state: State) -> list[tuple[str, int]]:
    """Return what was charged so far, as kinds and points."""
    return [(charge.kind.value, charge.points) for charge in ledger(state)]


def draw_command(instance: Instance, state: State, dice: Rng) -> Command:
    """Draw any command, most often about a request that is on the desk."""
    born = [place for place, status in enumerate(state.status) if Status.UNBORN < status < Status.DONE]
    place = dice.choice(born) if born and dice.chance(950) else dice.between(0, len(state.status) - 1)
    name, later = instance.requests[place].id, state.now + dice.between(0, 120)
    runners = [runner.id for runner in state.tables.handlers]
    addresses = [item.id for item in (*instance.departments, *instance.contacts)]
    makers: tuple[Callable[[], Command], ...] = (
        lambda: order.Do(name, dice.choice(POSITIONS)),
        lambda: order.Do(name, Position.NOT_BEFORE, later),
        lambda: order.Delegate(name, dice.choice(runners)),
        lambda: order.Route(name, dice.choice(addresses)),
        lambda: order.Escalate(name, dice.choice(addresses), dice.chance(500)),
        lambda: order.Ask(name),
        lambda: order.Promise(name, later),
        lambda: order.Decline(name, dice.choice((None, *addresses))),
        lambda: order.Contain(name),
        lambda: order.Recall(name),
        lambda: order.Merge(name, dice.choice(instance.requests).id),
        lambda: order.Reply(name, dice.choice(("warm", "curt"))),
        order.Tick,
    )
    return makers[dice.weighted((6, 2, 4, 3, 3, 3, 3, 1, 2, 3, 2, 2, 1))]()


def play(
    instance: Instance,
    drawn: tuple[int, int, int],
    watch: Callable[[State, Command], None] | None = None,
) -> tuple[list[Entry], State]:
    """Play the moves `drawn` stands for; return log and state. `watch` sees each move before it is made."""
    seed, moves, gap = drawn
    dice, state, log = Rng("play", seed), initial(instance), []
    for _ in range(moves):
        minute = state.now + dice.between(0, gap)
        if state.over or minute >= instance.horizon:
            break
        advance(state, minute)
        command = draw_command(instance, state, dice)
        if check(state, command) is not None:
            continue
        if watch is not None:
            watch(state, command)
        apply(state, minute, command)
        log.append(Entry(minute, command))
    return log, state
