"""Lists in people's calendars."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from academy.checklists.deadlines import worklist_deadlines
from academy.checklists.models import Worklist
from tests.clock import FakeClock
from tests.people import Cast


def test_a_list_in_work_is_due_for_those_who_work_on_it(
    session: Session, people: Cast, clock: FakeClock, worklist: Worklist
) -> None:
    [deadline] = worklist_deadlines(session, people.ada, clock.now())
    assert (deadline.uid, deadline.url) == (f"worklist-{worklist.id}", worklist.path)
    assert deadline.due_at > clock.now() - timedelta(days=1)
    assert worklist_deadlines(session, people.eve, clock.now()) == []


def test_an_archived_list_is_wanted_of_nobody(
    session: Session, people: Cast, clock: FakeClock, worklist: Worklist
) -> None:
    session.merge(worklist).archived_at = clock.now()
    session.commit()
    assert worklist_deadlines(session, people.ada, clock.now()) == []
