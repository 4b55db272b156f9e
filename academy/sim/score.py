"""Outcome of a run and the sheet that explains it; the rule: every point on the sheet has a reason."""

from collections import defaultdict
from dataclasses import dataclass
from math import log as ln

from academy.sim import codec
from academy.sim.books import ledger
from academy.sim.commands import Command, Entry
from academy.sim.counterfactual import Moments
from academy.sim.foresight import Foresight
from academy.sim.hindsight import ROUNDS, best_known
from academy.sim.instance import ENGINE_VERSION, Instance, Judgement, Trigger
from academy.sim.ledger import Ledger
from academy.sim.policies.expert import perturbed
from academy.sim.policies.play import play
from academy.sim.policies.simple import Fifo
from academy.sim.skills import Scale, SkillScore, scale_of
from academy.sim.state import Charge, State, Status
from academy.sim.tables import HANDLERS
from academy.sim.triage import Triage

SCORING_VERSION = 2  # version 1 had the outcome alone, which is the same
OFFSET = 60  # points added before taking logarithms, so that small costs do not decide everything
EXPERT_OUTCOME = 80


@dataclass(frozen=True, slots=True)
class References:
    """Costs a run is measured against, stored with the instance."""

    naive: int  # own hands, order of arrival
    expert: float  # mean of eight slightly different experts without hindsight
    best_known: int  # the best plan found with hindsight
    best_known_is_proven: bool = False  # nothing can be better
    scale: Scale | None = None  # of the skills; None: stored before they were scored

    @property
    def are_far_enough_apart(self) -> bool:
        """Whether the day tells good play from bad, so that it may be rated."""
        return self.naive >= 3 * (self.expert + OFFSET) and self.expert >= self.best_known + 20


