"""Ada, signed in, an assistant coordinator; and what she has done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from academy.accounts.models import Rung
from academy.path.models import Plan
from academy.sim.codec import canonical
from academy.sim.evidence import Skill
from academy.sim.skills import Behaviour, SkillScore
from academy.simulations.models import Run, RunAnalysis
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.factories import make_day, make_run
from tests.people import Cast, sign_in

DUE = (MONDAY_MORNING + timedelta(days=70)).date()
KEY = "k" * 32


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    """Ada's browser."""
    people.ada.rung = Rung.ASSISTANT
    return sign_in(client, people.ada)


@pytest.fixture
def eve(new_client: Callable[[], Browser], people: Cast) -> Browser:
    """The browser of a stranger."""
    return sign_in(new_client(), people.eve)


@pytest.fixture
def played(session: Session, people: Cast) -> Callable[..., Run]:
    """Stores a finished run of Ada's with its analysis: `played(score=80, days_ago=3)`."""
    day = make_day(session)

    def play(*, score: float = 80, days_ago: float = 0, is_analysed: bool = True) -> Run:
        at = MONDAY_MORNING - timedelta(days=days_ago)
        run = make_run(session, person=people.ada, day=day, outcome=60, at=at)
        if is_analysed:
            session.add(_analysis(run, score, at))
        session.commit()
        return run

    return play


def _analysis(run: Run, score: float, at: datetime) -> RunAnalysis:
    skills = [
        SkillScore(skill, f"K{place}", score, 10.0, 0.0, 30.0, (), (Behaviour(f"K{place}.1", 4, 3),))
        for place, skill in enumerate(Skill, 1)
    ]
    document = '{"skills":[' + ",".join(canonical(one) for one in skills) + "]}"
    return RunAnalysis(run_id=run.id, scoring_version=1, engine=1, document=document, made_at=at)


def plan_of(person_id: int, *, target: str = "coordinator", at: datetime = MONDAY_MORNING) -> Plan:
    """A plan as the page would store it."""
    return Plan(person_id=person_id, key=f"{target}-{at:%s}", target_slug=target, due_on=DUE, made_at=at)
