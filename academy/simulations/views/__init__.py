"""The pages of practice: scenarios, the desk, the debrief, and the shift for visitors."""

from academy.simulations.views import debrief, desk, moves, scenarios, visitors
from academy.simulations.views.routes import blueprint

__all__ = ["blueprint", "debrief", "desk", "moves", "scenarios", "visitors"]
