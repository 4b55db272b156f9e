"""What the debrief of a day shows. The rule it keeps: every figure comes from the score sheet or the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from academy.sim import engine
from academy.sim.analysis import Analysis
from academy.sim.commands import Entry
from academy.sim.instance import Instance
from academy.sim.score import RequestScore, ScoreSheet
from academy.sim.state import Charge
from academy.sim.view import view
from academy.simulations import scoring, words
from academy.simulations.day_words import DayWords
from academy.simulations.debrief_words import CHARGES, JUDGEMENTS, TRIGGERS, WEIGHTS
from academy.simulations.findings import Findings, findings_of
from academy.simulations.staging import Board, Staging
from academy.simulations.timeline import Timeline, timeline_of

#: How many requests of each kind the top of a debrief tells of.
MOMENTS = 3


@dataclass(frozen=True, slots=True)
class CostPart:
    """What one kind of charge came to."""

    name: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the log."""

    number: int
    clock: str
    request: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A way of handling that was used, with the author's judgement."""

    clock: str
    handler: str
    judgement: str
    judgement_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One request of the day, after it."""

    score: RequestScore
    arrived: str
    origin: str
    truth: str
    result: str
    deeds: tuple[Decision, ...]
    judged: tuple[Judged, ...]
    charges: tuple[tuple[str, Charge], ...]
    right: str

    @property
    def went_well(self) -> bool:
        """Whether it was settled in a good way, in time, at no cost."""
        is_settled = self.score.status in {"done", "declined"}
        return is_settled and not self.score.cost and self.score.judgement in {"right", "acceptable"}


@dataclass(frozen=True, slots=True)
class Debrief:
    """The story of a finished day."""

    title: str
    day: str
    sheet: ScoreSheet
    ended: str
    ended_by: str | None
    parts: tuple[CostPart, ...]
    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...]
    timeline: Timeline
    board: Board
    questions: tuple[str, ...]
    findings: Findings | None  # None: nobody has worked them out yet

    @property
    def outcome(self) -> int:
        """The outcome as a whole number, 0 to 100."""
        return round(self.sheet.outcome)

    @property
    def costliest(self) -> list[Row]:
        """What cost most, the worst first: at most three."""
        costly = [row for row in self.rows if row.score.cost]
        return sorted(costly, key=lambda row: -row.score.cost)[:MOMENTS]

    @property
    def handled_well(self) -> list[Row]:
        """What was handled well and in time, at most three: right before acceptable, then by weight."""
        good = [row for row in self.rows if row.went_well]
        return sorted(good, key=lambda row: (row.score.judgement != "right", -row.score.weight))[:MOMENTS]

    @property
    def best(self) -> str:
        """What stands at 100."""
        return "proven optimum" if self.sheet.references.best_known_is_proven else "best known plan"


def debrief_of(
    instance: Instance,
    entries: Sequence[Entry],
    references: dict[str, Any],
    staging: Staging,
    analysis: Analysis | None = None,
) -> Debrief:
    """The debrief of a day played by these decisions; the rest of it has passed without the player."""
    sheet = scoring.sheet_of(instance, entries, references)
    told = DayWords(instance)
    writer = _Writer(told, entries)
    final = view(engine.finish(engine.fold(instance, entries)))
    done = sorted(
        (score for score in sheet.requests if score.status == "done"), key=lambda score: score.closed_at or 0
    )
    return Debrief(
        title=staging.title,
        day=staging.day,
        sheet=sheet,
        ended=writer.clock(sheet.ended_at),
        ended_by=writer.subjects.get(sheet.ended_by or ""),
        parts=tuple(CostPart(CHARGES[total.kind], total.count, total.points) for total in sheet.totals),
        rows=tuple(writer.row(score) for score in sheet.requests),
        decisions=writer.decisions,
        timeline=timeline_of(final, writer.subjects),
        board=staging.board_after(score.id for score in done),
        questions=staging.questions,
        findings=findings_of(analysis, entries, told) if analysis else None,
    )


class _Writer:
    """Puts one day's facts into words."""

    def __init__(self, told: DayWords, entries: Sequence[Entry]) -> None:
        self._told = told
        self.subjects, self.clock = told.subjects, told.clock
        self.decisions = tuple(self._decision(number, entry) for number, entry in enumerate(entries, start=1))

    def row(self, score: RequestScore) -> Row:
        """One request."""
        return Row(
            score=score,
            arrived=self.clock(score.arrived_at) if score.arrived_at is not None else "never came",
            origin=TRIGGERS[score.trigger].format(parent=self.subjects.get(score.parent or "", "")),
            truth=self._truth(score),
            result=self._result(score),
            deeds=tuple(decision for decision in self.decisions if decision.request == score.id),
            judged=tuple(
                Judged(
                    self.clock(use.minute),
                    words.HANDLERS[use.handler],
                    use.judgement,
                    JUDGEMENTS[use.judgement],
                    use.reason,
                )
                for use in score.handlers
            ),
            charges=tuple((self.clock(charge.minute), charge) for charge in score.charges),
            right=_either(score.right_handlers) or _either(score.acceptable_handlers),
        )

    def _decision(self, number: int, entry: Entry) -> Decision:
        request = getattr(entry.command, "request", "")
        text = self._told.decided(entry.command)
        return Decision(number, self.clock(entry.minute), request, self.subjects.get(request, ""), text)

    def _truth(self, score: RequestScore) -> str:
        owner = f"belongs to {self._told.names[score.owner]}" if score.owner else "yours to solve"
        due = f"due {self.clock(score.due_at)}" if score.due_at is not None else "no longer due"
        return f"{WEIGHTS[score.weight]}, {due}, {score.work_minutes} min of work, {owner}"

    def _result(self, score: RequestScore) -> str:
        if score.arrived_at is None:
            return "The day ended before it came."
        late = f", {score.minutes_late} min late" if score.minutes_late else ", in time"
        if score.status in {"done", "declined", "merged"}:
            return f"{score.status.capitalize()} {self.clock(score.closed_at)}{late}"
        return f"Still open at the end{late}"


def _either(handlers: Sequence[str]) -> str:
    return " or ".join(words.HANDLERS[handler].lower() for handler in handlers)
