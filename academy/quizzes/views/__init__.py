"""The pages of quizzes, registered on one blueprint."""

from academy.quizzes.views import answers, attempts, courses, flags, keys, learners
from academy.quizzes.views.routes import blueprint

__all__ = ["answers", "attempts", "blueprint", "courses", "flags", "keys", "learners"]
