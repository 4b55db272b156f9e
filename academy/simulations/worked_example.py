"""The example on the page about scoring. The rule it keeps: every number is played, none is typed."""

from __future__ import annotations

from dataclasses import dataclass
from math import log as ln

from academy.content.scenarios import Scenario
from academy.sim.analysis import analyse
from academy.sim.policies.expert import human
from academy.sim.policies.play import play
from academy.sim.score import OFFSET, References, ScoreSheet, outcome
from academy.simulations import scoring
from academy.simulations.cache import Cache
from academy.simulations.day_words import DayWords
from academy.simulations.debrief_words import CHARGES
from academy.simulations.findings import Findings, SkillFinding, findings_of

#: The day of the example, and who plays it: somebody quick who does too much alone, always in the same way.
SEED = 5
SKILL = 0.9


@dataclass(frozen=True, slots=True)
class Mark:
    """A cost on the scale, and the outcome it earns."""

    cost: int
    outcome: float

    @property
    def label(self) -> str:
        """The cost with its unit."""
        return f"{self.cost} points"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One short day from its charges to its outcome."""

    scenario: str
    sheet: ScoreSheet
    parts: tuple[tuple[str, int, int], ...]  # (why, how often, points)
    logarithms: tuple[tuple[str, int, str], ...]  # (whose day, cost, f of it)
    marks: tuple[Mark, ...]  # from the naive day to par, cost + 60 halved each time
    halving: float  # points of outcome that each halving earns
    findings: Findings

    @property
    def skill(self) -> SkillFinding:
        """A skill that something speaks against, to show the formula by."""
        return max(self.findings.skills, key=lambda one: (one.score is not None, -abs(50 - (one.score or 0))))


_examples: Cache[WorkedExample] = Cache(2)


def worked_example(scenario: Scenario) -> WorkedExample:
    """The example of a scenario as it stands; a fifth of a second the first time."""
    return _examples.get(scenario.digest, lambda: _worked_example(scenario))


def _worked_example(scenario: Scenario) -> WorkedExample:
    instance = scenario.instance(SEED)
    references = scoring.references_of(instance, scenario.references(SEED))
    against = scoring.read_references(references)
    _, log = play(instance, human(SKILL))
    sheet = scoring.sheet_of(instance, log, references)
    marks = _marks(against)
    days = [
        ("The naive day", against.naive),
        ("This run", sheet.cost),
        ("The expert", round(against.expert)),
        ("Par", against.best_known),
    ]
    return WorkedExample(
        scenario=scenario.title,
        sheet=sheet,
        parts=tuple((CHARGES[total.kind], total.count, total.points) for total in sheet.totals),
        logarithms=tuple((name, cost, f"{ln(cost + OFFSET):.3f}") for name, cost in days),
        marks=marks,
        halving=round(marks[1].outcome - marks[0].outcome, 1),
        findings=findings_of(analyse(instance, log, against), log, DayWords(instance)),
    )


def _marks(against: References) -> tuple[Mark, ...]:
    costs, cost = [against.naive], against.naive
    while (cost := round((cost + OFFSET) / 2) - OFFSET) > against.expert + OFFSET / 4:
        costs.append(cost)
    costs += [round(against.expert), against.best_known]
    return tuple(Mark(cost, round(outcome(cost, against), 1)) for cost in costs)
