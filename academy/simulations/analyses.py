"""The analysis of a run as it is stored and read again. The rule: a document of another shape is none."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from typing import Any

from academy.sim import codec, commands
from academy.sim.analysis import Analysis
from academy.sim.commands import Command
from academy.sim.counterfactual import Moment, Moments, Option
from academy.sim.foresight import Foresight
from academy.sim.instance import ENGINE_VERSION
from academy.sim.ledger import Advice, Ledger, Regret
from academy.sim.score import SCORING_VERSION
from academy.sim.skills import SkillScore
from academy.sim.triage import Triage
from academy.simulations.models import RunAnalysis

#: Decisions of the longest run that is analysed: such a one takes some five seconds.
MOST_DECISIONS = 400


class Offer(StrEnum):
    """What a debrief offers about the analysis of its run."""

    NONE = "none"  # it is there, and up to date
    FIRST = "first"
    AGAIN = "again"  # the scoring has changed since
    TOO_LONG = "too_long"


def offer_of(stored: RunAnalysis | None, decisions: int) -> Offer:
    """What can be asked for, given what is stored and how many decisions the run has."""
    if stored is not None and is_current(stored):
        return Offer.NONE
    if decisions > MOST_DECISIONS:
        return Offer.TOO_LONG
    return Offer.FIRST if stored is None else Offer.AGAIN


def is_current(stored: RunAnalysis) -> bool:
    """Whether a stored analysis would come out the same today."""
    return (stored.scoring_version, stored.engine) >= (SCORING_VERSION, ENGINE_VERSION)


def analysis_to_text(analysis: Analysis) -> str:
    """The document of an analysis."""
    return codec.canonical(analysis)


def analysis_from_text(text: str) -> Analysis | None:
    """The analysis of a document; None when it was written in a shape that nobody reads any more."""
    try:
        values = json.loads(text)
        return Analysis(
            ledger=_ledger(values["ledger"]),
            skills=_skills(values["skills"]),
            moments=_moments(values["moments"]),
            triage=codec.from_plain(Triage, values["triage"]),
            foresight=codec.from_plain(Foresight, values["foresight"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def skills_from_text(text: str) -> tuple[SkillScore, ...]:
    """The five skills alone; none when the document cannot be read."""
    try:
        return _skills(json.loads(text)["skills"])
    except (KeyError, TypeError, ValueError):
        return ()


def _skills(values: Any) -> tuple[SkillScore, ...]:
    return tuple(codec.from_plain(SkillScore, one) for one in values)


def _ledger(values: Any) -> Ledger:
    return Ledger(tuple(values["start"]), values["cost"], tuple(_regret(one) for one in values["entries"]))


def _regret(values: Any) -> Regret:
    bare: Regret = codec.from_plain(Regret, values | {"expert": None})
    return replace(bare, expert=_advice(values["expert"]))


def _moments(values: Any) -> Moments:
    return Moments(
        looked_at=values["looked_at"],
        worst=tuple(_moment(one) for one in values["worst"]),
        best=tuple(_moment(one) for one in values["best"]),
    )


def _moment(values: Any) -> Moment:
    told = {
        "done": _option(values["done"]),
        "options": tuple(_option(one) for one in values["options"]),
        "expert": _advice(values["expert"]),
    }
    return Moment(**(values | told))


def _option(values: Any) -> Option:
    return Option(values["op"], _command(values), values["cost"])


def _advice(values: Any) -> Advice | None:
    return None if values is None else Advice(values["minute"], values["op"], _command(values))


def _command(values: Any) -> Command:
    return commands.read_command(values["op"], values["command"])
