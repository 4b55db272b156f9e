"""The pages of practice: scenarios, the desk, the debrief, and the shift for visitors."""

from academy.simulations.views import analysis, debrief, desk, moves, scenarios, scoring, visitors
from academy.simulations.views.routes import blueprint

__all__ = ["analysis", "blueprint", "debrief", "desk", "moves", "scenarios", "scoring", "visitors"]
