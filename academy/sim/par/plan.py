"""From a solved model to a log; the rule: what counts is what the engine makes of it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from academy.sim import commands as order
from academy.sim.commands import Command, Entry, Position
from academy.sim.engine import advance, apply, finish, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.par.parts import Request, Sheet
from academy.sim.par.ways import Kind, Way
from academy.sim.state import State, Status


class Move(NamedTuple):
    """Something to order at a minute; `make` sees the state then, and may have nothing to order after all."""

    minute: int
    turn: int  # within the minute: putting off, then replies, then operations, then own work
    make: Callable[[State], Command | None]


def log_of(sheet: Sheet, value: Callable[[Any], int]) -> tuple[int, tuple[Entry, ...]]:
    """Play the plan whose variables have these values; return what it costs in the engine, and its log."""
    moves = [move for request in sheet.requests.values() for move in _moves(sheet, request, value)]
    return play_moves(sheet.tables.instance, moves)


def play_moves(instance: Instance, moves: list[Move]) -> tuple[int, tuple[Entry, ...]]:
    """Play moves in the order of their minutes; what has become impossible or needless is left out."""
    state, log = initial(instance), []
    for minute, _, make in sorted(moves, key=lambda move: move[:2]):
        advance(state, minute)
        command = make(state)
        if command is not None and check(state, command) is None:
            apply(state, minute, command)
            log.append(Entry(minute, command))
    return finish(state).cost, tuple(log)


def _moves(sheet: Sheet, request: Request, value: Callable[[Any], int]) -> Iterator[Move]:
    if request.present is not None and not value(request.present):
        return
    place, name = request.place, sheet.tables.requests[request.place].id
    for what, operation in request.operations.items():
        if value(operation.happens):
            turn = 1 if what == "reply" else 2
            yield Move(value(operation.start), turn, _message(sheet, place, name, what))
    way = next(way for way, literal in request.ways if value(literal))
    if way.attention:
        minute = value(request.hand_over[way.attention].start)
        yield Move(minute, 2, _handing(sheet, place, name, way))
    for at, stretch in enumerate(request.stretches):
        if value(stretch.happens):
            start = value(stretch.start)
            if at == 0 and way.is_scheduled:
                later = order.Do(name, Position.NOT_BEFORE, start)
                yield Move(start - 1, 0, lambda state, later=later: later)  # type: ignore[misc]
            yield Move(start, 3, _taking_up(place, name))


def _taking_up(place: int, name: str) -> Callable[[State], Command | None]:
    def make(state: State) -> Command | None:
        is_at_it = state.status[place] == Status.WORKING and state.handler[place] == 0
        return None if is_at_it else order.Do(name, Position.NOW)

    return make


def _message(sheet: Sheet, place: int, name: str, what: str) -> Callable[[State], Command | None]:
    tables = sheet.tables
    if what == "promise":
        flexibility = tables.flexibility[place]
        return lambda state: order.Promise(
            name, max(state.now + 1, min(tables.horizon, state.due[place] + flexibility))
        )
    if what == "ask":
        return lambda _: order.Ask(name)
    if what == "contain":
        return lambda _: order.Contain(name)
    if what == "recalled":
        return lambda _: None  # only a bound needs it: no plan is better for it
    effects = tables.requests[place].hidden.wording_effects
    wording = min(effects, key=lambda effect: effect.cost).id
    return lambda _: order.Reply(name, wording)


def _handing(sheet: Sheet, place: int, name: str, way: Way) -> Callable[[State], Command | None]:
    tables, instance = sheet.tables, sheet.tables.instance
    command: Command
    if way.kind is Kind.RUNNER:
        command = order.Delegate(name, tables.handlers[way.handler].id)
    elif way.kind is Kind.ROUTE:
        command = order.Route(name, instance.departments[tables.owner[place]].id)
    elif way.kind is Kind.ESCALATE:
        contact = min(tables.contacts[place], default=0)
        command = order.Escalate(name, instance.contacts[contact].id, way.is_prepared)
    elif way.kind is Kind.DECLINE:
        anybody = [*(item.id for item in instance.departments), *(item.id for item in instance.contacts)]
        helpful = min(tables.signposts[place] or anybody, default=None)
        command = order.Decline(name, helpful)
    else:
        command = order.Merge(name, tables.requests[way.target].id)
    return lambda _: command
