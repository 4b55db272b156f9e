"""Cohorts as a person may see them: trainers those of their studios, learners their own assignments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person, Role, Studio
from academy.cohorts.models import Assignment, Cohort, CohortMember
from academy.core.errors import NotFoundError
from academy.simulations.models import Run

TRAINING_ROLES = (Role.TRAINER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class CohortSummary:
    """One row of the list of cohorts."""

    cohort: Cohort
    learners: int
    assignments: int


def studios_trained_by(session: Session, *, trainer: Person) -> list[Studio]:
    """The studios in which this person trains, by name."""
    return list(
        session.scalars(
            select(Studio)
            .join(Membership, Membership.studio_id == Studio.id)
            .where(Membership.person_id == trainer.id, Membership.role.in_(TRAINING_ROLES))
            .order_by(Studio.name)
        )
    )


def cohorts_trained_by(session: Session, *, trainer: Person) -> list[CohortSummary]:
    """The cohorts of the studios in which this person trains, newest first, with their sizes."""
    learners = (
        select(func.count())
        .where(CohortMember.cohort_id == Cohort.id, CohortMember.left_at.is_(None))
        .correlate(Cohort)
        .scalar_subquery()
    )
    assignments = (
        select(func.count()).where(Assignment.cohort_id == Cohort.id).correlate(Cohort).scalar_subquery()
    )
    rows = session.execute(
        select(Cohort, learners, assignments)
        .where(Cohort.studio_id.in_(_trained_studio_ids(trainer)))
        .order_by(Cohort.created_at.desc(), Cohort.id.desc())
    )
    return [
        CohortSummary(cohort, learner_count, assigned) for cohort, learner_count, assigned in rows.unique()
    ]


def cohort_trained_by(session: Session, *, trainer: Person, cohort_id: int) -> Cohort:
    """That cohort, when this person trains in its studio; raises NotFoundError."""
    cohort = session.scalars(
        select(Cohort).where(Cohort.id == cohort_id, Cohort.studio_id.in_(_trained_studio_ids(trainer)))
    ).one_or_none()
    if cohort is None:
        raise NotFoundError
    return cohort


def members_of(session: Session, *, cohort: Cohort) -> list[CohortMember]:
    """The present members of a cohort, by name."""
    return list(
        session.scalars(
            select(CohortMember)
            .join(Person)
            .where(CohortMember.cohort_id == cohort.id, CohortMember.left_at.is_(None))
            .order_by(Person.name, Person.id)
        )
    )


def candidates_for(session: Session, *, cohort: Cohort) -> list[Person]:
    """Learners of the cohort's studio who are not in it, by name."""
    present = select(CohortMember.person_id).where(
        CohortMember.cohort_id == cohort.id, CohortMember.left_at.is_(None)
    )
    return list(
        session.scalars(
            select(Person)
            .join(Membership)
            .where(
                Membership.studio_id == cohort.studio_id,
                Membership.role == Role.LEARNER,
                Person.disabled_at.is_(None),
                Person.id.not_in(present),
            )
            .order_by(Person.name, Person.id)
        )
    )


def assignments_of(session: Session, *, cohort: Cohort) -> list[Assignment]:
    """What a cohort has been given, the soonest due first."""
    return list(
        session.scalars(
            select(Assignment)
            .where(Assignment.cohort_id == cohort.id)
            .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
        )
    )


def assignments_for(session: Session, *, learner: Person, now: datetime) -> list[Assignment]:
    """What the cohorts of this person ask of them, the soonest due first."""
    return list(
        session.scalars(
            select(Assignment)
            .join(CohortMember, CohortMember.cohort_id == Assignment.cohort_id)
            .where(
                CohortMember.person_id == learner.id,
                CohortMember.left_at.is_(None),
                Assignment.assigned_at <= now,
            )
            .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
        )
    )


def scenarios_finished_by(session: Session, *, learner: Person) -> set[str]:
    """The slugs of the scenarios of which this person has finished a run."""
    runs = select(Run.scenario_slug).where(Run.person_id == learner.id, Run.finished_at.is_not(None))
    return set(session.scalars(runs.distinct()))


def _trained_studio_ids(trainer: Person):  # type: ignore[no-untyped-def]
    return select(Membership.studio_id).where(
        Membership.person_id == trainer.id, Membership.role.in_(TRAINING_ROLES)
    )
