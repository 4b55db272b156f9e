"""Letting a policy play a day; the rule: it decides at visible changes and when it asked to be woken."""

from collections.abc import Callable
from typing import Protocol

from academy.sim.calendar import next_change
from academy.sim.commands import Command, Entry
from academy.sim.engine import advance, apply, finish, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.policies.desk import Desk
from academy.sim.state import State

MOST_COMMANDS_A_MINUTE = 200  # then a policy that goes round in circles has to let a minute pass


class Policy(Protocol):
    """Somebody who plays: asked again and again, they give one command at a time."""

    name: str
    latency: int  # minutes between seeing and acting
    minds_attention: bool  # decides nothing while an operation is in hand

    def start(self, desk: Desk) -> None:
        """Get ready for a day, or to play on from the middle of one."""

    def decide(self, desk: Desk) -> Command | int | None:
        """Return a command, the minute to be woken at, or None to wait for the next visible change."""


def play(instance: Instance, policy: Policy) -> tuple[State, list[Entry]]:
    """Play a whole day; return its final state and its log."""
    log: list[Entry] = []
    return play_on(initial(instance), policy, log), log


def play_on(
    state: State,
    policy: Policy,
    log: list[Entry] | None = None,
    halt: Callable[[State], bool] | None = None,
) -> State:
    """Play from `state`, which is changed, to the end; append each command to `log`.

    `halt` is asked before the first decision of each minute, and stops the play there when it says so.
    """
    desk, horizon = Desk(state), state.tables.horizon
    policy.start(desk)
    given = 0
    while not state.over:
        if halt is not None and not given and halt(state):
            return state
        wake = horizon
        if given >= MOST_COMMANDS_A_MINUTE:
            wake = state.now + 1
        elif not (policy.minds_attention and state.attending >= 0):
            wish = policy.decide(desk)
            if isinstance(wish, Command):
                _carry_out(state, wish, policy.latency, log)
                given += 1
                continue
            if wish is not None:
                wake = max(wish, state.now + 1)
        given = 0
        minute = min(next_change(state), wake)
        if minute >= horizon:
            break
        advance(state, minute)
    return finish(state)


def _carry_out(state: State, wish: Command, latency: int, log: list[Entry] | None) -> None:
    if latency:
        advance(state, state.now + latency)
        if check(state, wish) is not None:  # the desk has changed while they thought
            return
    apply(state, state.now, wish)
    if log is not None:
        log.append(Entry(state.now, wish))
