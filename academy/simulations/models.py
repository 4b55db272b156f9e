"""Runs, what they need to replay for ever, and ratings. The rule: the log of a run is only ever added to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person
from academy.core.db import Base, UtcDateTime


class Mode(StrEnum):
    """How time passes in a run: by the server's clock, or only by what the learner does."""

    LIVE = "live"
    STEP = "step"


class EventKind(StrEnum):
    """What can happen in a run."""

    RUN_STARTED = "run_started"
    DECISION_MADE = "decision_made"
    TIME_ADVANCED = "time_advanced"
    RUN_PAUSED = "run_paused"
    RUN_RESUMED = "run_resumed"
    DAY_ENDED = "day_ended"


class ScenarioVersion(Base):
    """A scenario file as it stood when somebody first played it; editing the file makes another version."""

    __tablename__ = "scenario_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[str] = mapped_column(String(200))
    #: `Staging` as JSON: what pages show around the day.
    staging: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DrawnDay(Base):
    """One day with all its chance drawn (a `sim.Instance` as JSON), and the costs it is scored between."""

    __tablename__ = "drawn_days"
    __table_args__ = (UniqueConstraint("scenario_digest", "seed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scenario_digest: Mapped[str] = mapped_column(ForeignKey("scenario_versions.digest"))
    seed: Mapped[int]
    #: 0 (calm) to 100 (full) for a day of the pool; None for a day of a written scenario.
    level: Mapped[int | None]
    #: Of the instance; two versions of a scenario that differ in its board alone draw equal days.
    digest: Mapped[str] = mapped_column(String(64))
    engine: Mapped[int]
    document: Mapped[str] = mapped_column(Text, deferred=True)
    #: `sim.References` of the day as JSON, made before the first run on it starts.
    references: Mapped[dict[str, Any]] = mapped_column(JSON)

    scenario: Mapped[ScenarioVersion] = relationship(lazy="joined")


class Run(Base):
    """One person's play of one drawn day. `length` counts the events of its log; the score is a cache."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("person_id", "start_key"),
        Index("ix_runs_person_id_started_at", "person_id", "started_at"),
        Index(
            "uq_runs_open",
            "person_id",
            "scenario_slug",
            unique=True,
            sqlite_where=text("finished_at is null"),
            postgresql_where=text("finished_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    start_key: Mapped[str] = mapped_column(String(64))
    #: Random; names the run's folded states in the caches of processes, whatever becomes of its id.
    nonce: Mapped[str] = mapped_column(String(32))
    scenario_slug: Mapped[str] = mapped_column(String(80), index=True)
    day_id: Mapped[int] = mapped_column(ForeignKey("drawn_days.id"))
    mode: Mapped[Mode] = mapped_column(String(10))
    #: Real milliseconds for one simulated minute, the person's time factor included; 0 in step mode.
    minute_milliseconds: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    contact_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    length: Mapped[int] = mapped_column(default=0)
    decisions: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[float | None]
    cost: Mapped[int | None]
    scoring_version: Mapped[int | None]

    day: Mapped[DrawnDay] = relationship(lazy="joined")
    person: Mapped[Person] = relationship()


class RunEvent(Base):
    """One thing that happened in a run. `key` is the client's: sent twice, stored once."""

    __tablename__ = "run_events"
    __table_args__ = (UniqueConstraint("run_id", "position"), UniqueConstraint("run_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    minute: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class PlayerRating(Base):
    """How strong a person has shown themselves, on the scale of `sim.rating`, as of `played_at`."""

    __tablename__ = "player_ratings"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    value: Mapped[float]
    #: As it was then; it grows with idle days when it is read.
    deviation: Mapped[float]
    runs: Mapped[int]
    played_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DayRating(Base):
    """How hard a drawn day has shown itself, on the scale of `sim.rating`."""

    __tablename__ = "day_ratings"

    day_id: Mapped[int] = mapped_column(ForeignKey("drawn_days.id", ondelete="CASCADE"), primary_key=True)
    value: Mapped[float]
    deviation: Mapped[float]
    runs: Mapped[int]


class RatedRun(Base):
    """What a finished run did to both ratings. A run is rated once: its row is its number."""

    __tablename__ = "rated_runs"

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    player_before: Mapped[float]
    player_deviation_before: Mapped[float]
    player_after: Mapped[float]
    player_deviation_after: Mapped[float]
    day_before: Mapped[float]
    day_after: Mapped[float]


class RunAnalysis(Base):
    """What a finished run shows of how it was played (a `sim.Analysis`): a cache, made when asked for."""

    __tablename__ = "run_analyses"
    __table_args__ = (UniqueConstraint("run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    scoring_version: Mapped[int]
    engine: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
