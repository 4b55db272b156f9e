"""What is asked about somebody's path. The rule: the number of queries never grows with the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.errors import NotFoundError
from academy.path.models import Plan, SelfAssessment
from academy.simulations.models import DrawnDay, Run, RunAnalysis, ScenarioVersion

#: Runs whose analyses a profile rests on, the newest.
MOST_RUNS = 60


@dataclass(frozen=True, slots=True)
class AnalysedRun:
    """A finished run with an analysis; `nonce` and `made_at` name the document for ever."""

    id: int
    nonce: str
    finished_at: datetime
    title: str
    made_at: datetime


def open_plan(session: Session, *, person: Person) -> Plan | None:
    """The plan that the person follows, if there is one."""
    return session.scalars(
        select(Plan).where(Plan.person_id == person.id, Plan.ended_at.is_(None))
    ).one_or_none()


def earlier_plans(session: Session, *, person: Person) -> Sequence[Plan]:
    """The plans that the person has put away or replaced, newest first."""
    statement = select(Plan).where(Plan.person_id == person.id, Plan.ended_at.is_not(None))
    return session.scalars(statement.order_by(Plan.made_at.desc(), Plan.id.desc())).all()


def plan_with_key(session: Session, *, person: Person, key: str) -> Plan | None:
    """The plan that this key has made, if any."""
    return session.scalars(select(Plan).filter_by(person_id=person.id, key=key)).one_or_none()


def self_assessments_of(session: Session, *, person: Person) -> Sequence[SelfAssessment]:
    """The person's self-assessments, newest first."""
    statement = select(SelfAssessment).where(SelfAssessment.person_id == person.id)
    return session.scalars(statement.order_by(SelfAssessment.made_at.desc(), SelfAssessment.id.desc())).all()


def self_assessment_of(session: Session, *, person: Person, assessment_id: int) -> SelfAssessment:
    """The person's own self-assessment; raises NotFoundError for anybody else's."""
    found = session.scalars(
        select(SelfAssessment).filter_by(person_id=person.id, id=assessment_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def self_assessment_with_key(session: Session, *, person: Person, key: str) -> SelfAssessment | None:
    """The self-assessment that this key has made, if any."""
    return session.scalars(select(SelfAssessment).filter_by(person_id=person.id, key=key)).one_or_none()


def analysed_runs(session: Session, *, person: Person, since: datetime) -> list[AnalysedRun]:
    """The person's newest finished runs that have an analysis."""
    statement = (
        select(Run.id, Run.nonce, Run.finished_at, ScenarioVersion.title, RunAnalysis.made_at)
        .join(RunAnalysis, RunAnalysis.run_id == Run.id)
        .join(DrawnDay, DrawnDay.id == Run.day_id)
        .join(ScenarioVersion, ScenarioVersion.digest == DrawnDay.scenario_digest)
        .where(Run.person_id == person.id, Run.finished_at >= since)
        .order_by(Run.finished_at.desc(), Run.id.desc())
        .limit(MOST_RUNS)
    )
    return [
        AnalysedRun(run_id, nonce, finished_at, title, made_at)
        for run_id, nonce, finished_at, title, made_at in session.execute(statement)
        if finished_at is not None
    ]


def analysis_documents(session: Session, *, run_ids: Sequence[int]) -> dict[int, str]:
    """The stored analyses of these runs, by run."""
    statement = select(RunAnalysis.run_id, RunAnalysis.document).where(RunAnalysis.run_id.in_(run_ids))
    return {run_id: document for run_id, document in session.execute(statement)}  # noqa: C416 - rows, not pairs


def newest_run_without_analysis(
    session: Session, *, person: Person, since: datetime
) -> tuple[int, int | None]:
    """How many finished runs have no analysis yet, and the number of the newest of them."""
    statement = (
        select(func.count(), func.max(Run.id))
        .outerjoin(RunAnalysis, RunAnalysis.run_id == Run.id)
        .where(Run.person_id == person.id, Run.finished_at >= since, RunAnalysis.id.is_(None))
    )
    count, newest = session.execute(statement).one()
    return count, newest
