"""The pages of practice: scenarios, drawn days, the desk, the debrief, and the shift for visitors."""

from academy.simulations.views import (
    analysis,
    days,
    debrief,
    desk,
    moves,
    scenarios,
    scoring,
    visitors,
)
from academy.simulations.views.routes import blueprint

__all__ = [
    "analysis",
    "blueprint",
    "days",
    "debrief",
    "desk",
    "moves",
    "scenarios",
    "scoring",
    "visitors",
]
