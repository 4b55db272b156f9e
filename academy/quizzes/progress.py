"""An attempt as its pages show it: how far it is, what its rules say, what each question's state is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from academy.quizzes.asking import question_of
from academy.quizzes.deadline import is_running, is_time_up, seconds_left
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.responses import lack_of
from academy.quizzes.rules import QuizRules, rules_from_plain

STATES = {
    "open": "not answered",
    "partly": "not complete",
    "answered": "answered",
    "right": "right",
    "wrong": "not fully right",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One question in the numbered strip."""

    position: int
    state: str
    is_flagged: bool
    lack: str

    @property
    def words(self) -> str:
        return f"{STATES[self.state]}{', flagged' if self.is_flagged else ''}"


@dataclass(frozen=True, slots=True)
class Progress:
    """An attempt, its rules and its questions, at one moment."""

    attempt: Attempt
    rules: QuizRules
    steps: tuple[Step, ...]
    is_running: bool
    is_time_up: bool
    seconds_left: int | None

    @property
    def answered(self) -> int:
        return sum(step.state not in {"open", "partly"} for step in self.steps)

    @property
    def lacking(self) -> tuple[Step, ...]:
        """The questions that are not answered, or not completely."""
        return tuple(step for step in self.steps if step.state in {"open", "partly"})

    @property
    def first_open(self) -> int:
        """The first question that lacks an answer, or else the last."""
        return next((step.position for step in self.lacking), len(self.steps))


def progress_of(attempt: Attempt, *, flagged: Collection[str], now: datetime) -> Progress:
    """The attempt as of now; `flagged` holds the digests of questions that its person has flagged."""
    return Progress(
        attempt=attempt,
        rules=rules_from_plain(attempt.rules),
        steps=tuple(step_of(asked, is_flagged=asked.digest in flagged) for asked in attempt.questions),
        is_running=is_running(attempt, now),
        is_time_up=is_time_up(attempt, now),
        seconds_left=seconds_left(attempt, now),
    )


def step_of(asked: AttemptQuestion, *, is_flagged: bool = False) -> Step:
    """One question as the strip shows it."""
    lack = lack_of(question_of(asked.version.document), asked.response) or ""
    if asked.graded_at is not None:
        state = "right" if asked.is_right else "wrong"
    elif asked.response is None:
        state = "open"
    else:
        state = "partly" if lack else "answered"
    return Step(asked.position, state, is_flagged, lack)
