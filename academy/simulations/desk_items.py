"""The requests on a desk: a row of the inbox, and what the reading pane shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from academy.sim import rules
from academy.sim.commands import Entry
from academy.sim.instance import Attachment, Wording
from academy.sim.view import Choice, DayView, RequestView
from academy.simulations import words

NOTHING_TO_ADD = "Nothing beyond the facts below."
SETTLED = frozenset({"merged", "done", "declined"})
#: Refusals that only say that there is nothing to do; listing them would be noise.
_SILENT = frozenset({"recall", "merge", "reply"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is claimed of a request, and what is known of it."""

    name: str
    claimed: str
    known: str


@dataclass(frozen=True, slots=True)
class Move:
    """A way to handle a request: to which targets it is possible now, or why to none."""

    name: str
    cost: str
    targets: frozenset[str]
    is_possible: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the player did about a request."""

    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A request on the desk."""

    request: RequestView
    clock: str
    age: int
    state_text: str
    is_new: bool
    facts: tuple[Fact, ...]
    moves: Mapping[str, Move]
    history: tuple[Deed, ...]

    @property
    def id(self) -> str:
        """The request's id."""
        return self.request.id

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.request.status in SETTLED

    @property
    def urgency_text(self) -> str:
        """The claimed urgency in words."""
        return words.URGENCIES[self.request.claimed_urgency]

    @property
    def channel_icon(self) -> str:
        """The icon of its channel."""
        return words.CHANNELS[self.request.channel][0]

    @property
    def channel_name(self) -> str:
        """Its channel in words."""
        return words.CHANNELS[self.request.channel][1]

    @property
    def paragraphs(self) -> list[str]:
        """The text of the message."""
        return paragraphs_of(self.request.body)

    @property
    def answer(self) -> list[str]:
        """What the sender answered; empty while they have not."""
        if self.request.answer is None:
            return []
        return paragraphs_of(self.request.answer.text) or [NOTHING_TO_ADD]

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that came with it."""
        return self.request.attachments

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The replies on offer."""
        return self.request.wordings

    @property
    def impossible(self) -> list[Move]:
        """What cannot be done now, where the reason says something."""
        return [
            move
            for op, move in self.moves.items()
            if move.reason and not move.is_possible and op not in _SILENT
        ]


def items_of(day: DayView, entries: Iterable[Entry], *, opened: str | None) -> tuple[Item, ...]:
    """The requests on the desk, oldest first; the moves are worked out for the one that is `opened`."""
    names = names_of(day)
    deeds: dict[str, list[Deed]] = {}
    for entry in entries:
        text = words.decided(entry.command, names, lambda minute: words.clock(day.starts_at + minute))
        clock = words.clock(day.starts_at + entry.minute)
        deeds.setdefault(getattr(entry.command, "request", ""), []).append(Deed(clock, text))
    return tuple(
        _item(request, day, names, tuple(deeds.get(request.id, ())), is_opened=request.id == opened)
        for request in day.requests
    )


def names_of(day: DayView) -> dict[str, str]:
    """What the ids of runners, departments, contacts and requests are called."""
    names = {request.id: request.subject for request in day.requests}
    for group in (day.departments, day.contacts):
        names |= {place.id: place.name for place in group}
    return names | {runner.id: runner.name for runner in day.runners[1:]}


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text; lines within one stay as they are."""
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def _item(
    request: RequestView,
    day: DayView,
    names: Mapping[str, str],
    deeds: tuple[Deed, ...],
    *,
    is_opened: bool,
) -> Item:
    return Item(
        request=request,
        clock=words.clock(day.starts_at + request.arrived_at),
        age=day.minute - request.arrived_at,
        state_text=words.status_text(request, names),
        is_new=words.is_untouched(request),
        facts=_facts(request, day, names),
        moves=_moves(request) if is_opened else {},
        history=deeds,
    )


def _facts(request: RequestView, day: DayView, names: Mapping[str, str]) -> tuple[Fact, ...]:
    def clock(minute: int | None) -> str:
        return words.clock(day.starts_at + minute) if minute is not None else "no time named"

    answer = request.answer
    facts = [
        Fact(
            "Urgency",
            f"U{request.claimed_urgency}, {words.URGENCIES[request.claimed_urgency]}",
            words.WEIGHTS[answer.weight] if answer else "",
        ),
        Fact("Needed by", clock(request.claimed_due_at), clock(answer.due_at) if answer else ""),
        Fact(
            "Size for me",
            f"looks like {request.apparent_minutes} min",
            f"{answer.work_minutes} min" if answer else "",
        ),
        Fact("Owner", _owner(request.apparent_owner, names), _owner(answer.owner, names) if answer else ""),
        Fact("Reply expected", f"by {clock(request.reply_expected_by)}", _acknowledged(request, clock)),
    ]
    if request.promised_for is not None:
        facts.append(Fact("Promised", f"by {clock(request.promised_for)}", "accepted"))
    if request.promise_refused:
        facts.append(Fact("Promised", "a later time", "not accepted"))
    return tuple(facts)


def _acknowledged(request: RequestView, clock) -> str:  # type: ignore[no-untyped-def]
    return f"heard from you {clock(request.acknowledged_at)}" if request.acknowledged_at is not None else ""


def _owner(owner: str | None, names: Mapping[str, str]) -> str:
    return names[owner] if owner else "us"


def _moves(request: RequestView) -> dict[str, Move]:
    choices: dict[str, list[Choice]] = {}
    for choice in request.choices:
        choices.setdefault(choice.op, []).append(choice)
    return {op: _move(op, choices.get(op, []), request) for op in words.OPERATIONS if op != "appointment"}


def _move(op: str, choices: list[Choice], request: RequestView) -> Move:
    possible = [choice for choice in choices if choice.reason is None]
    return Move(
        name=words.OPERATIONS[op],
        cost=_cost(op, request),
        targets=frozenset(choice.target for choice in possible if choice.target is not None),
        is_possible=bool(possible),
        reason=next((choice.reason for choice in choices if choice.reason), ""),
    )


def _cost(op: str, request: RequestView) -> str:
    """What a decision takes of one's attention, in words."""
    minutes = {
        "contain": rules.CONTAIN_MINUTES,
        "delegate": rules.BRIEFING_MINUTES,
        "route": rules.ROUTE_MINUTES,
        "promise": rules.PROMISE_MINUTES,
        "decline": rules.DECLINE_MINUTES,
        "recall": rules.RECALL_MINUTES,
        "merge": rules.MERGE_MINUTES,
    }
    if op in minutes:
        return f"{minutes[op]} min"
    if op == "escalate":
        return f"{rules.ESCALATE_MINUTES} or {rules.ESCALATE_WITH_OPTIONS_MINUTES} min"
    return words.ask_cost(request.channel) if op == "ask" else ""
