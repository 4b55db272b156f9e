"""What the model of a day is made of; the rule: times are minutes of the day, a literal says what happens."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from academy.sim.par.ways import Kind, Way
from academy.sim.rules import OVERTIME_MINUTES
from academy.sim.tables import Tables

Literal = Any  # a Boolean variable of the solver, or its negation
Minute = Any  # an integer or a linear expression of the solver


class Operation(NamedTuple):
    """A message or hand-over that takes the coordinator's attention."""

    start: Minute
    minutes: int
    happens: Literal

    @property
    def end(self) -> Minute:
        """The minute at which it takes effect."""
        return self.start + self.minutes


class Cause(NamedTuple):
    """Something that may set a follow-up off: whether, when, and the first minute at which it could."""

    happens: Literal
    minute: Minute
    earliest: int


class Stretch(NamedTuple):
    """A stretch of own work on one request without interruption."""

    happens: Literal
    start: Minute
    end: Minute
    minutes: Minute


class Job(NamedTuple):
    """A request that a runner works on in one way."""

    place: int
    way: Way
    happens: Literal
    start: Minute


@dataclass(slots=True, eq=False)
class Request:
    """The decisions about one request. `present` is None for roots, which always come."""

    place: int
    arrives: Minute
    earliest: int
    present: Literal | None
    closes: Minute
    due: Minute
    ways: list[tuple[Way, Literal]] = field(default_factory=list)
    operations: dict[str, Operation] = field(default_factory=dict)
    hand_over: dict[int, Operation] = field(default_factory=dict)  # by its minutes of attention
    known_at: Minute | None = None
    work_starts: Minute | None = None  # own work
    stretches: list[Stretch] = field(default_factory=list)  # of own work
    late: Cause | None = None
    mishandled: Cause | None = None
    uncontained: Cause | None = None

    def literal(self, kind: Kind) -> list[Literal]:
        """Return the literals of all ways of one kind."""
        return [literal for way, literal in self.ways if way.kind is kind]


class Sheet:
    """The model under construction: the solver's own, and what several parts of it share."""

    def __init__(
        self, tables: Tables, most: int, *, asks_everything: bool, bounds_every_play: bool = False
    ) -> None:
        self.tables = tables
        self.asks_everything = asks_everything  # else only where the answer shortens the work
        self.bounds_every_play = bounds_every_play  # with what no good plan does, and the engine allows
        self.most = most  # points; plans that cost more do not count
        self.model = cp_model.CpModel()
        self.horizon = tables.horizon
        self.never = tables.horizon + OVERTIME_MINUTES  # when what is left open counts as closed
        self.free = free_stretches(tables)
        self.costs: list[Any] = []
        self.requests: dict[int, Request] = {}
        self.operations: list[Operation] = []
        self.jobs: list[Job] = []
        self.total: Any = None  # points of the whole day, once the model is complete

    def literal(self) -> Literal:
        """Return a new Boolean variable."""
        return self.model.new_bool_var("")

    def minute(self, low: int, high: int) -> Any:
        """Return a new minute from `low` to `high`; an empty range stands at `low`."""
        return self.model.new_int_var(low, max(low, high), "")

    def charge(self, points: int, literal: Literal) -> None:
        """Let `literal` cost `points`."""
        if points:
            self.costs.append(points * literal)

    def before(self, early: Minute, late: Minute) -> Literal:
        """Return a literal that can only hold when `early` is not after `late`."""
        literal = self.literal()
        self.model.add(early <= late).only_enforce_if(literal)
        return literal

    def decides(self, early: Minute, late: Minute) -> Literal:
        """Return a literal that holds exactly when `early` is not after `late`."""
        literal = self.before(early, late)
        self.model.add(early >= late + 1).only_enforce_if(literal.negated())
        return literal

    def operation(
        self, request: Request, minutes: int, happens: Literal, within: int | None = None
    ) -> Operation | None:
        """Add an operation about `request` that begins while nothing fixed is on; None when none could.

        With `within`, it is through so many minutes after the arrival at the latest.
        """
        latest = self.horizon - minutes
        if within is not None and request.present is None:
            latest = min(latest, request.earliest + within - minutes)
        spans = [
            [max(begins, request.earliest), min(ends, latest)]
            for begins, ends in self.free
            if max(begins, request.earliest) <= min(ends, latest)
        ]
        if not spans:
            self.model.add(happens == 0)
            return None
        domain = cp_model.Domain.from_intervals(spans)
        operation = Operation(self.model.new_int_var_from_domain(domain, ""), minutes, happens)
        if request.present is not None:
            self.model.add(operation.start >= request.arrives).only_enforce_if(happens)
            self.model.add_implication(happens, request.present)
            if within is not None:
                self.model.add(operation.end <= request.arrives + within).only_enforce_if(happens)
        self.operations.append(operation)
        return operation


def free_stretches(tables: Tables) -> list[tuple[int, int]]:
    """Return the stretches of minutes, both ends included, in which no appointment is on."""
    stretches, minute = [], 0
    for appointment in sorted(tables.instance.appointments, key=lambda item: item.starts):
        if minute < appointment.starts:
            stretches.append((minute, appointment.starts - 1))
        minute = appointment.ends
    return [*stretches, (minute, tables.horizon)] if minute <= tables.horizon else stretches
