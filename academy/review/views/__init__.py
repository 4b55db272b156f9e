"""Where people review: the queue and its cards, mistakes, settings; for trainers, what is called wrong."""

from academy.review.views import aside, cards, flags, mistakes, queue, settings
from academy.review.views.routes import blueprint

__all__ = ["aside", "blueprint", "cards", "flags", "mistakes", "queue", "settings"]
