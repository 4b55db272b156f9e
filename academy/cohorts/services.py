"""What trainers do with cohorts: make them, fill them, give them work."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Person, Studio, TimeFactor
from academy.cohorts import queries
from academy.cohorts.addresses import address_of
from academy.cohorts.models import Assignment, Cohort, CohortMember, WorkKind
from academy.core.audit import record_audit
from academy.core.db import take_turns
from academy.core.errors import AcademyError, NotFoundError
from academy.notices.services import tell_all


def create_cohort(session: Session, *, studio: Studio, name: str, trainer: Person, now: datetime) -> Cohort:
    """Make a cohort in a studio; raises AcademyError when the studio has one of that name."""
    take_turns(session, f"cohorts of studio {studio.id}")
    taken = session.scalars(
        select(Cohort.id).where(Cohort.studio_id == studio.id, Cohort.name == name)
    ).first()
    if taken is not None:
        raise AcademyError(f"{studio.name} already has a cohort called “{name}”. Choose another name.")
    cohort = Cohort(studio=studio, name=name, created_at=now)
    session.add(cohort)
    session.flush()  # the caller redirects to the new cohort and needs its id
    _note(session, now, trainer, "cohort created", f"cohort {cohort.id}")
    return cohort


def add_members(
    session: Session, *, cohort: Cohort, person_ids: list[int], trainer: Person, now: datetime
) -> int:
    """Put learners of the studio into the cohort; returns how many joined. Strangers are a NotFoundError."""
    take_turns(session, f"cohort {cohort.id}")
    candidates = {person.id: person for person in queries.candidates_for(session, cohort=cohort)}
    former = {
        member.person_id: member
        for member in session.scalars(select(CohortMember).where(CohortMember.cohort_id == cohort.id))
    }
    joined = []
    for person_id in dict.fromkeys(person_ids):
        member = former.get(person_id)
        if member is not None and member.left_at is None:
            continue  # a repeated click
        if person_id not in candidates:
            raise NotFoundError
        if member is not None:
            member.left_at, member.joined_at = None, now
        else:
            session.add(CohortMember(cohort=cohort, person=candidates[person_id], joined_at=now))
        joined.append(candidates[person_id])
        _note(session, now, trainer, "cohort member added", f"cohort {cohort.id}, person {person_id}")
    welcome = f"You are in the cohort {cohort.name} of {cohort.studio.name}"
    tell_all(session, titles=dict.fromkeys(joined, welcome), kind="Cohort", url="/", now=now)
    return len(joined)


def remove_member(
    session: Session, *, cohort: Cohort, person_id: int, trainer: Person, now: datetime
) -> None:
    """Take a learner out of the cohort; what they did stays. Safe to repeat."""
    member = session.scalars(
        select(CohortMember).where(CohortMember.cohort_id == cohort.id, CohortMember.person_id == person_id)
    ).one_or_none()
    if member is None:
        raise NotFoundError
    if member.left_at is None:
        member.left_at = now
        _note(session, now, trainer, "cohort member removed", f"cohort {cohort.id}, person {person_id}")


def assign(
    session: Session,
    *,
    cohort: Cohort,
    kind: WorkKind,
    slug: str,
    due_at: datetime | None,
    trainer: Person,
    now: datetime,
    title: str = "",
) -> Assignment:
    """Give the cohort a course or a scenario; given again, only the due time changes.

    Its learners are told, by its `title`, when it is new and when its time moves.
    """
    if due_at is not None and due_at <= now:
        raise AcademyError("That time is already past. Choose a later one, or leave it open.")
    take_turns(session, f"cohort {cohort.id}")
    assignment = session.scalars(
        select(Assignment).where(
            Assignment.cohort_id == cohort.id, Assignment.kind == kind, Assignment.slug == slug
        )
    ).one_or_none()
    is_new = assignment is None
    if assignment is None:
        assignment = Assignment(cohort=cohort, kind=kind, slug=slug, assigned_at=now, due_at=due_at)
        session.add(assignment)
    is_moved = assignment.due_at != due_at
    if is_new or is_moved:
        assignment.due_at = due_at
        _tell_members(session, assignment, title or slug, is_new=is_new, now=now)
    _note(session, now, trainer, "work assigned", f"cohort {cohort.id}, {kind} {slug}")
    return assignment


def withdraw_assignment(
    session: Session, *, cohort: Cohort, assignment_id: int, trainer: Person, now: datetime
) -> None:
    """Take work back; what learners did for it stays."""
    assignment = session.scalars(
        select(Assignment).where(Assignment.cohort_id == cohort.id, Assignment.id == assignment_id)
    ).one_or_none()
    if assignment is None:
        raise NotFoundError
    session.delete(assignment)
    _note(session, now, trainer, "work withdrawn", f"cohort {cohort.id}, {assignment.kind} {assignment.slug}")


def set_time_factor(
    session: Session, *, cohort: Cohort, person_id: int, factor: TimeFactor, trainer: Person, now: datetime
) -> Person:
    """Set how much longer a learner of the cohort has for timed work."""
    person = queries.member_of(session, cohort=cohort, person_id=person_id).person
    person.time_factor = factor
    _note(session, now, trainer, "time factor set", f"person {person_id}, {factor}")
    return person


def _tell_members(
    session: Session, assignment: Assignment, title: str, *, is_new: bool, now: datetime
) -> None:
    members = queries.members_of(session, cohort=assignment.cohort)
    what = f"{title}, for {assignment.cohort.name}"
    tell_all(
        session,
        titles={
            member.person: f"{what}: {_wanted_by(assignment.due_at, member.person)}" for member in members
        },
        kind="Assigned" if is_new else "Due time",
        url=address_of(assignment.kind, assignment.slug),
        now=now,
    )


def _wanted_by(due_at: datetime | None, person: Person) -> str:
    if due_at is None:
        return "no time set"
    local = due_at.astimezone(ZoneInfo(person.time_zone))
    return f"wanted by {local:%a} {local.day} {local:%b, %H:%M %Z}"


def _note(session: Session, now: datetime, trainer: Person, action: str, subject: str) -> None:
    record_audit(session, now=now, actor_id=trainer.id, action=action, subject=subject)
