"""The queue of a day: limits hold, everything gets its turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from academy.review.queue import SECONDS_A_CARD, Limits, Queue, Turn, Waiting, seconds_a_card
from academy.review.schedule import Pause

COUNT = st.integers(0, 30)
WAITING = st.builds(Waiting, pulled=COUNT, short=COUNT, due=COUNT, new=COUNT, soon=COUNT)
LIMITS = st.builds(Limits, reviews=st.integers(1, 40), new=st.integers(0, 20))


def after_turn(queue: Queue, turn: Turn) -> Queue:
    """The queue once a card of that turn has been rated good."""
    waiting = replace(queue.waiting, **{str(turn): getattr(queue.waiting, str(turn)) - 1})
    return replace(
        queue,
        waiting=waiting,
        done_due=queue.done_due + (turn is Turn.DUE),
        done_new=queue.done_new + (turn is Turn.NEW),
    )


@given(waiting=WAITING, limits=LIMITS)
def test_a_day_ends_after_its_total_and_within_its_limits(waiting: Waiting, limits: Limits) -> None:
    queue = Queue(waiting, limits)
    total = queue.total
    turns = []
    while (turn := queue.turn()) is not None:
        assert getattr(queue.waiting, str(turn)) > 0
        turns.append(turn)
        queue = after_turn(queue, turn)
    assert len(turns) == total
    assert turns.count(Turn.DUE) == min(waiting.due, limits.reviews)
    assert turns.count(Turn.NEW) == min(waiting.new, limits.new)


@given(due=st.integers(1, 30), new=st.integers(1, 30))
def test_new_cards_are_never_further_ahead_than_their_share(due: int, new: int) -> None:
    queue = Queue(Waiting(due=due, new=new), Limits(30, 30))
    while (turn := queue.turn()) is not None:
        queue = after_turn(queue, turn)
        assert queue.done_new * due <= queue.done_due * new


def test_a_pause_closes_the_queue() -> None:
    queue = Queue(Waiting(pulled=1, due=4), pause=Pause(date(2026, 3, 2), date(2026, 3, 6)))
    assert (queue.total, queue.minutes, queue.turn()) == (0, 0, None)


def test_minutes_are_rounded_up() -> None:
    assert [Queue(Waiting(due=count)).minutes for count in (0, 1, 5, 6, 12)] == [0, 1, 1, 2, 3]


def test_own_durations_count_once_there_are_ten() -> None:
    assert seconds_a_card([30_000] * 9) == SECONDS_A_CARD
    assert seconds_a_card([30_000] * 9 + [10_000]) == 30.0
