"""How well certainty fits: of the answers somebody was sure about, how many were right. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from academy.quizzes.vocabulary import Certainty

LABELS = {Certainty.SURE: "Sure", Certainty.FAIRLY: "Fairly sure", Certainty.GUESS: "A guess"}
#: Below so many answers a share says little.
FEW = 5


@dataclass(frozen=True, slots=True)
class Level:
    """The answers given with one certainty."""

    certainty: Certainty
    label: str
    answers: int
    right: int

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.answers)

    @property
    def is_few(self) -> bool:
        """Whether the count is too small to conclude from."""
        return self.answers < FEW


def calibration_of(answers: Iterable[tuple[Certainty | None, bool]]) -> tuple[Level, ...]:
    """The levels that were used, surest first, from pairs of certainty and whether the answer was right."""
    given = [(certainty, is_right) for certainty, is_right in answers if certainty is not None]
    return tuple(
        Level(certainty, LABELS[certainty], len(rights), sum(rights))
        for certainty in Certainty
        if (rights := [is_right for one, is_right in given if one == certainty])
    )


def verdict_of(levels: tuple[Level, ...]) -> str:
    """What the levels say in a sentence."""
    by = {level.certainty: level for level in levels}
    sure, guess = by.get(Certainty.SURE), by.get(Certainty.GUESS)
    if sure and not sure.is_few and sure.percent < 80:
        return "You are sure more often than you are right: look once more before you send."
    if guess and not guess.is_few and guess.percent > 70:
        return "Your guesses are mostly right: you know more than you trust yourself to."
    if sure and not sure.is_few:
        return "When you are sure, you are nearly always right."
    return "A few more answers will show how far your certainty can be trusted."
