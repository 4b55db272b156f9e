"""Due times of lists in work, for people's calendars."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists import queries
from academy.notices.deadlines import Deadline


def worklist_deadlines(session: Session, person: Person, now: datetime) -> list[Deadline]:
    """The lists that the person works on and that are not complete, by their due time."""
    worklists = [one for one in queries.worklists_of(session, person=person) if one.archived_at is None]
    return [
        Deadline(
            uid=f"worklist-{one.worklist.id}",
            title=f"{one.worklist.name} (checklist)",
            due_at=one.state.due_at,
            url=one.worklist.path,
        )
        for one in queries.summaries_of(session, worklists=worklists)
        if one.state.due_at is not None and not one.state.is_complete
    ]
