"""What a person changes on their path: the plan they follow, and how they judge themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.core.db import rows_changed, take_turns
from academy.path import queries
from academy.path.models import Plan, SelfAssessment


def make_plan(
    session: Session, *, person: Person, target_slug: str, due_on: date, key: str, now: datetime
) -> Plan:
    """Follow a new plan; the one before it ends and is kept. The same key twice makes one plan."""
    take_turns(session, f"path of person {person.id}")
    if earlier := queries.plan_with_key(session, person=person, key=key):
        return earlier
    end_plan(session, person=person, now=now)
    plan = Plan(person_id=person.id, key=key, target_slug=target_slug, due_on=due_on, made_at=now)
    session.add(plan)
    return plan


def end_plan(session: Session, *, person: Person, now: datetime) -> bool:
    """Put the open plan away; answers whether there was one. Safe to repeat."""
    is_open = (Plan.person_id == person.id, Plan.ended_at.is_(None))
    return rows_changed(session.execute(update(Plan).where(*is_open).values(ended_at=now))) > 0


def record_self_assessment(
    session: Session, *, person: Person, answers: Sequence[dict[str, Any]], key: str, now: datetime
) -> SelfAssessment:
    """Keep answers of {skill, text, module, step} beside the earlier ones. The same key twice is one."""
    take_turns(session, f"path of person {person.id}")
    if earlier := queries.self_assessment_with_key(session, person=person, key=key):
        return earlier
    assessment = SelfAssessment(person_id=person.id, key=key, answers=list(answers), made_at=now)
    session.add(assessment)
    session.flush()  # the caller redirects to it and needs its id
    return assessment
