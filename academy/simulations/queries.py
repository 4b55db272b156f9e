"""Reading runs. The rule it keeps: a run is found from the person who asks, never by its number alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person
from academy.accounts.queries import present_learners, studio_ids_trained_by
from academy.core.errors import NotFoundError
from academy.simulations.models import DrawnDay, Run, RunAnalysis, RunEvent


@dataclass(frozen=True, slots=True)
class Record:
    """What somebody has to show for one scenario."""

    open_run: Run | None
    finished: int
    best_outcome: float | None
    last: Run | None


def run_of(session: Session, *, person: Person, run_id: int) -> Run:
    """The person's own run; raises NotFoundError for anybody else's."""
    run = session.scalars(select(Run).where(Run.id == run_id, Run.person_id == person.id)).one_or_none()
    if run is None:
        raise NotFoundError
    return run


def run_for_viewer(session: Session, *, viewer: Person, run_id: int) -> Run:
    """A run that `viewer` may read: their own, or a finished one of a learner of a studio where they train.

    Raises NotFoundError for every other run.
    """
    statement = select(Run).where(Run.id == run_id, _may_read(viewer))
    run = session.scalars(statement).one_or_none()
    if run is None:
        raise NotFoundError
    return run


def open_run(session: Session, *, person: Person, slug: str) -> Run | None:
    """The person's unfinished run of a scenario, if there is one."""
    statement = select(Run).where(
        Run.person_id == person.id, Run.scenario_slug == slug, Run.finished_at.is_(None)
    )
    return session.scalars(statement).one_or_none()


def runs_of(session: Session, *, person: Person, slug: str | None = None) -> Sequence[Run]:
    """The person's runs, newest first; of one scenario when `slug` is given."""
    statement = select(Run).where(Run.person_id == person.id).order_by(Run.started_at.desc(), Run.id.desc())
    if slug is not None:
        statement = statement.where(Run.scenario_slug == slug)
    return session.scalars(statement).all()


def records_of(session: Session, *, person: Person) -> dict[str, Record]:
    """What the person has to show for each scenario they have played, by slug."""
    records: dict[str, list[Run]] = {}
    for run in runs_of(session, person=person):
        records.setdefault(run.scenario_slug, []).append(run)
    return {slug: _record(runs) for slug, runs in records.items()}


def events_of(session: Session, *, run: Run) -> Sequence[RunEvent]:
    """The log of a run, in order."""
    statement = select(RunEvent).where(RunEvent.run_id == run.id, RunEvent.position < run.length)
    return session.scalars(statement.order_by(RunEvent.position)).all()


def analysis_of(session: Session, *, run: Run) -> RunAnalysis | None:
    """The stored analysis of a run, if there is one."""
    return session.scalars(select(RunAnalysis).filter_by(run_id=run.id)).one_or_none()


def last_analysis(session: Session, *, person: Person) -> tuple[Run, RunAnalysis] | None:
    """The person's newest finished run that has an analysis, and the analysis."""
    statement = (
        select(Run, RunAnalysis)
        .join(RunAnalysis, RunAnalysis.run_id == Run.id)
        .where(Run.person_id == person.id)
        .order_by(Run.finished_at.desc(), Run.id.desc())
        .limit(1)
    )
    found = session.execute(statement).one_or_none()
    return (found[0], found[1]) if found else None


def event_with_key(session: Session, *, run: Run, key: str) -> RunEvent | None:
    """What the client stored under `key` in this run, if anything."""
    return session.scalars(select(RunEvent).filter_by(run_id=run.id, key=key)).one_or_none()


def played_seeds(session: Session, *, person: Person, scenario_digest: str) -> dict[int, int]:
    """How often the person has started each seed of a scenario version."""
    statement = (
        select(DrawnDay.seed, func.count())
        .join(Run, Run.day_id == DrawnDay.id)
        .where(Run.person_id == person.id, DrawnDay.scenario_digest == scenario_digest)
        .group_by(DrawnDay.seed)
    )
    return dict(iter(session.execute(statement)))


def seeds_of(session: Session, *, person: Person, slug: str) -> Sequence[int]:
    """The seeds of the days that the person has started under a slug, one for each run."""
    statement = select(DrawnDay.seed).join(Run, Run.day_id == DrawnDay.id)
    return session.scalars(statement.where(Run.person_id == person.id, Run.scenario_slug == slug)).all()


def _may_read(viewer: Person) -> ColumnElement[bool]:
    learners = present_learners().where(Membership.studio_id.in_(studio_ids_trained_by(viewer)))
    is_trained = Run.person_id.in_(learners.with_only_columns(Membership.person_id))
    return or_(Run.person_id == viewer.id, and_(Run.finished_at.is_not(None), is_trained))


def _record(runs: list[Run]) -> Record:
    finished = [run for run in runs if run.finished_at is not None]
    return Record(
        open_run=next((run for run in runs if run.finished_at is None), None),
        finished=len(finished),
        best_outcome=max((run.outcome for run in finished if run.outcome is not None), default=None),
        last=finished[0] if finished else None,
    )
