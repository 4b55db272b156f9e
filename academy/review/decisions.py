"""A missed decision as a card keeps it: the situation, the choices, the better one and why.

It is kept as it was, because working it out again takes the whole log of its run.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from academy.sim.instance import Request
from academy.simulations.analyses import analysis_from_text
from academy.simulations.day_words import DayWords
from academy.simulations.findings import findings_of
from academy.simulations.models import Run, RunAnalysis
from academy.simulations.replay import instance_of, replay_of
from academy.simulations.turning_points import TurningPoint


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """One thing that could have been done; `difference` compares its cost with what was done."""

    text: str
    difference: str
    is_done: bool
    is_better: bool


@dataclass(frozen=True, slots=True)
class DecisionFace:
    """Everything on a decision's card."""

    title: str
    clock: str
    sender: str
    subject: str
    body: str
    choices: tuple[DecisionChoice, ...]
    regret: int  # points beyond the best that could have been done
    why: str
    verdict: str
    skill: str  # "K2", or empty
    module: str  # "course/module", or empty
    url: str


def decision_face_from_plain(plain: dict[str, Any]) -> DecisionFace:
    """The face that a card holds."""
    choices = tuple(DecisionChoice(**choice) for choice in plain["choices"])
    return DecisionFace(**{**plain, "choices": choices})


def worst_moments(run: Run, stored: RunAnalysis) -> list[tuple[int, str]]:
    """The numbers of the decisions that cost most, with their clock times; none when nobody can read them."""
    try:
        worst = json.loads(stored.document)["moments"]["worst"]
        places = [(moment["place"], moment["minute"]) for moment in worst]
    except (KeyError, TypeError, ValueError):
        return []
    told = DayWords(instance_of(run.day)) if places else None
    return [(place + 1, told.clock(minute)) for place, minute in places if told]


def decision_face(session: Session, run: Run, stored: RunAnalysis, number: int, url: str) -> dict[str, Any]:
    """What the card of a decision shows, as JSON. Raises LookupError when the analysis cannot be read."""
    analysis = analysis_from_text(stored.document)
    if analysis is None:
        raise LookupError(f"the analysis of run {run.id} cannot be read")
    replay = replay_of(session, run)
    found = findings_of(analysis, replay.entries, DayWords(replay.instance))
    point = next(point for point in found.worst if point.number == number)
    request = next(one for one in replay.instance.requests if one.id == point.request)
    done = DayWords(replay.instance).proposed(replay.entries[number - 1].command)
    return asdict(_face(point, request, done, run.day.scenario.title, url))


def _face(point: TurningPoint, request: Request, done: str, title: str, url: str) -> DecisionFace:
    cheapest = min(choice.cost for choice in point.choices)
    done_cost = next(choice.cost for choice in point.choices if choice.is_done)
    hidden = request.hidden
    return DecisionFace(
        title=title,
        clock=point.clock,
        sender=f"{request.visible.sender}, {request.visible.sender_role}",
        subject=point.subject,
        body=request.visible.body,
        choices=tuple(
            DecisionChoice(
                text=done if choice.is_done else choice.text,  # all in the imperative: the card asks anew
                difference=_compared(choice.cost, done_cost),
                is_done=choice.is_done,
                is_better=choice.cost == cheapest and not choice.is_done,
            )
            for choice in point.choices
        ),
        regret=point.regret,
        why=f"Best from the start: {hidden.ideal}" if hidden.ideal else f"The expert {point.expert}.",
        verdict=f"{point.verdict.title} {point.verdict.text}" if point.verdict else "",
        skill=hidden.skills[0].partition(".")[0] if hidden.skills else "",
        module=hidden.modules[0] if hidden.modules else "",
        url=url,
    )


def _compared(cost: int, done: int) -> str:
    """How the cost of the day differs from what was done: "12 points less"."""
    if cost == done:
        return "costs the same"
    size = abs(cost - done)
    return f"{size} {'point' if size == 1 else 'points'} {'less' if cost < done else 'more'}"