@dataclass(frozen=True, slots=True)
class HandlerUse:
    """A handler used for a request and what the author thinks of it."""

    minute: int
    handler: str
    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An operation ordered for a request."""

    minute: int
    op: str
    detail: str  # whom or when, as given; empty when there is nothing to say


@dataclass(frozen=True, slots=True)
class RequestScore:
    """What became of one request, what it cost and why, with the truth that was hidden."""

    id: str
    subject: str
    sender: str
    trigger: Trigger
    parent: str | None
    status: str
    arrived_at: int | None  # None: the run ended before it came
    due_at: int | None  # true deadline, as moved by a promise kept or broken
    closed_at: int | None
    minutes_late: int
    weight: int
    work_minutes: int
    owner: str | None
    claimed_urgency: int
    cost: int
    charges: tuple[Charge, ...]
    deeds: tuple[Deed, ...]
    handlers: tuple[HandlerUse, ...]
    judgement: Judgement | None  # of the last handler used; None: nobody handled it
    right_handlers: tuple[str, ...]
    acceptable_handlers: tuple[str, ...]
    reason: str
    ideal: str
    consequence: str
    answer: str
    skills: tuple[str, ...]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """What one kind of charge came to over the day."""

    kind: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """Everything a debrief needs about a finished run."""

    slug: str
    digest: str
    engine: int
    scoring: int
    cost: int
    references: References
    outcome: float  # 0 to 100, one decimal
    formula: tuple[str, ...]  # how the outcome comes about, a line at a time
    ended_at: int
    ended_by: str | None  # request whose fail state ended the run
    totals: tuple[Total, ...]  # dearest kind first
    requests: tuple[RequestScore, ...]  # by arrival
    avoided: tuple[str, ...]  # follow-ups that were never set off
    skills: tuple[SkillScore, ...] | None = None  # this and what follows: filled in by `analysis`
    ledger: Ledger | None = None
    moments: Moments | None = None
    triage: Triage | None = None
    foresight: Foresight | None = None

    def to_json(self) -> str:
        """Return the canonical JSON text of the sheet."""
        return codec.canonical(self)


def references(
    instance: Instance,
    rounds: int = ROUNDS,
    *,
    par: int | None = None,
    proven: bool = False,
    scaled: bool = True,
) -> References:
    """Return the references of a day; deterministic, and bounded by `rounds`, not by time.

    `par` is the cost of the best plan known, `proven` whether none is better; without it, a plan is looked
    for. Without `scaled`, the scale of the skills, which takes a second, is left for the analysis.
    """
    naive = play(instance, Fifo())[0].cost
    experts = [play(instance, policy)[0].cost for policy in perturbed()]
    best = min(best_known(instance, rounds).cost, *experts, naive) if par is None else par
    mean = sum(experts) / len(experts)
    return References(naive, mean, best, proven or best == 0, scale_of(instance) if scaled else None)


def outcome(cost: int, against: References) -> float:
    """Return 0 to 100: 0 is a naive day, 80 an expert without hindsight, 100 the best known plan.

    Linear in ln(cost + 60) from naive to expert and from expert to best: costs span orders of magnitude.
    """
    naive, expert, best = (
        ln(value + OFFSET) for value in (against.naive, against.expert, against.best_known)
    )
    reached = ln(cost + OFFSET)
    if reached >= expert:
        share = (naive - reached) / (naive - expert) if naive > expert else float(reached <= expert)
        return EXPERT_OUTCOME * min(1.0, max(0.0, share))
    share = (expert - reached) / (expert - best) if expert > best else 1.0
    return EXPERT_OUTCOME + (100 - EXPERT_OUTCOME) * min(1.0, share)


def score_sheet(state: State, entries: tuple[Entry, ...] | list[Entry], against: References) -> ScoreSheet:
    """Return the sheet of a finished run, its log being `entries`; raise ValueError while it is not over."""
    if not state.over:
        raise ValueError("a run is scored when it is over")
    instance = state.tables.instance
    charges = ledger(state)
    by_request: dict[str, list[Charge]] = defaultdict(list)
    for charge in charges:
        by_request[charge.request].append(charge)
    shown = [
        place
        for place, request in enumerate(instance.requests)
        if state.arrived[place] >= 0 or request.trigger is Trigger.ROOT
    ]
    shown.sort(key=lambda place: (_arrival(state, place), place))
    return ScoreSheet(
        slug=instance.slug,
        digest=instance.digest,
        engine=ENGINE_VERSION,
        scoring=SCORING_VERSION,
        cost=state.cost,
        references=against,
        outcome=round(outcome(state.cost, against), 1),
        formula=explain(state.cost, against),
        ended_at=state.now,
        ended_by=instance.requests[state.failed].id if state.failed >= 0 else None,
        totals=_totals(charges),
        requests=tuple(
            _request_score(state, place, by_request[instance.requests[place].id], entries) for place in shown
        ),
        avoided=tuple(request.id for place, request in enumerate(instance.requests) if place not in shown),
    )


def explain(cost: int, against: References) -> tuple[str, ...]:
    """Return the outcome's formula with this run's numbers, a line at a time."""
    reached = outcome(cost, against)
    best = "the proven optimum" if against.best_known_is_proven else "the best plan known"
    lines = [
        f"Your day cost {cost} points.",
        f"The naive day cost {against.naive}, the expert {against.expert:g}, {best} {against.best_known}.",
        f"Costs are compared as f(x) = ln(x + {OFFSET}).",
    ]
    if cost >= against.expert:
        ratio = f"(f({against.naive}) - f({cost})) / (f({against.naive}) - f({against.expert:g}))"
        lines.append(f"From naive to expert: {EXPERT_OUTCOME} x {ratio}, kept within 0 to {EXPERT_OUTCOME}.")
    else:
        ratio = f"(f({against.expert:g}) - f({cost})) / (f({against.expert:g}) - f({against.best_known}))"
        lines.append(
            f"From expert to best: {EXPERT_OUTCOME} + {100 - EXPERT_OUTCOME} x {ratio}, at most 100."
        )
    lines.append(f"Outcome: {reached:.1f}.")
    return tuple(lines)


def _totals(charges: tuple[Charge, ...]) -> tuple[Total, ...]:
    points: dict[str, list[int]] = defaultdict(list)
    for charge in charges:
        points[charge.kind.value].append(charge.points)
    totals = [Total(kind, len(items), sum(items)) for kind, items in points.items()]
    return tuple(sorted(totals, key=lambda total: (-total.points, total.kind)))


def _request_score(
    state: State, place: int, charges: list[Charge], entries: tuple[Entry, ...] | list[Entry]
) -> RequestScore:
    request = state.tables.requests[place]
    hidden, visible = request.hidden, request.visible
    arrived, closed, due = state.arrived[place], state.closed[place], state.due[place]
    uses = _uses(state, place)
    return RequestScore(
        id=request.id,
        subject=visible.subject,
        sender=visible.sender,
        trigger=request.trigger,
        parent=request.parent,
        status=Status(state.status[place]).name.lower(),
        arrived_at=arrived if arrived >= 0 else None,
        due_at=due if arrived >= 0 else None,
        closed_at=closed if closed >= 0 else None,
        minutes_late=max(0, (closed if closed >= 0 else state.now) - due) if arrived >= 0 else 0,
        weight=hidden.weight,
        work_minutes=hidden.work_minutes,
        owner=hidden.owner,
        claimed_urgency=visible.claimed_urgency,
        cost=sum(charge.points for charge in charges),
        charges=tuple(charges),
        deeds=tuple(
            _deed(entry) for entry in entries if getattr(entry.command, "request", None) == request.id
        ),
        handlers=uses,
        judgement=uses[-1].judgement if uses else None,
        right_handlers=_handlers(state, place, Judgement.RIGHT),
        acceptable_handlers=_handlers(state, place, Judgement.ACCEPTABLE),
        reason=hidden.reason,
        ideal=hidden.ideal,
        consequence=hidden.consequence,
        answer=hidden.answer,
        skills=hidden.skills,
        modules=hidden.modules,
    )


def _arrival(state: State, place: int) -> int:
    arrived = state.arrived[place]
    return arrived if arrived >= 0 else state.tables.arrives[place]


def _uses(state: State, place: int) -> tuple[HandlerUse, ...]:
    hidden = state.tables.requests[place].hidden
    uses = []
    for minute, request, number in state.choices:
        if request == place:
            verdict = hidden.verdict(HANDLERS[number])
            uses.append(HandlerUse(minute, verdict.handler, verdict.judgement, verdict.reason))
    return tuple(uses)


def _handlers(state: State, place: int, judgement: Judgement) -> tuple[str, ...]:
    verdicts = state.tables.requests[place].hidden.verdicts
    return tuple(verdict.handler.value for verdict in verdicts if verdict.judgement is judgement)


def _deed(entry: Entry) -> Deed:
    return Deed(entry.minute, entry.command.op, _detail(entry.command))


def _detail(command: Command) -> str:
    fields = codec.to_plain(command)
    parts = [
        str(value)
        for key, value in fields.items()
        if key not in ("request", "options_prepared") and value is not None
    ]
    if fields.get("options_prepared"):
        parts.append("with options")
    return ", ".join(parts)
