"""What can be done with runs: starting them, playing them, recording ones that were played elsewhere."""

from academy.simulations.services.analysing import make_analysis, store_analysis
from academy.simulations.services.drawing import DayWish, draw_day, wish_for_day
from academy.simulations.services.playing import (
    Sent,
    Stored,
    advance_time,
    decide,
    end_day,
    note_contact,
    pause,
    resume,
)
from academy.simulations.services.recording import record_played_run
from academy.simulations.services.starting import (
    PreparedDay,
    choose_seed,
    earlier_run,
    known_day,
    prepare_day,
    start_run,
)

__all__ = [
    "DayWish",
    "PreparedDay",
    "Sent",
    "Stored",
    "advance_time",
    "choose_seed",
    "decide",
    "draw_day",
    "earlier_run",
    "end_day",
    "known_day",
    "make_analysis",
    "note_contact",
    "pause",
    "prepare_day",
    "record_played_run",
    "resume",
    "start_run",
    "store_analysis",
    "wish_for_day",
]
