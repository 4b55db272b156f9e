"""When a card comes back: FSRS, in the days of the person's calendar. Pure; the rule: same inputs, same date.

A day counts as passed when the calendar says so, not after 24 hours: what was learned on Monday evening is a
day old on Tuesday morning. Intervals of a day or more end as a day begins, though not within the night.
Source of the model: FSRS-6 with its published weights (github.com/open-spaced-repetition), 90 % wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

import fsrs

DESIRED_RETENTION = 0.9
LONGEST_DAYS = 365
#: A card that was forgotten, or is new, comes back once after this before it is given days.
SHORT_STEP = timedelta(minutes=10)
DAY = timedelta(days=1)
#: What is learnt shortly before midnight does not come back right after it.
NIGHT = timedelta(hours=6)


class CardState(StrEnum):
    """How far a card is."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


class Rating(IntEnum):
    """How well somebody knew what is on the back; the numbers are the keys to press."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of one card. `stability` is the days for which 90 % hold, `difficulty` 1 to 10."""

    state: CardState
    due_at: datetime
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    last_review_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days without review, the last one included."""

    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    def unused_days(self, today: date) -> int:
        """How many of its days are left when it ends as `today` begins."""
        return max(0, (self.ends_on - max(today, self.starts_on)).days + 1)


_SCHEDULER = fsrs.Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(SHORT_STEP,),
    relearning_steps=(SHORT_STEP,),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)
_STATES = {
    CardState.NEW: fsrs.State.Learning,
    CardState.LEARNING: fsrs.State.Learning,
    CardState.REVIEW: fsrs.State.Review,
    CardState.RELEARNING: fsrs.State.Relearning,
}
_NAMES = {
    fsrs.State.Learning: CardState.LEARNING,
    fsrs.State.Review: CardState.REVIEW,
    fsrs.State.Relearning: CardState.RELEARNING,
}


def after(memory: Memory, rating: Rating, *, now: datetime, zone: ZoneInfo) -> Memory:
    """What is known of a card once it has been rated at `now`."""
    counted_at = _counted_at(memory, now, zone)
    card = fsrs.Card(
        card_id=1,  # any: without one the library waits for the clock to make one
        state=_STATES[memory.state],
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.last_review_at,
    )
    rated, _ = _SCHEDULER.review_card(card, fsrs.Rating(int(rating)), review_datetime=counted_at)
    interval = rated.due - counted_at
    today = now.astimezone(zone).date()
    return Memory(
        state=_NAMES[rated.state],
        due_at=now + interval if interval < DAY else max(day_start(today + interval, zone), now + NIGHT),
        step=rated.step,
        stability=rated.stability,
        difficulty=rated.difficulty,
        last_review_at=counted_at,
    )


def choices(memory: Memory, *, now: datetime, zone: ZoneInfo) -> dict[Rating, Memory]:
    """What each of the four ratings would lead to."""
    return {rating: after(memory, rating, now=now, zone=zone) for rating in Rating}


def put_off(moment: datetime, pauses: Sequence[Pause], zone: ZoneInfo) -> datetime:
    """A due time with the pauses that begin before it left out."""
    for pause in sorted(pauses, key=lambda one: one.starts_on):
        if moment >= day_start(pause.starts_on, zone):
            moment = shifted(moment, pause.days, zone)
    return moment


def shifted(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time of day so many calendar days later, or earlier when negative."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone).astimezone(UTC)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def interval_text(due_at: datetime, *, now: datetime, zone: ZoneInfo) -> str:
    """When a card comes back, in words: "in 10 min", "tomorrow", "in 4 days", "in 3 months"."""
    days = (due_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if due_at - now < NIGHT:
        return f"in {max(1, round((due_at - now) / timedelta(minutes=1)))} min"
    if days <= 1:
        return "tomorrow"
    return f"in {days} days" if days < 60 else f"in {round(days / 30.4)} months"


def _counted_at(memory: Memory, now: datetime, zone: ZoneInfo) -> datetime:
    """The time that FSRS is told: as many whole days after the last review as the calendar has moved on."""
    last = memory.last_review_at
    if last is None:
        return now
    days = (now.astimezone(zone).date() - last.astimezone(zone).date()).days
    return max(now, last, last + timedelta(days=days))
