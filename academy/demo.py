"""The demo studio of `academy up`: a trainer, three learners with a fortnight behind them, one cohort.

The rule it keeps: it is made once, whole or not at all; its passwords stand in the data folder only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts import services as accounts
from academy.accounts.models import Person, Role, Rung, Studio
from academy.accounts.passwords import Hasher
from academy.checklists import services as checklists
from academy.checklists.models import EventKind
from academy.checklists.services.lists import Production
from academy.cohorts import services as cohorts
from academy.cohorts.models import WorkKind
from academy.config import Settings
from academy.content.checklists import Checklist, load_checklists
from academy.content.courses import Course
from academy.content.library import load_library
from academy.content.scenarios import Scenario, load_scenarios
from academy.core.db import Database
from academy.learning import services as learning
from academy.private_files import write_private
from academy.sim.policies.expert import human
from academy.sim.policies.play import play
from academy.simulations import services as simulations
from academy.simulations.models import Mode

STUDIO_SLUG = "lantern-row"
STUDIO_NAME = "Lantern Row"
COHORT_NAME = "Autumn intake"
DEMO_COURSE = "coordinators-role"
DEMO_SCENARIO = "ship-thursday"
DEMO_CHECKLIST = "ANI"
#: All play one drawn day: working out what a day is scored between takes most of the first start.
DEMO_SEED = 1
ACCOUNTS_FILE = "demo.json"


@dataclass(frozen=True, slots=True)
class PlayedDay:
    """A run that a learner is said to have played: how long ago, and how well (0 to 1)."""

    days_ago: float
    skill: float


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo studio, with what they have done so far."""

    name: str
    email: str
    role: Role
    rung: Rung
    joined_days_ago: int = 14
    modules_done: int = 0
    read_days_ago: float = 0
    runs: tuple[PlayedDay, ...] = ()


CAST = (
    DemoPerson("Tamsin Okafor", "trainer@lantern-row.example", Role.TRAINER, Rung.OTHER),
    DemoPerson(
        "Ada Lindqvist",
        "ada@lantern-row.example",
        Role.LEARNER,
        Rung.ASSISTANT,
        modules_done=4,
        read_days_ago=0.9,
        runs=(PlayedDay(8.2, 0.3), PlayedDay(4.1, 0.6), PlayedDay(1.2, 0.9)),
    ),
    DemoPerson(
        "Ben Castellano",
        "ben@lantern-row.example",
        Role.LEARNER,
        Rung.STUDENT,
        modules_done=2,
        read_days_ago=6.3,
        runs=(PlayedDay(6.1, 0.1),),
    ),
    DemoPerson("Rio Tanaka", "rio@lantern-row.example", Role.LEARNER, Rung.RUNNER, joined_days_ago=5),
)


def ensure_demo_studio(database: Database, settings: Settings) -> list[dict[str, str]]:
    """Make the demo studio when there is none; returns the sign-ins as role, email and password."""
    file = settings.data_folder / ACCOUNTS_FILE
    with database.writing() as session:
        is_made = session.scalars(select(Studio.id).where(Studio.slug == STUDIO_SLUG)).first() is not None
        sign_ins = _read_sign_ins(file)
        if is_made and sign_ins is not None:
            return sign_ins
        sign_ins = [_fresh_sign_in(person) for person in CAST]
        write_private(file, json.dumps(sign_ins, indent=2))
        now = datetime.now(UTC)
        if is_made:  # the file was lost: the people stay, with new passwords
            for sign_in in sign_ins:
                accounts.set_password(
                    session,
                    now=now,
                    email=sign_in["email"],
                    password=sign_in["password"],
                    hasher=Hasher.standard(),
                )
        else:
            _make_studio(session, settings.courses_folder, sign_ins, now)
        session.commit()
    return sign_ins


def _read_sign_ins(file: Path) -> list[dict[str, str]] | None:
    if not file.exists():
        return None
    sign_ins: list[dict[str, str]] = json.loads(file.read_text())
    return sign_ins


def _fresh_sign_in(person: DemoPerson) -> dict[str, str]:
    return {"role": str(person.role), "email": person.email, "password": secrets.token_urlsafe(12)}


