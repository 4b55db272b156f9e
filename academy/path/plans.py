"""A stored plan seen against the ladder of today."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from academy.accounts.models import Person
from academy.content.career import Career, Rung
from academy.path.counting import Way, posts_to, way_to
from academy.path.holdings import Holdings
from academy.path.models import Plan


def today_of(person: Person, now: datetime) -> date:
    """The day that it is where the person lives."""
    return now.astimezone(ZoneInfo(person.time_zone)).date()


def way_of(plan: Plan, *, person: Person, career: Career, holdings: Holdings, now: datetime) -> Way | None:
    """The way that a plan asks for; None when its target is no longer on the ladder."""
    target = career.post(plan.target_slug)
    if target is None:
        return None
    posts = posts_to(career, career.height(person.rung), target)
    counts = [holdings.count(post) for post in posts]
    return way_to(target, counts, due_on=plan.due_on, today=today_of(person, now))


def targets_for(career: Career, person: Person) -> list[Rung]:
    """What somebody can aim for: the rungs above their own, then every step beside the ladder."""
    return [*career.rungs[career.height(person.rung) :], *career.sideways]
