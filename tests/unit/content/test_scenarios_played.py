"""The shipped scenarios in play: they tell good days from bad, and nothing in them is there for nothing."""

from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios
from academy.sim.calibration import calibrate
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play

COURSES = Path(__file__).parents[3] / "courses"
SHELF = load_scenarios(COURSES)
SEEDS = range(6)

slugs = pytest.mark.parametrize("slug", list(SHELF.scenarios))


@slugs
def test_a_scenario_passes_the_calibration_gate(slug: str) -> None:
    assert calibrate([SHELF.scenarios[slug].instance(seed) for seed in SEEDS]).faults == ()


@slugs
def test_a_scenario_fits_its_playing_time(slug: str) -> None:
    scenario = SHELF.scenarios[slug]
    _, log = play(scenario.instance(1), Expert())
    lowest, highest = {"three-minute-shift": (8, 15), "ship-thursday": (25, 60)}[slug]
    assert lowest <= len(log) <= highest
