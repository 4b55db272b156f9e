"""The whole analysis of a finished day; the rule: one entry point, and every figure has its reasons.

The format of a score sheet's JSON is documented in `academy.sim.sheet_format`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from academy.sim.commands import Entry
from academy.sim.counterfactual import Moments, moments, worst_and_best
from academy.sim.engine import finish, fold
from academy.sim.foresight import Foresight, foresight
from academy.sim.instance import Instance
from academy.sim.ledger import Ledger, regret_ledger
from academy.sim.score import References, ScoreSheet, score_sheet
from academy.sim.skills import SkillScore, scale_of, skill_scores
from academy.sim.triage import Triage, triage
from academy.sim.value import Appraiser


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a day shows of how it was played, beyond what it cost."""

    ledger: Ledger
    skills: tuple[SkillScore, ...]
    moments: Moments
    triage: Triage
    foresight: Foresight


def analyse(
    instance: Instance, log: Sequence[Entry], against: References, decisions: range | None = None
) -> Analysis:
    """Return the analysis of a day played by `log`, what is left of the day passing without a decision.

    `decisions` is the budget: the places in the log that are tried otherwise and judged for foresight (None:
    all); ledger, skills and triage always take in the whole day. Deterministic. Raises IllegalMove when the
    log cannot be played.
    """
    appraiser = Appraiser()
    ledger = regret_ledger(instance, log, appraiser)
    told = worst_and_best(moments(instance, log, decisions, appraiser))
    return Analysis(
        ledger=ledger,
        skills=skill_scores(instance, log, ledger, against.scale or scale_of(instance)),
        moments=told,
        triage=triage(finish(fold(instance, log)), log),
        foresight=foresight(instance, log, (*told.worst, *told.best), decisions),
    )


def full_sheet(
    instance: Instance, log: Sequence[Entry], against: References, decisions: range | None = None
) -> ScoreSheet:
    """Return the score sheet of a day with everything on it; arguments and errors as for `analyse`."""
    sheet = score_sheet(finish(fold(instance, log)), tuple(log), against)
    found = analyse(instance, log, against, decisions)
    return replace(
        sheet,
        skills=found.skills,
        ledger=found.ledger,
        moments=found.moments,
        triage=found.triage,
        foresight=found.foresight,
    )
