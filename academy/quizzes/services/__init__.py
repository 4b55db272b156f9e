"""What can be done with attempts, flags and keys. Nothing here commits."""

from academy.quizzes.services.answering import check_answer, save_answer
from academy.quizzes.services.extending import extend_attempt
from academy.quizzes.services.flagging import flag_question, settle_flag
from academy.quizzes.services.mending import amend, preview_amendment, revoke
from academy.quizzes.services.starting import start_attempt
from academy.quizzes.services.submitting import close_expired, submit_attempt

__all__ = [
    "amend",
    "check_answer",
    "close_expired",
    "extend_attempt",
    "flag_question",
    "preview_amendment",
    "revoke",
    "save_answer",
    "settle_flag",
    "start_attempt",
    "submit_attempt",
]
