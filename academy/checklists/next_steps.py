"""Lists as rows of the home page: due within a week, or past due with open gates; the soonest first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists import queries
from academy.checklists.queries import Summary
from academy.learning.next_steps import NextStep

AHEAD = timedelta(days=7)
SOON = timedelta(hours=24)


def worklist_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """The person's lists that are wanted soon, and those whose gates are late."""
    worklists = [one for one in queries.worklists_of(session, person=person) if one.archived_at is None]
    wanted = [
        (one.state.due_at, one)
        for one in queries.summaries_of(session, worklists=worklists)
        if one.state.due_at is not None and _is_wanted(one, one.state.due_at, now)
    ]
    in_order = sorted(wanted, key=lambda pair: (pair[0], pair[1].worklist.id))
    return [_step(one, due_at, now) for due_at, one in in_order]


def _is_wanted(one: Summary, due_at: datetime, now: datetime) -> bool:
    if due_at <= now:
        return bool(one.state.open_gates)
    return due_at - now <= AHEAD and not one.state.is_complete


def _step(one: Summary, due_at: datetime, now: datetime) -> NextStep:
    gates = len(one.state.open_gates)
    said = f", {gates} {'gate' if gates == 1 else 'gates'} open" if gates else ", no gate open"
    return NextStep(
        kind="Overdue" if due_at <= now else "Due soon" if due_at - now < SOON else "Due",
        title=one.worklist.name,
        url=one.worklist.path,
        reason=f"{one.state.done} of {one.state.applicable} items done{said}",
        detail="Checklist",
        due_at=due_at,
        icon="list",
    )
