"""Today's review as a row of the home page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.access import Access
from academy.learning.next_steps import NextStep
from academy.review import queries
from academy.review.sources import seeds_of


def review_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """How many cards today holds, and about how long they take; no row when there are none, or in a pause."""
    queue = queries.queue_of(session, person=person, now=now, seeds=lambda: seeds_of(session, person, now))
    if not queue.total:
        return []
    parts = ((queue.again, "again"), (queue.due, "due"), (queue.new, "new"))
    return [
        NextStep(
            kind="Review",
            title=f"{queue.total} {'card' if queue.total == 1 else 'cards'}",
            url=url_for("review.show_queue"),
            reason="before they are forgotten",
            detail=", ".join(f"{count} {name}" for count, name in parts if count),
            minutes=queue.minutes,
            icon="later",
        )
    ]


def flag_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """For trainers: the cards of their learners that are called wrong."""
    if not person.may(Access.TRAINER):
        return []
    count = len(queries.flags_for(session, trainer=person))
    if not count:
        return []
    return [
        NextStep(
            kind="Called wrong",
            title=f"{count} {'card' if count == 1 else 'cards'}",
            url=url_for("review.index_flags"),
            reason="a learner asks you to look",
            icon="alert",
        )
    ]
