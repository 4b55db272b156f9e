"""What a quiz asks of people: how many questions, how long, when feedback comes, what passes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from academy.accounts.models import TimeFactor
from academy.quizzes.vocabulary import Mode

#: How long after the deadline an answer on its way through the network still counts.
GRACE = timedelta(seconds=5)
#: Points are stored as decimals; thirds do not add up to the last digit.
ROUNDING = 1e-9


class AtExpiry(StrEnum):
    """What becomes of the saved answers when time is up."""

    SUBMIT = "submit"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class QuizRules:
    """The rules of one quiz. Without `minutes` there is no deadline; without `pass_percent` nothing to pass.

    `questions` is how many are asked at most.
    """

    mode: Mode
    questions: int
    minutes: int | None
    pass_percent: int | None
    at_expiry: AtExpiry

    @property
    def is_practice(self) -> bool:
        """Whether feedback comes with each answer."""
        return self.mode is Mode.PRACTICE

    def minutes_for(self, time_factor: str) -> float | None:
        """How many minutes somebody with this time factor has; None without a deadline."""
        if self.minutes is None or time_factor == TimeFactor.UNTIMED:
            return None
        return float(self.minutes * Fraction(time_factor))

    def ends_at(self, started_at: datetime, time_factor: str) -> datetime | None:
        """The deadline of an attempt that begins then; None without one."""
        minutes = self.minutes_for(time_factor)
        return None if minutes is None else started_at + timedelta(minutes=minutes)

    def is_passed(self, score: float | None, out_of: int) -> bool:
        """Whether a score passes; nothing does where there is nothing to pass or nothing that counts."""
        if self.pass_percent is None or score is None or not out_of:
            return False
        return 100 * score >= self.pass_percent * out_of - ROUNDING

    def to_plain(self) -> dict[str, Any]:
        """The rules as JSON."""
        return asdict(self)


#: "Check yourself", at the end of a module.
PRACTICE = QuizRules(Mode.PRACTICE, questions=6, minutes=None, pass_percent=None, at_expiry=AtExpiry.SUBMIT)
#: The test of a course.
COURSE_TEST = QuizRules(Mode.ASSESSED, questions=20, minutes=30, pass_percent=80, at_expiry=AtExpiry.SUBMIT)


def rules_from_plain(plain: Mapping[str, Any]) -> QuizRules:
    """The rules that an attempt was started under."""
    return QuizRules(
        mode=Mode(plain["mode"]),
        questions=plain["questions"],
        minutes=plain["minutes"],
        pass_percent=plain["pass_percent"],
        at_expiry=AtExpiry(plain["at_expiry"]),
    )
