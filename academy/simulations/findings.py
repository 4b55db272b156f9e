"""What the analysis of a day says, in words. The rule it keeps: a figure comes with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from academy.sim.analysis import Analysis
from academy.sim.commands import Entry
from academy.sim.ledger import Kind, Ledger, Regret
from academy.sim.skills import Evidence, SkillScore
from academy.simulations.day_words import DayWords
from academy.simulations.figures import percent, points
from academy.simulations.turning_points import Choice, TurningPoint, choices_of, turning_point

#: Alternatives that a moment of the debrief shows; its own page has all.
SHOWN = 3
#: People or departments that such an alternative names, when it makes no difference who it is.
NAMED = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing a skill's score rests on."""

    clock: str
    request: str
    subject: str
    text: str
    points: str
    speaks_for: bool
    number: int | None  # of the decision, from 1; None: something seen, or left lying


@dataclass(frozen=True, slots=True)
class SkillFinding:
    """One skill on one day: 0 to 100 with a half-width, or nothing to tell."""

    code: str
    score: int | None
    uncertainty: int
    regret: str
    scale: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TriageError:
    """One of the two errors of triage, with the requests it was made on as (id, subject)."""

    requests: tuple[tuple[str, str], ...]
    of: int
    rate: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry of the regret ledger, and the cost expected after it."""

    clock: str
    is_decision: bool
    number: int | None
    text: str
    request: str
    subject: str
    points: str
    total: str


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """The regret of the day: the start and all rows come to the cost exactly.

    What was left lying at no cost has no row.
    """

    start: str
    rows: tuple[LedgerRow, ...]
    sum: str
    cost: int


@dataclass(frozen=True, slots=True)
class ForesightFinding:
    """How often the decisions were right on what could be known; means in points against the expert."""

    worlds: int
    decisions: int
    right: str  # percent
    could_know: str
    turned_out: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the debrief tells beyond what the day cost."""

    skills: tuple[SkillFinding, ...]
    worst: tuple[TurningPoint, ...]
    best: tuple[TurningPoint, ...]
    looked_at: int
    over: TriageError
    under: TriageError
    foresight: ForesightFinding | None
    ledger: LedgerFinding


def findings_of(analysis: Analysis, entries: Sequence[Entry], told: DayWords) -> Findings:
    """The findings of a day played by `entries`."""
    teller = _Teller(analysis, entries, told)
    triage = analysis.triage
    return Findings(
        skills=tuple(teller.skill(one) for one in analysis.skills),
        worst=tuple(teller.moments(is_best=False)),
        best=tuple(teller.moments(is_best=True)),
        looked_at=analysis.moments.looked_at,
        over=TriageError(teller.named(triage.over), triage.light, percent(triage.over_rate)),
        under=TriageError(teller.named(triage.under), triage.heavy, percent(triage.under_rate)),
        foresight=teller.foresight(),
        ledger=teller.ledger(analysis.ledger),
    )


class _Teller:
    """Puts the parts of one analysis into words."""

    def __init__(self, analysis: Analysis, entries: Sequence[Entry], told: DayWords) -> None:
        self._analysis, self._entries, self._told = analysis, entries, told
        self._left = {
            (entry.minute, entry.request): entry
            for entry in analysis.ledger.entries
            if entry.kind is Kind.LEFT
        }
        self._judged = {judged.place: judged for judged in analysis.foresight.moments}

    def skill(self, score: SkillScore) -> SkillFinding:
        return SkillFinding(
            code=score.code,
            score=None if score.score is None else round(score.score),
            uncertainty=round(score.uncertainty or 0),
            regret=points(score.regret),
            scale=points(score.scale),
            reasons=tuple(self._reason(one) for one in score.evidence),
        )

    def _reason(self, one: Evidence) -> Reason:
        return Reason(
            clock=self._told.clock(one.minute),
            request=one.request,
            subject=self._told.subjects.get(one.request, ""),
            text=self._what(one),
            points=points(one.points, signed=True),
            speaks_for=one.points < 0,
            number=None if one.place is None else one.place + 1,
        )

    def _what(self, one: Evidence) -> str:
        if one.place is not None:
            return f"{self._told.decided(self._entries[one.place].command)}."
        left = self._left.get((one.minute, one.request))
        if one.what.startswith("Left lying") and left is not None:
            return self._left_lying(left)
        return self._told.seen(one.what)

    def _left_lying(self, left: Regret) -> str:
        move = self._told.proposed(left.expert.command) if left.expert else ""
        return f"Left lying for {left.until - left.minute} min. The expert’s move: {_lower(move)}."

    def moments(self, *, is_best: bool) -> Iterable[TurningPoint]:
        found = self._analysis.moments
        worlds = self._analysis.foresight.worlds
        for moment in found.best if is_best else found.worst:
            choices = _short(choices_of(moment, self._told, named=NAMED), is_best=is_best)
            judged = self._judged.get(moment.place)
            yield turning_point(moment, choices, self._told, judged=judged, worlds=worlds)

    def named(self, requests: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._told.subjects[name]) for name in requests)

    def foresight(self) -> ForesightFinding | None:
        seen = self._analysis.foresight
        if seen.right_on_what_you_could_know is None:
            return None
        return ForesightFinding(
            worlds=seen.worlds,
            decisions=seen.decisions,
            right=percent(seen.right_on_what_you_could_know),
            could_know=points(seen.could_know),
            turned_out=points(seen.turned_out),
        )

    def ledger(self, ledger: Ledger) -> LedgerFinding:
        running, rows = sum(ledger.start), []
        for entry in ledger.entries:
            running += entry.loss
            if entry.kind is Kind.DID or any(entry.losses):
                rows.append(self._row(entry, running, ledger.experts))
        return LedgerFinding(
            start=points(sum(ledger.start), ledger.experts),
            rows=tuple(rows),
            sum=points(running - sum(ledger.start), ledger.experts, signed=True),
            cost=ledger.cost,
        )

    def _row(self, entry: Regret, running: int, experts: int) -> LedgerRow:
        if entry.place is not None:
            text = self._told.decided(self._entries[entry.place].command)
        else:
            text = (
                f"The expert’s move: {_lower(self._told.proposed(entry.expert.command))}"
                if entry.expert
                else ""
            )
        return LedgerRow(
            clock=self._told.stretch(entry.minute, entry.until),
            is_decision=entry.kind is Kind.DID,
            number=None if entry.place is None else entry.place + 1,
            text=text,
            request=entry.request,
            subject=self._told.subjects.get(entry.request, ""),
            points=points(entry.loss, experts, signed=True),
            total=points(running, experts),
        )


def _short(choices: Sequence[Choice], *, is_best: bool) -> tuple[Choice, ...]:
    """What was done, and the few others that tell most: the cheapest, after a good move the dearest too."""
    done = [choice for choice in choices if choice.is_done]
    others = [choice for choice in choices if not choice.is_done]
    if is_best and len(others) > SHOWN:
        others = [*others[: SHOWN - 1], others[-1]]
    return (*done, *others[:SHOWN])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
