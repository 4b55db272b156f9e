"""What may leave the simulator in a run; the rule: claims until the truth is known, nothing of the future.

`view` is the only way from a state to a page or the API. Bots get a `Desk` (`academy.sim.policies.desk`).
"""

from dataclasses import dataclass

from academy.sim import commands as order
from academy.sim.commands import Command
from academy.sim.desk import APPOINTMENT_OP, OPERATION_NAMES
from academy.sim.instance import Attachment, Request, Wording
from academy.sim.legality import check
from academy.sim.rules import EXPECTED_REPLY
from academy.sim.state import ASKED, MISMERGED, REFUSED, Span, SpanKind, State, Status
from academy.sim.tables import Tables


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that could be done with a request now."""

    op: str  # name of the command
    target: str | None  # id of the runner, department, contact or wording; None: takes none, or any request
    reason: str | None  # why it may not be done; None: it may


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What the sender told when asked: the truth, as far as they know it."""

    text: str
    weight: int
    due_at: int
    work_minutes: int
    owner: str | None
    needed_level: int


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as the desk sees it. Minutes `_at` and `_by` count from the start of the day."""

    id: str
    sender: str
    sender_role: str
    channel: str
    work: str
    subject: str
    body: str
    thread: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    wordings: tuple[Wording, ...]
    claimed_urgency: int
    claimed_due_at: int | None
    apparent_minutes: int
    apparent_owner: str | None
    arrived_at: int
    reply_expected_by: int  # what people expect of this channel
    status: str  # lower-case name of `Status`
    holder: str | None  # id of the runner, or "you"
    not_before: int | None
    asked: bool
    answer: AnswerView | None
    acknowledged_at: int | None
    promised_for: int | None
    promise_refused: bool
    contained_at: int | None
    sent_back_by: tuple[str, ...]  # departments and contacts that returned it
    merge_refused: bool
    merged_into: str | None
    worded: str | None  # id of the wording sent
    closed_at: int | None
    choices: tuple[Choice, ...]  # none once it is closed


@dataclass(frozen=True, slots=True)
class RunnerView:
    """A runner, or the coordinator, and what they have in hand."""

    id: str
    name: str
    speed: tuple[int, ...]
    level: tuple[int, ...]
    starts: int
    ends: int
    current: str | None
    since: int | None
    expected_end: int | None  # from what is known of the size; the truth may differ
    queue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """Something that takes or waits for the coordinator's attention."""

    op: str
    subject: str  # id of a request, or of an appointment
    ends_at: int | None  # None while it waits


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """A fixed block of the coordinator's day."""

    id: str
    title: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A department or contact; opening hours and lead time only for departments."""

    id: str
    name: str
    role: str
    opens: int | None
    closes: int | None
    lead_minutes: int | None


@dataclass(frozen=True, slots=True)
class DayView:
    """The whole desk at one minute."""

    minute: int
    horizon: int
    starts_at: int
    is_over: bool
    ended_by: str | None  # id of the request whose fail state ended the run
    tokens: int
    own_work_paused: bool
    attention: tuple[OperationView, ...]
    runners: tuple[RunnerView, ...]  # the coordinator first
    departments: tuple[PlaceView, ...]
    contacts: tuple[PlaceView, ...]
    appointments: tuple[AppointmentView, ...]
    requests: tuple[RequestView, ...]  # by arrival
    spans: tuple[Span, ...]  # what everyone did so far


def view(state: State) -> DayView:
    """Return what the desk shows at `state.now`."""
    instance = state.tables.instance
    born = _born(state)
    return DayView(
        minute=state.now,
        horizon=instance.horizon,
        starts_at=instance.starts_at,
        is_over=bool(state.over),
        ended_by=instance.requests[state.failed].id if state.failed >= 0 else None,
        tokens=state.tokens,
        own_work_paused=bool(state.paused),
        attention=_attention(state),
        runners=tuple(_runner(state, handler) for handler in range(len(state.queues))),
        departments=tuple(
            PlaceView(item.id, item.name, "", item.opens, item.closes, item.lead_minutes)
            for item in instance.departments
        ),
        contacts=tuple(
            PlaceView(item.id, item.name, item.role, None, None, None) for item in instance.contacts
        ),
        appointments=tuple(
            AppointmentView(item.id, item.title, item.starts, item.ends) for item in instance.appointments
        ),
        requests=tuple(_request(state, place, born) for place in born),
        spans=spans(state),
    )


def spans(state: State) -> tuple[Span, ...]:
    """Return what each handler did and when, finished stretches only, in the order in which they ended."""
    instance, handlers = state.tables.instance, state.tables.handlers
    result = []
    for handler, operation, subject, starts, ends in state.spans:
        if operation == APPOINTMENT_OP:
            kind, label, name = SpanKind.APPOINTMENT, "appointment", instance.appointments[subject].id
        elif operation < 0:
            kind, label, name = SpanKind.WORK, "work", instance.requests[subject].id
        else:
            kind, label, name = SpanKind.OPERATION, OPERATION_NAMES[operation], instance.requests[subject].id
        result.append(Span(handlers[handler].id, kind, name, label, starts, ends))
    return tuple(result)


def expected_minutes(state: State, place: int, handler: int) -> int:
    """Return how long `handler` would take for a request as far as the desk can tell."""
    if state.known[place]:
        return state.tables.duration[handler][place]
    return apparent_minutes(state.tables, place, handler)


def apparent_minutes(tables: Tables, place: int, handler: int) -> int:
    """Return how long a request looks for `handler` while nobody has asked."""
    visible = tables.requests[place].visible
    minutes = -(-visible.apparent_minutes * tables.speed[handler][place] // 100)
    return minutes * 2 if visible.apparent_owner is not None else minutes


def choices(state: State, name: str) -> tuple[Choice, ...]:
    """Return what could be done with the request of that id now, as the view shows it; nothing if closed."""
    place = state.tables.index.get(name, -1)
    if place < 0 or state.over or state.status[place] == Status.UNBORN or state.closed[place] >= 0:
        return ()
    return _choices(state, state.tables.requests[place], _born(state))


def answer(state: State, place: int) -> AnswerView | None:
    """Return what the sender has told; None while they have not."""
    if not state.known[place]:
        return None
    hidden = state.tables.requests[place].hidden
    return AnswerView(
        hidden.answer,
        hidden.weight,
        state.due[place],
        hidden.work_minutes,
        hidden.owner,
        hidden.needed_level,
    )


def _born(state: State) -> list[int]:
    """Return the requests that have come, by arrival."""
    born = [place for place, status in enumerate(state.status) if status != Status.UNBORN]
    born.sort(key=lambda place: (state.arrived[place], place))
    return born


def _attention(state: State) -> tuple[OperationView, ...]:
    instance = state.tables.instance
    return tuple(
        OperationView(
            OPERATION_NAMES[operation],
            (instance.appointments if operation == APPOINTMENT_OP else instance.requests)[subject].id,
            state.attending if place == 0 and state.attending >= 0 else None,
        )
        for place, (operation, subject, *_) in enumerate(state.attention)
    )


def _runner(state: State, handler: int) -> RunnerView:
    runner, requests = state.tables.handlers[handler], state.tables.requests
    current = state.current[handler]
    working = current >= 0
    return RunnerView(
        id=runner.id,
        name=runner.name,
        speed=runner.speed,
        level=runner.level,
        starts=runner.starts,
        ends=runner.ends,
        current=requests[current].id if working else None,
        since=state.since[handler] if working else None,
        expected_end=state.since[handler] + expected_minutes(state, current, handler) if working else None,
        queue=tuple(requests[place].id for place in state.queues[handler]),
    )


def _request(state: State, place: int, born: list[int]) -> RequestView:
    request, tables = state.tables.requests[place], state.tables
    visible, arrived, flags = request.visible, state.arrived[place], state.flags[place]
    claimed, holder, target = visible.claimed_minutes, state.handler[place], state.into[place]
    worded, closed = state.worded[place], state.closed[place]
    return RequestView(
        id=request.id,
        sender=visible.sender,
        sender_role=visible.sender_role,
        channel=visible.channel,
        work=visible.work,
        subject=visible.subject,
        body=visible.body,
        thread=visible.thread,
        attachments=visible.attachments,
        wordings=visible.wordings,
        claimed_urgency=visible.claimed_urgency,
        claimed_due_at=None if claimed is None else arrived + claimed,
        apparent_minutes=visible.apparent_minutes,
        apparent_owner=visible.apparent_owner,
        arrived_at=arrived,
        reply_expected_by=arrived + EXPECTED_REPLY[visible.channel],
        status=Status(state.status[place]).name.lower(),
        holder=tables.handlers[holder].id if holder >= 0 else None,
        not_before=state.not_before[place] or None,
        asked=bool(flags & ASKED),
        answer=answer(state, place),
        acknowledged_at=_minute(state.acknowledged[place]),
        promised_for=_minute(state.promised[place]),
        promise_refused=bool(flags & REFUSED),
        contained_at=_minute(state.contained[place]),
        sent_back_by=_sent_back_by(state, place),
        merge_refused=bool(flags & MISMERGED),
        merged_into=tables.requests[target].id if target >= 0 else None,
        worded=visible.wordings[worded].id if worded >= 0 else None,
        closed_at=_minute(closed),
        choices=() if state.over or closed >= 0 else _choices(state, request, born),
    )


def _sent_back_by(state: State, place: int) -> tuple[str, ...]:
    instance = state.tables.instance
    names = [item.id for item in instance.departments] + [item.id for item in instance.contacts]
    return tuple(name for bit, name in enumerate(names) if state.bounced[place] >> bit & 1)


def _choices(state: State, request: Request, born: list[int]) -> tuple[Choice, ...]:
    instance, name, later = state.tables.instance, request.id, state.now + 1
    tried: list[tuple[str | None, Command]] = [
        (None, order.Contain(name)),
        (None, order.Do(name)),
        *((runner.id, order.Delegate(name, runner.id)) for runner in instance.runners),
        *((item.id, order.Route(name, item.id)) for item in instance.departments),
        *((item.id, order.Escalate(name, item.id)) for item in instance.contacts),
        (None, order.Ask(name)),
        (None, order.Promise(name, later)),
        (None, order.Decline(name)),
        (None, order.Recall(name)),
        *((item.id, order.Reply(name, item.id)) for item in request.visible.wordings),
    ]
    others = [state.tables.requests[other].id for other in born if state.status[other] != Status.DECLINED]
    if others != [name]:
        target = next(other for other in others if other != name)
        tried.append((None, order.Merge(name, target)))
    return tuple(Choice(command.op, target, check(state, command)) for target, command in tried)


def _minute(value: int) -> int | None:
    return None if value < 0 else value
