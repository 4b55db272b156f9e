"""Working out what a finished run shows. The rule: never within a transaction, and one at a time.

It is a few seconds of a processor, and the server's threads share one: whoever comes while others wait
hears so at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import BoundedSemaphore, Lock
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.sim.analysis import Analysis, analyse
from academy.sim.commands import Entry
from academy.sim.instance import ENGINE_VERSION, Instance
from academy.sim.score import SCORING_VERSION
from academy.sim.skills import Scale, scale_of
from academy.simulations import analyses, queries, scoring
from academy.simulations.analyses import MOST_DECISIONS
from academy.simulations.cache import Cache
from academy.simulations.errors import AnalysisBusyError, RunTooLongError
from academy.simulations.models import Run, RunAnalysis

#: Decisions that are tried otherwise; of more, that many are, evenly spread.
MOST_TRIED = 160
#: How many may be in work or waiting for it in one process.
PLACES = 3

_places = BoundedSemaphore(PLACES)
_working = Lock()
_made: Cache[Analysis] = Cache(16)
_scales: Cache[Scale] = Cache(64)


def make_analysis(instance: Instance, entries: Sequence[Entry], references: dict[str, Any]) -> Analysis:
    """The analysis of a finished day; takes seconds. Raises RunTooLongError, AnalysisBusyError."""
    if len(entries) > MOST_DECISIONS:
        raise RunTooLongError(len(entries), MOST_DECISIONS)
    if not _places.acquire(blocking=False):
        raise AnalysisBusyError
    try:
        with _working:
            key = (instance.digest, tuple(entries))
            return _made.get(key, lambda: _analysis(instance, entries, references))
    finally:
        _places.release()


def store_analysis(session: Session, *, run: Run, analysis: Analysis, now: datetime) -> None:
    """Keep the analysis with its run, in place of one by an older scoring.

    Where another process was quicker, its row stays: it says the same.
    """
    values = {
        "scoring_version": SCORING_VERSION,
        "engine": ENGINE_VERSION,
        "document": analyses.analysis_to_text(analysis),
        "made_at": now,
    }
    if queries.analysis_of(session, run=run) is None:
        try:
            with session.begin_nested():
                session.add(RunAnalysis(run_id=run.id, **values))
        except IntegrityError:
            return
    else:
        is_older = or_(RunAnalysis.scoring_version < SCORING_VERSION, RunAnalysis.engine < ENGINE_VERSION)
        session.execute(update(RunAnalysis).where(RunAnalysis.run_id == run.id, is_older).values(**values))


def _analysis(instance: Instance, entries: Sequence[Entry], references: dict[str, Any]) -> Analysis:
    against = scoring.read_references(references)
    scale = against.scale or _scales.get(instance.digest, lambda: scale_of(instance))
    apart = -(-len(entries) // MOST_TRIED) or 1
    tried = range(0, len(entries), apart)
    return analyse(instance, entries, replace(against, scale=scale), tried)
