"""Plain functions that store what tests need; the test or the fixture commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex

from sqlalchemy.orm import Session

from academy.accounts.addresses import fold_address
from academy.accounts.models import Membership, Person, Role, Studio
from academy.cohorts.models import Cohort, CohortMember
from academy.learning.models import ModuleProgress
from academy.simulations.models import DrawnDay, Mode, Run, ScenarioVersion
from tests.clock import MONDAY_MORNING


def make_studio(session: Session, *, slug: str, name: str = "") -> Studio:
    """A studio, as it would be made on Monday morning."""
    studio = Studio(slug=slug, name=name or slug, created_at=MONDAY_MORNING)
    session.add(studio)
    session.flush()  # people are put into it by its id
    return studio


def make_person(
    session: Session,
    *,
    name: str,
    email: str | None = None,
    password_hash: str = "no password fits this",
    memberships: Iterable[tuple[Studio, Role]] = (),
    is_confirmed: bool = True,
) -> Person:
    """A person with a confirmed address, and a role in each of these studios."""
    email = email or f"{name.lower()}@example.org"
    person = Person(
        email=email,
        email_key=fold_address(email),
        name=name,
        password_hash=password_hash,
        created_at=MONDAY_MORNING,
        confirmed_at=MONDAY_MORNING if is_confirmed else None,
        memberships=[
            Membership(studio=studio, role=role, joined_at=MONDAY_MORNING) for studio, role in memberships
        ],
    )
    session.add(person)
    session.flush()  # callers refer to people by their ids
    return person


def make_cohort(
    session: Session, *, studio: Studio, name: str = "Spring intake", members: Iterable[Person] = ()
) -> Cohort:
    """A cohort of the studio with these learners, all since Monday morning."""
    cohort = Cohort(studio=studio, name=name, created_at=MONDAY_MORNING)
    session.add(cohort)
    session.add_all(
        CohortMember(cohort=cohort, person=person, joined_at=MONDAY_MORNING) for person in members
    )
    session.flush()  # callers refer to the cohort by its id
    return cohort


def make_progress(
    session: Session,
    *,
    person: Person,
    course: str,
    module: str,
    is_complete: bool = True,
    at: datetime = MONDAY_MORNING,
) -> ModuleProgress:
    """A module that the person has opened, or completed."""
    progress = ModuleProgress(
        person_id=person.id,
        course_slug=course,
        module_slug=module,
        read_at=at,
        place="",
        completed_at=at if is_complete else None,
    )
    session.add(progress)
    return progress


def make_day(session: Session, *, scenario: str = "ship-thursday") -> DrawnDay:
    """A drawn day that runs can point to; its document is never read."""
    version = ScenarioVersion(
        digest=token_hex(32), slug=scenario, title="Ship Thursday", staging={}, created_at=MONDAY_MORNING
    )
    day = DrawnDay(scenario=version, seed=1, digest=token_hex(32), engine=1, document="{}", references={})
    session.add(day)
    session.flush()  # runs refer to the day by its id
    return day


def make_run(
    session: Session, *, person: Person, day: DrawnDay, outcome: float | None, at: datetime = MONDAY_MORNING
) -> Run:
    """A run of that day, over when it has an outcome; its log is empty."""
    run = Run(
        person_id=person.id,
        start_key=token_hex(16),
        nonce=token_hex(16),
        scenario_slug=day.scenario.slug,
        day_id=day.id,
        mode=Mode.STEP,
        minute_milliseconds=0,
        started_at=at,
        contact_at=at,
        finished_at=None if outcome is None else at,
        outcome=outcome,
        cost=None if outcome is None else 100,
    )
    session.add(run)
    session.flush()  # callers refer to the run by its id
    return run
