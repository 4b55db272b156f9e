"""Times by which something is wanted of a person. Each feature has a source; `app.py` puts them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from academy.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Deadline:
    """One due time. `uid` is the same whenever it is asked ("assignment-12"); `url` a path of this site."""

    uid: str
    title: str
    due_at: datetime
    url: str


#: Answers what is still wanted of a person at a time; must not write.
Deadlines = Callable[[Session, Person, datetime], list[Deadline]]


def deadlines_of(session: Session, person: Person, now: datetime) -> list[Deadline]:
    """Everything that is still wanted of the person, the soonest first."""
    sources: list[Deadlines] = current_app.extensions["deadlines"]
    found = [deadline for source in sources for deadline in source(session, person, now)]
    return sorted(found, key=lambda deadline: (deadline.due_at, deadline.uid))
