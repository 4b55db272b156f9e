"""Scores as they are stored and read again; the figures themselves are the simulator's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from academy.sim import codec, engine, score
from academy.sim.commands import Entry
from academy.sim.instance import Instance
from academy.sim.score import References, ScoreSheet
from academy.sim.state import State


def references_of(instance: Instance, known: References | None = None) -> dict[str, Any]:
    """The costs a day is scored between, as JSON values; takes about a second unless they are known."""
    values: dict[str, Any] = codec.to_plain(known or score.references(instance, scaled=False))
    return values


def result_of(state: State, references: dict[str, Any]) -> dict[str, Any]:
    """The columns of a finished run: what is left of the day of `state` passes first, in a copy."""
    ended = engine.finish(state.copy())
    return {
        "cost": ended.cost,
        "outcome": round(score.outcome(ended.cost, read_references(references)), 1),
        "scoring_version": score.SCORING_VERSION,
    }


def sheet_of(instance: Instance, entries: Sequence[Entry], references: dict[str, Any]) -> ScoreSheet:
    """The sheet that explains a finished run."""
    ended = engine.finish(engine.fold(instance, entries))
    return score.score_sheet(ended, tuple(entries), read_references(references))


def tells_good_from_bad(references: dict[str, Any]) -> bool:
    """Whether the costs a day is scored between lie far enough apart for its runs to be rated."""
    return read_references(references).are_far_enough_apart


def read_references(values: dict[str, Any]) -> References:
    """The costs a day is scored between, from their JSON values."""
    return codec.from_plain(References, values)
