"""Starting runs. The rule: one open run of a scenario at a time, on a day the person has played least."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person, TimeFactor
from academy.content.scenarios import Scenario
from academy.sim.instance import Instance
from academy.simulations import queries, scoring
from academy.simulations.cache import Cache
from academy.simulations.errors import UntimedError
from academy.simulations.models import DrawnDay, EventKind, Mode, Run, RunEvent, ScenarioVersion
from academy.simulations.services.rating import new_day_rating
from academy.simulations.staging import staging_of, staging_to_plain
from academy.simulations.timekeeping import minute_milliseconds

#: Days drawn from one version of a scenario: too many to learn by heart, few enough to keep their references.
SEEDS = range(1, 25)
#: The levels of drawn days that the days of a written scenario are taken for at first.
WRITTEN_LEVELS = {"introductory": 20, "intermediate": 50, "advanced": 80}


@dataclass(frozen=True, slots=True)
class PreparedDay:
    """A drawn day with what it is scored between; made without a database, as that takes a second or two."""

    seed: int
    instance: Instance
    references: dict[str, Any]
    level: int | None = None  # 0 to 100 for a day of the pool


_preparing = Lock()
_prepared: Cache[PreparedDay] = Cache(2 * len(SEEDS))


def choose_seed(session: Session, *, person: Person, scenario: Scenario) -> int:
    """A seed of the pool that the person has played least, by the operating system's chance."""
    played = queries.played_seeds(session, person=person, scenario_digest=scenario.digest)
    fewest = min(played.get(seed, 0) for seed in SEEDS)
    return secrets.choice([seed for seed in SEEDS if played.get(seed, 0) == fewest])


def known_day(session: Session, *, scenario: Scenario, seed: int) -> PreparedDay | None:
    """The day of a seed when somebody has played it before."""
    day = _stored_day(session, scenario, seed)
    return PreparedDay(seed, Instance.from_json(day.document), day.references) if day else None


def prepare_day(scenario: Scenario, seed: int) -> PreparedDay:
    """Draw the day of a seed and its references; takes a second or two, so not within a transaction.

    One at a time in each process: of many who start together, the first on a day works it out for all.
    """
    with _preparing:
        return _prepared.get((scenario.digest, seed), lambda: _prepared_day(scenario, seed))


def earlier_run(session: Session, *, person: Person, slug: str, mode: Mode, key: str) -> Run | None:
    """The run that a start under `slug` leads to instead of a fresh one: what this key started, or is open.

    Raises UntimedError when there is none and somebody without timed work asks for a live day.
    """
    run = _earlier_run(session, person, slug, key)
    if run is None and mode is Mode.LIVE and person.time_factor == TimeFactor.UNTIMED:
        raise UntimedError
    return run


def start_run(
    session: Session,
    *,
    person: Person,
    scenario: Scenario,
    day: PreparedDay,
    mode: Mode,
    key: str,
    now: datetime,
) -> Run:
    """Start a run, or give back the earlier one. Raises UntimedError."""
    if earlier := earlier_run(session, person=person, slug=scenario.slug, mode=mode, key=key):
        return earlier
    drawn = ensure_day(session, scenario, day, now)
    run = new_run(person, scenario.slug, drawn, mode, key, now)
    run.length = 1
    try:
        with session.begin_nested():
            session.add(run)
            session.flush()  # the run's number is needed, and another request may have been first
    except IntegrityError:
        earlier = _earlier_run(session, person, scenario.slug, key)
        if earlier is None:
            raise
        return earlier
    session.add(new_event(run, 0, EventKind.RUN_STARTED, 0, now, {"mode": str(mode)}))
    return run


def ensure_day(session: Session, scenario: Scenario, day: PreparedDay, now: datetime) -> DrawnDay:
    """The stored day, made when nobody has played it; on PostgreSQL another request may be making it too."""
    if drawn := _stored_day(session, scenario, day.seed):
        return drawn
    try:
        with session.begin_nested():
            if session.get(ScenarioVersion, scenario.digest) is None:
                session.add(_version(scenario, now))
            drawn = DrawnDay(
                scenario_digest=scenario.digest,
                seed=day.seed,
                level=day.level,
                digest=day.instance.digest,
                engine=day.instance.engine,
                document=day.instance.to_json(),
                references=day.references,
            )
            session.add(drawn)
            session.flush()  # its rating needs its number
            level = WRITTEN_LEVELS[scenario.level] if day.level is None else day.level
            session.add(new_day_rating(drawn.id, level))
    except IntegrityError:
        return ensure_day(session, scenario, day, now)
    return drawn


def new_run(person: Person, slug: str, drawn: DrawnDay, mode: Mode, key: str, now: datetime) -> Run:
    """A run with an empty log, not yet stored."""
    is_live = mode is Mode.LIVE
    return Run(
        person_id=person.id,
        start_key=key,
        nonce=secrets.token_hex(16),
        scenario_slug=slug,
        day=drawn,
        mode=mode,
        minute_milliseconds=minute_milliseconds(person.time_factor) if is_live else 0,
        started_at=now,
        contact_at=now,
        length=0,
        decisions=0,
    )


def new_event(
    run: Run, position: int, kind: EventKind, minute: int, at: datetime, payload: dict[str, Any]
) -> RunEvent:
    """An event that the server itself adds to a log."""
    return RunEvent(
        run_id=run.id,
        position=position,
        key=f"server:{position}",
        at=at,
        minute=minute,
        kind=kind,
        payload=payload,
    )


def _prepared_day(scenario: Scenario, seed: int) -> PreparedDay:
    instance = scenario.instance(seed)
    return PreparedDay(seed, instance, scoring.references_of(instance, scenario.references(seed)))


def _earlier_run(session: Session, person: Person, slug: str, key: str) -> Run | None:
    started = session.scalars(select(Run).filter_by(person_id=person.id, start_key=key)).one_or_none()
    return started or queries.open_run(session, person=person, slug=slug)


def _stored_day(session: Session, scenario: Scenario, seed: int) -> DrawnDay | None:
    statement = select(DrawnDay).filter_by(scenario_digest=scenario.digest, seed=seed)
    return session.scalars(statement).one_or_none()


def _version(scenario: Scenario, now: datetime) -> ScenarioVersion:
    return ScenarioVersion(
        digest=scenario.digest,
        slug=scenario.slug,
        title=scenario.title,
        staging=staging_to_plain(staging_of(scenario)),
        created_at=now,
    )
