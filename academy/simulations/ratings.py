"""Where somebody stands in practice, and what a run did to that.

The rule: a rating is read as of now, so it grows less certain with every idle day that nobody stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from academy.accounts.models import Person, Rung
from academy.sim import rating
from academy.sim.rating import Rating
from academy.simulations import scoring
from academy.simulations.models import DrawnDay, PlayerRating, RatedRun, Run

#: The level that somebody starts at before any run of theirs is rated.
FIRST_LEVELS = {
    Rung.STUDENT: 10,
    Rung.RUNNER: 20,
    Rung.ASSISTANT: 30,
    Rung.COORDINATOR: 45,
    Rung.OTHER: 20,
}

_DAY = timedelta(days=1)


class Unrated(StrEnum):
    """Why a finished run does not count for the ratings."""

    TOO_CLOSE = "too_close"
    PLAYED_BEFORE = "played_before"


@dataclass(frozen=True, slots=True)
class Standing:
    """How strong a person is in practice, and the level of a drawn day that suits them."""

    rating: Rating | None  # None: no run of theirs has been rated
    runs: int  # that have been rated
    level: int  # 0 to 100


@dataclass(frozen=True, slots=True)
class RatingNote:
    """What a finished run did to its player's rating, or why it did nothing."""

    change: RatedRun | None
    reason: Unrated | None = None


def standing_of(session: Session, *, person: Person, now: datetime) -> Standing:
    """The person's rating as of now, and the level they should win at about seven times in ten."""
    stored = session.get(PlayerRating, person.id)
    if stored is None:
        return Standing(None, 0, FIRST_LEVELS[Rung(person.rung)])
    player = rating_at(stored, now)
    return Standing(player, stored.runs, rating.next_level(player))


def rating_at(stored: PlayerRating, now: datetime) -> Rating:
    """A stored rating after the days that have passed without a run."""
    return rating.after_idle(Rating(stored.value, stored.deviation), (now - stored.played_at) / _DAY)


def note_of(session: Session, *, run: Run) -> RatingNote | None:
    """What a finished run did to the rating; None for one that ended before there were ratings."""
    change = session.get(RatedRun, run.id)
    if change is not None:
        return RatingNote(change)
    reason = why_unrated(session, run=run)
    return RatingNote(None, reason) if reason else None


def why_unrated(session: Session, *, run: Run) -> Unrated | None:
    """Why a run does not count, if it does not: the day tells nothing, or its player knew it."""
    if not scoring.tells_good_from_bad(run.day.references):
        return Unrated.TOO_CLOSE
    return Unrated.PLAYED_BEFORE if _has_played_before(session, run) else None


def _has_played_before(session: Session, run: Run) -> bool:
    """Whether an earlier run of the person was on an equal day, be it of another version of the file."""
    earlier, day = aliased(Run), aliased(DrawnDay)
    known = (
        exists()
        .where(earlier.person_id == run.person_id, earlier.id < run.id)
        .where(day.id == earlier.day_id, day.digest == run.day.digest)
    )
    return bool(session.scalar(select(known)))
