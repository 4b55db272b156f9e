"""When an attempt ends. The rule: the server's clock alone decides, with a grace for the network."""

from __future__ import annotations

from datetime import datetime

from academy.quizzes.models import Attempt
from academy.quizzes.rules import GRACE


def is_time_up(attempt: Attempt, now: datetime) -> bool:
    """Whether the deadline and its grace have passed; never without a deadline."""
    return attempt.ends_at is not None and now > attempt.ends_at + GRACE


def is_running(attempt: Attempt, now: datetime) -> bool:
    """Whether answers are still taken."""
    return attempt.submitted_at is None and not is_time_up(attempt, now)


def seconds_left(attempt: Attempt, now: datetime) -> int | None:
    """Whole seconds until the deadline, at least 0; None without one."""
    if attempt.ends_at is None:
        return None
    return max(0, int((attempt.ends_at - now).total_seconds()))
