"""What a digest says of next steps: due within a week, waiting, begun; not what is only recommended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.learning.next_steps import NextStep, Place, next_steps_of, place_of
from academy.notices.letter import Line, Matter

WITHIN = timedelta(days=7)
WAITING = {Place.TOLD, Place.REVIEW}
BEGUN = {Place.RUNNING, Place.CONTINUE}


def digest_matter(session: Session, person: Person, now: datetime) -> Matter:
    """The person's next steps sorted for the digest, each in one place; notices come as news instead."""
    steps = [step for step in next_steps_of(session, person, now) if not step.is_posted]
    due = [step for step in steps if step.due_at is not None and step.due_at <= now + WITHIN]
    rest = [(place_of(step, now), step) for step in steps if step not in due]
    return Matter(
        due=tuple(_line(step) for step in due),
        waiting=tuple(_line(step) for place, step in rest if place in WAITING),
        begun=tuple(_line(step) for place, step in rest if place in BEGUN),
    )


def _line(step: NextStep) -> Line:
    facts = (step.detail, step.reason)
    detail = " · ".join(fact for fact in facts if fact)
    return Line(step.title, step.url, f"{step.kind}: {detail}", step.minutes, step.due_at)
