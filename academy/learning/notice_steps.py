"""What somebody was told and should look at, as rows of the home page until they open it."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.pages import distance
from academy.learning.next_steps import NextStep, Place
from academy.notices.kinds import ON_HOME
from academy.notices.queries import unread_of


def notice_steps(session: Session, person: Person, now: datetime) -> list[NextStep]:
    """Unread notices that ask for a look, newest first."""
    return [
        NextStep(
            kind=notice.kind,
            title=notice.title,
            url=url_for("notices.create_opening", notice_id=notice.id),
            reason=f"told {distance(notice.created_at, now)}",
            icon="bell",
            place=Place.TOLD,
            is_posted=True,
        )
        for notice in unread_of(session, person=person, kinds=ON_HOME)
    ]