def _make_studio(session: Session, courses: Path, sign_ins: Iterable[dict[str, str]], now: datetime) -> None:
    studio = accounts.create_studio(session, now=now - timedelta(days=30), slug=STUDIO_SLUG, name=STUDIO_NAME)
    passwords = {sign_in["email"]: sign_in["password"] for sign_in in sign_ins}
    people = {one.email: _make_person(session, one, passwords[one.email], now) for one in CAST}
    trainer = people[CAST[0].email]
    cohort = cohorts.create_cohort(
        session, studio=studio, name=COHORT_NAME, trainer=trainer, now=now - timedelta(days=14)
    )
    course = load_library(courses).course(DEMO_COURSE)
    scenario = load_scenarios(courses).scenarios.get(DEMO_SCENARIO)
    for one in CAST[1:]:
        learner, joined_at = people[one.email], now - timedelta(days=one.joined_days_ago)
        cohorts.add_members(session, cohort=cohort, person_ids=[learner.id], trainer=trainer, now=joined_at)
        if course is not None:
            _read_modules(session, learner, course, one, now)
        if scenario is not None:
            _play_days(session, learner, scenario, one, now)
    checklist = load_checklists(courses).checklists.get(DEMO_CHECKLIST)
    if checklist is not None:
        _work_on_list(session, people[CAST[1].email], studio, checklist, now)
    work = (
        (WorkKind.COURSE, DEMO_COURSE, course.title if course else "", 3),
        (WorkKind.SCENARIO, DEMO_SCENARIO, scenario.title if scenario else "", 5),
    )
    for kind, slug, title, days in work:
        cohorts.assign(
            session,
            cohort=cohort,
            kind=kind,
            slug=slug,
            due_at=(now + timedelta(days=days)).replace(hour=17, minute=0, second=0, microsecond=0),
            trainer=trainer,
            now=now - timedelta(days=10),
            title=title,
        )


def _make_person(session: Session, one: DemoPerson, password: str, now: datetime) -> Person:
    joined_at = now - timedelta(days=one.joined_days_ago)
    person = accounts.create_person(
        session, now=joined_at, email=one.email, name=one.name, password=password, hasher=Hasher.standard()
    )
    accounts.set_role(session, now=joined_at, email=one.email, studio=STUDIO_SLUG, role=one.role)
    person.rung = one.rung
    return person


def _read_modules(session: Session, learner: Person, course: Course, one: DemoPerson, now: datetime) -> None:
    done = course.modules[: one.modules_done]
    for number, module in enumerate(done):
        evenings_before = len(done) - number - 1
        at = now - timedelta(days=one.read_days_ago + 1.4 * evenings_before)
        learning.set_completion(
            session, person=learner, course=course, module=module, is_complete=True, now=at
        )


def _play_days(session: Session, learner: Person, scenario: Scenario, one: DemoPerson, now: datetime) -> None:
    for day in one.runs:
        _, log = play(scenario.instance(DEMO_SEED), human(day.skill))
        simulations.record_played_run(
            session,
            person=learner,
            scenario=scenario,
            seed=DEMO_SEED,
            mode=Mode.LIVE,
            log=log,
            started_at=now - timedelta(days=day.days_ago),
        )


def _work_on_list(
    session: Session, owner: Person, studio: Studio, checklist: Checklist, now: datetime
) -> None:
    """A list begun two days ago: four items done, one with a note, a gate accepted as open."""
    began = now - timedelta(days=2)
    due_at = (now + timedelta(days=2)).replace(hour=16, minute=0, second=0, microsecond=0)
    worklist = checklists.start_worklist(
        session,
        owner=owner,
        studio_id=studio.id,
        checklist=checklist,
        production=Production("Pages on the loose", "104", due_at),
        key="demo-list",
        now=began,
    )
    note = {"text": "24 fps, 16:9, no handles: agreed with the editor and the delivery specification."}
    accepted = {"name": "Mara Quint", "text": "Two characters are still to be cast; scratch until Friday."}
    deeds = [
        checklists.Deed(EventKind.GATE_ACCEPTED, checklist.items[1].id, accepted),
        checklists.Deed(EventKind.TICKED, checklist.items[0].id),
        checklists.Deed(EventKind.TICKED, checklist.items[2].id, note),
        checklists.Deed(EventKind.TICKED, checklist.items[3].id),
        checklists.Deed(EventKind.TICKED, checklist.items[4].id),
    ]
    for number, deed in enumerate(deeds):
        at = began + timedelta(hours=number * 3)
        checklists.record_event(
            session, worklist=worklist, person=owner, deed=deed, key=f"demo-{number}-word", now=at
        )
