"""What is done to cards: making them, rating them, arranging when and whether they come."""

from academy.review.services.arranging import begin_pause, end_pause, save_limits
from academy.review.services.aside import return_card, set_card_aside, settle_flag
from academy.review.services.collecting import collect_cards, pull_card
from academy.review.services.rating import record_review, undo_review

__all__ = [
    "begin_pause",
    "collect_cards",
    "end_pause",
    "pull_card",
    "record_review",
    "return_card",
    "save_limits",
    "set_card_aside",
    "settle_flag",
    "undo_review",
]
