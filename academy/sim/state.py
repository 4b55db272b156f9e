"""The state of a run: integers in lists, cheap to copy; the rule: only `engine` writes to it."""

import hashlib
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from academy.sim.instance import Instance
from academy.sim.rules import ChargeKind
from academy.sim.tables import Tables, tables_of


class Status(IntEnum):
    """Where a request is; it is in exactly one place. From DONE on it is closed."""

    UNBORN = 0
    OPEN = 1  # on the desk, nobody has it
    PENDING = 2  # an operation on it waits for the coordinator's attention
    QUEUED = 3  # in somebody's queue
    WORKING = 4  # in somebody's hands (or set aside while the coordinator attends to something)
    AWAY = 5  # with a department, a contact, or on its way back
    MERGED = 6  # closes together with another request
    DONE = 7
    DECLINED = 8


class SpanKind(StrEnum):
    """What a handler did during a span of time."""

    WORK = "work"
    OPERATION = "operation"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a handler's time."""

    handler: str
    kind: SpanKind
    subject: str  # id of the request or appointment
    label: str  # "work", "appointment", or the name of the operation
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Charge:
    """Points charged at a minute for a request; a run's charges add up to its cost J exactly."""

    minute: int
    request: str
    kind: ChargeKind
    points: int
    reason: str


# Facts of a request kept as bits
SILENT, BROKEN, WENT_LATE, MISHANDLED, UNCONTAINED, REFUSED = (1 << bit for bit in range(6))
ASKED, PROMISING, CONTAINING, REPLYING, MISMERGED = (1 << bit for bit in range(6, 11))

_NUMBERS = ("now", "cost", "tokens", "attending", "paused", "over", "failed")
_COLUMNS = (
    *("status", "handler", "remaining", "arrived", "due", "known", "acknowledged", "promised", "closed"),
    *("not_before", "contained", "used", "into", "worded", "bounced", "flags"),
    *("current", "until", "since", "version"),
    *("attention", "charges", "spans", "choices", "heap"),
)


class State:
    """A run at minute `now`. Columns are by request or by handler, in the order of `tables`; -1 is "none"."""

    __slots__ = ("queues", "tables", *_NUMBERS, *_COLUMNS)

    tables: Tables
    now: int
    cost: int  # points charged so far
    tokens: int  # goodwill left; spent when an escalation is ordered
    attending: int  # minute at which the operation in hand ends, or -1
    paused: int  # 1 while own work is set aside for an operation or appointment
    over: int
    failed: int  # the request that ended the run, or -1
    status: list[int]
    handler: list[int]  # who has it
    remaining: list[int]  # minutes of work left, -1 while nobody started
    arrived: list[int]
    due: list[int]
    known: list[int]  # 1 when the sender's answer is in
    acknowledged: list[int]
    promised: list[int]
    closed: list[int]
    not_before: list[int]
    contained: list[int]
    used: list[int]  # bits of the handlers used so far
    into: list[int]  # the request it was merged into
    worded: list[int]  # place of the wording sent
    bounced: list[int]  # bits of the departments, then the contacts, that sent it back
    flags: list[int]
    current: list[int]  # by handler: the request in hand
    until: list[int]  # by handler: when it will be finished
    since: list[int]  # by handler: when the present span started
    version: list[int]  # by handler: which finish event is valid
    queues: list[list[int]]
    attention: list[tuple[int, int, int, int, int]]  # operation, request, two arguments, minutes
    charges: list[tuple[int, int, ChargeKind, int, int]]  # minute, request, kind, points, detail
    spans: list[tuple[int, int, int, int, int]]  # handler, operation, subject, start, end
    choices: list[tuple[int, int, int]]  # minute, request, handler used
    heap: list[int]

    def copy(self) -> "State":
        """Return an independent state equal to this one."""
        twin = State.__new__(State)
        twin.tables = self.tables
        twin.now, twin.cost, twin.tokens, twin.attending = self.now, self.cost, self.tokens, self.attending
        twin.paused, twin.over, twin.failed = self.paused, self.over, self.failed
        for name in _COLUMNS:
            setattr(twin, name, getattr(self, name)[:])
        twin.queues = [queue[:] for queue in self.queues]
        return twin

    def key(self) -> tuple[object, ...]:
        """Return a value that is equal for equal states of one instance."""
        numbers = tuple(getattr(self, name) for name in _NUMBERS)
        columns = tuple(tuple(getattr(self, name)) for name in _COLUMNS[:-1])
        return (*numbers, *columns, tuple(map(tuple, self.queues)), tuple(sorted(self.heap)))


def blank(instance: Instance) -> State:
    """Return the state before the day's first minute, with an empty calendar of events."""
    tables = tables_of(instance)
    count, handlers = len(tables.requests), len(tables.handlers)
    state = State()
    state.tables = tables
    state.now, state.cost, state.tokens, state.attending = 0, 0, instance.tokens, -1
    state.paused, state.over, state.failed = 0, 0, -1
    for name in ("status", "known", "used", "bounced", "flags", "not_before"):
        setattr(state, name, [0] * count)
    for name in ("handler", "remaining", "arrived", "due", "acknowledged", "promised", "closed", "contained"):
        setattr(state, name, [-1] * count)
    state.into, state.worded = [-1] * count, [-1] * count
    state.current, state.until = [-1] * handlers, [0] * handlers
    state.since, state.version = [0] * handlers, [0] * handlers
    state.queues = [[] for _ in range(handlers)]
    state.attention, state.charges, state.spans, state.choices, state.heap = [], [], [], [], []
    return state


def checksum(state: State) -> str:
    """Return the SHA-256 of the state and of the instance it belongs to; the same in every process."""
    digest = state.tables.instance.digest
    return hashlib.sha256(f"{digest}{_plain(state.key())}".encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return f"({','.join(_plain(item) for item in value)})"
    return str(value)
