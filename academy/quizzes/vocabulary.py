"""The few fixed words of quizzes, as they are stored. Pure."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """When feedback comes: with each answer, or after the whole attempt."""

    PRACTICE = "practice"
    ASSESSED = "assessed"


class EndedBy(StrEnum):
    """What ended an attempt."""

    PERSON = "person"
    CLOCK = "clock"


class Certainty(StrEnum):
    """How certain somebody says they are of an answer."""

    SURE = "sure"
    FAIRLY = "fairly"
    GUESS = "guess"


class Change(StrEnum):
    """What an amendment does to the key of a question."""

    ACCEPT = "accept"
    RIGHT = "right"
    NOT_RIGHT = "not_right"
    DROP = "drop"
