"""The shipped scenarios in play: they tell good days from bad, and nothing in them is there for nothing."""

from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios
from academy.sim.books import ledger
from academy.sim.instance import Trigger
from academy.sim.policies.expert import Expert, human, perturbed
from academy.sim.policies.play import Policy, play
from academy.sim.policies.simple import (
    Fifo,
    Random,
    all_urgent,
    decline_all,
    edd,
    escalate_all,
    hedger,
    loudest,
)
from academy.sim.score import outcome, references

COURSES = Path(__file__).parents[3] / "courses"
SHELF = load_scenarios(COURSES)
SEEDS = range(6)
ROUNDS = 120  # of the search for the best plan; enough where only the naive day and the expert count

# Policies, and the mean outcome that a fair day gives them; experts as the reference counts them
BANDS: dict[str, tuple[list[Policy], float, float]] = {
    "fifo": ([Fifo()], 0, 45),
    "random": ([Random()], 0, 30),
    "loudest": ([loudest()], 0, 60),
    "all_urgent": ([all_urgent()], 0, 45),
    "escalate_all": ([escalate_all()], 0, 40),
    "decline_all": ([decline_all()], 0, 30),
    "hedger": ([hedger()], 0, 50),
    "expert": (list(perturbed()), 75, 90),
}

slugs = pytest.mark.parametrize("slug", list(SHELF.scenarios))


@slugs
def test_most_draws_can_be_rated(slug: str) -> None:
    """Not all: the best known plan is a search's, and now and then it is no better than the experts'."""
    against = [references(SHELF.scenarios[slug].instance(seed)) for seed in range(4)]
    assert all(day.naive >= 3 * (day.expert + 60) for day in against)
    assert sum(day.are_far_enough_apart for day in against) >= 3


@slugs
def test_policies_land_where_they_should(slug: str) -> None:
    instances = [SHELF.scenarios[slug].instance(seed) for seed in SEEDS]
    against = [references(day, ROUNDS) for day in instances]
    for name, (policies, lowest, highest) in BANDS.items():
        scores = [
            outcome(play(day, policy)[0].cost, reference)
            for day, reference in zip(instances, against, strict=True)
            for policy in policies
        ]
        assert lowest <= sum(scores) / len(scores) <= highest, name


@slugs
def test_more_skill_costs_less(slug: str) -> None:
    instances = [SHELF.scenarios[slug].instance(seed) for seed in range(8)]
    costs = [
        sum(play(day, human(skill, seed))[0].cost for seed, day in enumerate(instances))
        for skill in (0, 0.25, 0.5, 0.75, 1)
    ]
    assert costs == sorted(costs, reverse=True)


@slugs
def test_every_request_can_cost_something_and_every_follow_up_can_come(slug: str) -> None:
    day = SHELF.scenarios[slug].instance(1)
    policies: list[Policy] = [
        *(policies[0] for policies, _, _ in BANDS.values()),
        edd(),
        *(Random(dice) for dice in range(40)),
    ]
    charged: set[str] = set()
    for policy in policies:
        charged |= {charge.request for charge in ledger(play(day, policy)[0])}
    assert {request.id for request in day.requests} - charged == set()
    assert any(request.trigger is not Trigger.ROOT for request in day.requests)


@slugs
def test_a_scenario_fits_its_playing_time(slug: str) -> None:
    scenario = SHELF.scenarios[slug]
    _, log = play(scenario.instance(1), Expert())
    lowest, highest = {"three-minute-shift": (8, 15), "ship-thursday": (25, 60)}[slug]
    assert lowest <= len(log) <= highest
