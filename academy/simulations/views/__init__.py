"""The pages of practice: scenarios, drawn days, the desk, the debrief, and the shift for visitors."""

from academy.simulations.views import days, debrief, desk, moves, scenarios, visitors
from academy.simulations.views.routes import blueprint

__all__ = ["blueprint", "days", "debrief", "desk", "moves", "scenarios", "visitors"]
