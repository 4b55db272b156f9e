"""Due times of assigned work, for people's calendars."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.cohorts.addresses import address_of
from academy.cohorts.next_steps import open_work
from academy.notices.deadlines import Deadline


def assignment_deadlines(session: Session, person: Person, now: datetime) -> list[Deadline]:
    """What is still to do of what the person was assigned with a due time."""
    return [
        Deadline(
            uid=f"assignment-{assignment.id}",
            title=f"{step.title} ({assignment.cohort.name})",
            due_at=assignment.due_at,
            url=address_of(assignment.kind, assignment.slug),
        )
        for assignment, step in open_work(session, person, now)
        if assignment.due_at is not None
    ]
