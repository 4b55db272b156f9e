"""What can go wrong with an attempt, in words for the person who takes it."""

from __future__ import annotations

from academy.core.errors import AcademyError, ConflictError


class AttemptOverError(ConflictError):
    """The attempt takes no more answers."""


class TimeUpError(AttemptOverError):
    """The deadline has passed by the server's clock."""

    def __init__(self) -> None:
        super().__init__(
            "Time was up before this arrived, so it was not stored. What was saved before the end is kept."
        )


class SubmittedError(AttemptOverError):
    """The attempt was submitted, perhaps in another tab."""

    def __init__(self) -> None:
        super().__init__(
            "This attempt is submitted already, perhaps in another tab. What was saved before is what counts."
        )


class CheckedError(ConflictError):
    """The question has been checked; its answer stands."""

    def __init__(self) -> None:
        super().__init__(
            "This question is checked already, so its answer stands. The next round asks it again."
        )


class StaleAnswerError(ConflictError):
    """The page had not seen the newest draft of the answer."""

    def __init__(self) -> None:
        super().__init__(
            "A newer answer to this question was saved in another tab or on another device, and it is kept. "
            "It stands below; change it if you like."
        )


class WrongModeError(ConflictError):
    """Checking belongs to practice."""

    def __init__(self) -> None:
        super().__init__("In a test nothing is checked before it is submitted. Nothing was changed.")


class CannotMendError(AcademyError):
    """An amendment that makes no sense for its question."""

    status = 422
