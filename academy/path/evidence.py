"""Where evidence of skills comes from: sources, put together by `app.py`; and the source that reads runs.

The rule: what somebody has read is no evidence of what they can do, so modules are not a source.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from flask import current_app
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.path import queries
from academy.path.profile import FADED_DAYS, Evidence
from academy.path.queries import AnalysedRun
from academy.simulations.analyses import skills_from_text
from academy.simulations.cache import Cache

#: A run counts at most as much as so many questions, however narrow its own uncertainty.
MOST_OF_A_RUN = 6.0
#: Requests seen in a run count half a question each for their behaviour, together at most this.
A_REQUEST, MOST_OF_REQUESTS = 0.5, 3.0

#: Answers what is known of a person's skills at a time; must not write.
EvidenceSource = Callable[[Session, Person, datetime], list[Evidence]]

_read: Cache[tuple[Evidence, ...]] = Cache(1024)


def evidence_of(session: Session, person: Person, now: datetime) -> list[Evidence]:
    """All evidence of a person, source after source."""
    sources: list[EvidenceSource] = current_app.extensions["skill_evidence"]
    return [piece for source in sources for piece in source(session, person, now)]


def run_evidence(session: Session, person: Person, now: datetime) -> list[Evidence]:
    """What the analyses of finished runs say: scores of skills, and how often each behaviour went well."""
    runs = queries.analysed_runs(session, person=person, since=now - timedelta(days=FADED_DAYS))
    documents: dict[int, str] = {}

    def read(run: AnalysedRun) -> tuple[Evidence, ...]:
        if not documents:  # one query for all, and only when there is a run that this process has not read
            documents.update(queries.analysis_documents(session, run_ids=[one.id for one in runs]))
        return evidence_in(documents[run.id], run)

    return [piece for run in runs for piece in _read.get((run.nonce, run.made_at), partial(read, run))]


def evidence_in(document: str, run: AnalysedRun) -> tuple[Evidence, ...]:
    """The evidence in one stored analysis."""
    address, at = f"/runs/{run.id}/debrief", run.finished_at
    found: list[Evidence] = []
    for one in skills_from_text(document):
        if one.score is not None and one.uncertainty is not None:
            what = f"{run.title}: {one.score:g} ± {one.uncertainty:g} of 100"
            weight = weight_of_run(one.uncertainty)
            found.append(Evidence(one.code, None, one.score / 100, weight, at, what, address))
        for seen in one.behaviours:
            if seen.seen and seen.code.startswith(one.code):
                what = f"{run.title}: {seen.good} of {seen.seen} requests went well"
                weight = min(MOST_OF_REQUESTS, A_REQUEST * seen.seen)
                value = seen.good / seen.seen
                found.append(Evidence(one.code, seen.code, value, weight, at, what, address, is_part=True))
    return tuple(found)


def weight_of_run(uncertainty: float) -> float:
    """How many questions a score counts as, from its own uncertainty in points, taken as one standard error.

    n answers to yes-or-no questions leave a standard error of at most sqrt(0.25 / n), so n = 0.25 / error^2;
    at most 6.
    """
    return min(MOST_OF_A_RUN, 0.25 / max(uncertainty / 100, 1e-6) ** 2)
