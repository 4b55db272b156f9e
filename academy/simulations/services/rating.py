"""Rating people and days by the runs between them. The rule: a run counts once, the first on its day only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from academy.core.db import take_turns
from academy.sim import rating
from academy.sim.rating import Rating
from academy.simulations import ratings
from academy.simulations.models import DayRating, PlayerRating, RatedRun, Run

#: What a day is taken for that was drawn before days had ratings.
MIDDLE_LEVEL = 50


def rate_run(session: Session, *, run: Run, outcome: float, now: datetime) -> None:
    """Rate the player and the day by a run that has just ended with `outcome`, 0 to 100.

    It belongs into the transaction that ends the run. Nothing happens for a run that does not count.
    """
    if ratings.why_unrated(session, run=run) is not None:
        return
    take_turns(session, f"rating of person {run.person_id}", f"rating of day {run.day_id}")
    player, day = _player_rating(session, run, now), _day_rating(session, run)
    before, day_before = ratings.rating_at(player, now), Rating(day.value, day.deviation)
    result = rating.result_of(outcome)
    after, day_after = rating.rated(before, day_before, result), rating.rated(day_before, before, 1 - result)
    player.value, player.deviation = after.value, after.deviation
    player.runs, player.played_at = player.runs + 1, now
    day.value, day.deviation, day.runs = day_after.value, day_after.deviation, day.runs + 1
    session.add(
        RatedRun(
            run_id=run.id,
            player_before=before.value,
            player_deviation_before=before.deviation,
            player_after=after.value,
            player_deviation_after=after.deviation,
            day_before=day_before.value,
            day_after=day_after.value,
        )
    )


def new_day_rating(day_id: int, level: int) -> DayRating:
    """What a day of a level is taken for before anybody has played it; not yet stored."""
    start = rating.starting_rating(level)
    return DayRating(day_id=day_id, value=start.value, deviation=start.deviation, runs=0)


def _player_rating(session: Session, run: Run, now: datetime) -> PlayerRating:
    """The player's row as it stands now, whatever the session has seen of it before its turn."""
    stored = session.get(PlayerRating, run.person_id, populate_existing=True)
    if stored is None:
        start = Rating()
        stored = PlayerRating(
            person_id=run.person_id, value=start.value, deviation=start.deviation, runs=0, played_at=now
        )
        session.add(stored)
    return stored


def _day_rating(session: Session, run: Run) -> DayRating:
    stored = session.get(DayRating, run.day_id, populate_existing=True)
    if stored is None:
        stored = new_day_rating(run.day_id, MIDDLE_LEVEL)
        session.add(stored)
    return stored
