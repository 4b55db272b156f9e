"""What can go wrong with a run, in words for the person who plays it."""

from __future__ import annotations

from academy.core.errors import AcademyError, ConflictError


class StaleError(ConflictError):
    """The page acted on a state that is no longer the newest."""

    def __init__(self) -> None:
        super().__init__(
            "The day moved on in another tab or by an earlier click, so this was not done. "
            "Below is how things stand; decide again from here."
        )


class KeyTakenError(ConflictError):
    """The same key came with something else than before."""

    def __init__(self) -> None:
        super().__init__(
            "This page had already sent something else, which counts. "
            "Below is how things stand; decide again from here."
        )


class DayOverError(ConflictError):
    """The day has ended; nothing can be added to it."""

    def __init__(self) -> None:
        super().__init__("The day is over, so this came too late and was not counted.")


class IllegalDecisionError(AcademyError):
    """The decision is not possible at this moment; the reason speaks of visible facts only."""

    status = 422


class UntimedError(AcademyError):
    """Somebody without timed work asked for a live day."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Your profile says that you work untimed, so days are played step by step: "
            "time moves only when you move it. Nothing else differs, and the score is the same."
        )


class NoDayError(AcademyError):
    """The pool holds no fair day of the stage and level that were asked for."""

    status = 503

    def __init__(self, level: int) -> None:
        super().__init__(
            f"Academy drew and drew, but no day at level {level} was fair enough to be played. "
            "Nothing was started. Try once more, or choose another level."
        )


class WrongModeError(ConflictError):
    """The move belongs to the other way of playing a day."""


class DayOpenError(ConflictError):
    """The day is not over, so that nothing can be said of it yet."""

    def __init__(self) -> None:
        super().__init__("The day is still being played. What it shows can be worked out once it is over.")


class AnalysisBusyError(AcademyError):
    """Enough analyses are being worked out already."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Other days are being worked out at the moment. Nothing is lost: "
            "your outcome is stored, and in a few seconds you can ask again.",
            retry_after=5,
        )


class RunTooLongError(AcademyError):
    """The log has more decisions than can be tried otherwise in reasonable time."""

    status = 422

    def __init__(self, decisions: int, most: int) -> None:
        super().__init__(
            f"This run has {decisions} decisions. Skills and moments are worked out for up to {most}; "
            "its outcome and every request stand below all the same."
        )
