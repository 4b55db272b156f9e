"""Cohorts as a person may see them: trainers those of their studios, learners their own assignments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from academy.accounts.models import Membership, Person, Studio
from academy.accounts.queries import present_learners, studio_ids_trained_by
from academy.cohorts.models import Assignment, Cohort, CohortMember
from academy.core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class CohortSummary:
    """One row of the list of cohorts."""

    cohort: Cohort
    learners: int
    assignments: int


def studios_trained_by(session: Session, *, trainer: Person) -> list[Studio]:
    """The studios in which this person trains, by name."""
    statement = select(Studio).where(Studio.id.in_(studio_ids_trained_by(trainer))).order_by(Studio.name)
    return list(session.scalars(statement))


def cohorts_trained_by(session: Session, *, trainer: Person) -> list[CohortSummary]:
    """The cohorts of the studios in which this person trains, newest first, with their sizes."""
    present = _present_members().subquery()
    learners = select(func.count()).where(present.c.cohort_id == Cohort.id).scalar_subquery()
    assignments = select(func.count()).where(Assignment.cohort_id == Cohort.id).scalar_subquery()
    rows = session.execute(
        select(Cohort, learners, assignments)
        .where(Cohort.studio_id.in_(studio_ids_trained_by(trainer)))
        .order_by(Cohort.created_at.desc(), Cohort.id.desc())
    )
    return [CohortSummary(cohort, learner_count, assigned) for cohort, learner_count, assigned in rows]


def cohort_trained_by(session: Session, *, trainer: Person, cohort_id: int) -> Cohort:
    """That cohort, when this person trains in its studio; raises NotFoundError."""
    cohort = session.scalars(
        select(Cohort).where(Cohort.id == cohort_id, Cohort.studio_id.in_(studio_ids_trained_by(trainer)))
    ).one_or_none()
    if cohort is None:
        raise NotFoundError
    return cohort


def members_of(session: Session, *, cohort: Cohort) -> list[CohortMember]:
    """The present members of a cohort, by name."""
    members = _present_members().where(CohortMember.cohort_id == cohort.id)
    return list(session.scalars(members.order_by(Person.name, Person.id)))


def member_of(session: Session, *, cohort: Cohort, person_id: int) -> CohortMember:
    """The present member of the cohort with that person's id; raises NotFoundError."""
    member = session.scalars(
        _present_members().where(CohortMember.cohort_id == cohort.id, CohortMember.person_id == person_id)
    ).one_or_none()
    if member is None:
        raise NotFoundError
    return member


def candidates_for(session: Session, *, cohort: Cohort) -> list[Person]:
    """Learners of the cohort's studio who are not in it, by name."""
    members = select(CohortMember.person_id).where(
        CohortMember.cohort_id == cohort.id, CohortMember.left_at.is_(None)
    )
    learners = present_learners().where(Membership.studio_id == cohort.studio_id, Person.id.not_in(members))
    return list(session.scalars(learners.with_only_columns(Person).order_by(Person.name, Person.id)))


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
    cohorts = _present_members().where(CohortMember.person_id == learner.id)
    return list(
        session.scalars(
            select(Assignment)
            .where(
                Assignment.cohort_id.in_(cohorts.with_only_columns(CohortMember.cohort_id)),
                Assignment.assigned_at <= now,
            )
            .order_by(Assignment.due_at.is_(None), Assignment.due_at, Assignment.id)
            .options(joinedload(Assignment.cohort))
        )
    )


def team_mates_of(session: Session, *, person: Person, studio_id: int | None) -> list[Person]:
    """The other present members of this person's cohorts in that studio, by name."""
    cohorts = (
        _present_members()
        .where(CohortMember.person_id == person.id, Cohort.studio_id == studio_id)
        .with_only_columns(CohortMember.cohort_id)
    )
    members = _present_members().where(CohortMember.cohort_id.in_(cohorts), Person.id != person.id)
    return list(
        session.scalars(members.with_only_columns(Person).distinct().order_by(Person.name, Person.id))
    )


def _present_members() -> Select[CohortMember]:
    """Members who have left neither their cohort nor, as learners, its studio."""
    return (
        present_learners()
        .join(CohortMember, CohortMember.person_id == Membership.person_id)
        .join(Cohort, (Cohort.id == CohortMember.cohort_id) & (Cohort.studio_id == Membership.studio_id))
        .where(CohortMember.left_at.is_(None))
        .with_only_columns(CohortMember)
    )
