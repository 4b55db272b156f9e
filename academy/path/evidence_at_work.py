"""Evidence from answered questions and from signed-off checklist items, and how far lists are.

The rule: what somebody said of themselves, or ticked without a witness, is no evidence.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.checklists import queries as checklists
from academy.learning.library import current_shelf
from academy.path.counting import State
from academy.path.profile import FADED_DAYS, Evidence
from academy.quizzes import queries as quizzes

A_QUESTION = 1.0
#: An item that a trainer has signed off counts as much as a question.
A_SIGN_OFF = 1.0


def answer_evidence(session: Session, person: Person, now: datetime) -> list[Evidence]:
    """Every graded answer: its points, for the behaviour that the question exercises."""
    since = now - timedelta(days=FADED_DAYS)
    answers = [one for one in quizzes.answers_of(session, person=person) if one.at >= since]
    return [
        Evidence(
            skill=answer.behaviour[:2],
            behaviour=answer.behaviour,
            value=min(1.0, max(0.0, answer.points)),
            weight=A_QUESTION,
            at=answer.at,
            what=f"Question on “{answer.objective}”: {answer.points:g} of 1 point",
            address=f"/attempts/{answer.attempt_id}/review",
        )
        for answer in answers
    ]


def sign_off_evidence(session: Session, person: Person, now: datetime) -> list[Evidence]:
    """Items that a trainer has signed off, for the first behaviour that the item's module teaches."""
    library, found = current_shelf().library, []
    for item in checklists.signed_off_items(session, person=person):
        course_slug, _, module_slug = item.taught.partition("/")
        course = library.course(course_slug)
        module = course.module(module_slug) if course else None
        if module is not None and module.behaviours:
            behaviour = module.behaviours[0]
            what = f"{item.item_id}, signed off by {item.by}"
            address = f"/worklists/{item.worklist_id}"
            found.append(Evidence(behaviour[:2], behaviour, 1.0, A_SIGN_OFF, item.at, what, address))
    return found


def list_states_of(session: Session, person: Person) -> dict[str, State]:
    """How far the person is with each kind of checklist: done once one list of it has nothing open."""
    worklists = checklists.worklists_of(session, person=person)
    at_present = checklists.states_of(session, worklists=worklists)
    states: dict[str, State] = {}
    for worklist in worklists:
        is_done = at_present[worklist.id].is_complete
        if is_done or worklist.code not in states:
            states[worklist.code] = State.DONE if is_done else State.BEGUN
    return states
