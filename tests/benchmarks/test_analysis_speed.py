"""How fast a day is analysed: `pytest -m benchmark -s tests/benchmarks/test_analysis_speed.py`."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios
from academy.sim.analysis import analyse
from academy.sim.commands import Entry
from academy.sim.counterfactual import moments
from academy.sim.foresight import foresight
from academy.sim.instance import Instance, Runner
from academy.sim.ledger import regret_ledger
from academy.sim.policies.expert import Expert, human, perturbed
from academy.sim.policies.play import Policy, play
from academy.sim.score import References
from academy.sim.skills import scale_of
from academy.sim.value import Appraiser
from tests.sim.days import drawn_day

pytestmark = pytest.mark.benchmark
KIM = Runner("kim", "Kim", (100,) * 5, (1,) * 5, 60, 480)
AGAINST = References(8000, 400.0, 20)


def crowded(seed: int) -> Instance:
    """Return a day of forty requests and three runners."""
    instance = drawn_day(seed, 40)
    return replace(instance, runners=(*instance.runners, KIM))


def thursday() -> Instance:
    return load_scenarios(Path("courses")).scenarios["ship-thursday"].instance(1)


CROWDED = [crowded(seed) for seed in range(20)]
RUNS = {
    "shipped": (thursday(), human(0.5, 2)),
    "forty requests": (crowded(3), human(0.7, 2)),
}


def fastest(work: Callable[[], object], repeats: int = 3) -> float:
    """Return the least processor time of `work`, once warm, in seconds: other processes do not count."""
    work()
    times = []
    for _ in range(repeats):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def say(what: str, figure: float, unit: str) -> None:
    print(f"\n{what}: {figure:.3g} {unit}", end="")


@pytest.fixture(params=RUNS)
def run(request: pytest.FixtureRequest) -> tuple[str, Instance, list[Entry]]:
    instance, policy = RUNS[request.param]
    return request.param, instance, play(instance, policy)[1]


@pytest.mark.parametrize("policy", [Expert(), perturbed(2)[1]], ids=["expert", "perturbed"])
def test_days_of_the_reference_policy_a_second(policy: Policy):
    taken = fastest(lambda: [play(instance, policy) for instance in CROWDED])
    say("reference policy, 40 requests, 3 runners", len(CROWDED) / taken, "days/s")
    assert len(CROWDED) / taken > 200 / 4


def test_the_ledger_of_a_run(run):
    name, instance, log = run
    taken = fastest(lambda: regret_ledger(instance, log))
    say(f"ledger, {name}, {len(log)} decisions", taken, "s")
    assert taken < 3


def test_what_else_could_have_been_done(run):
    name, instance, log = run
    appraiser = Appraiser()
    regret_ledger(instance, log, appraiser)
    started = time.process_time()
    stream = moments(instance, log, None, appraiser)
    list(islice(stream, 10))
    first_ten = time.process_time() - started
    rest = sum(1 for _ in stream)
    whole = time.process_time() - started
    say(f"alternatives, {name}, first 10 decisions", first_ten, "s")
    say(f"alternatives, {name}, all {10 + rest} decisions", whole, "s")
    assert first_ten < 0.5 * 4
    assert whole < 3 * 4


def test_foresight_of_a_run(run):
    name, instance, log = run
    say(f"foresight, {name}, {len(log)} decisions", fastest(lambda: foresight(instance, log), 1), "s")


def test_the_scale_of_the_skills(run):
    name, instance, _ = run
    say(f"scale of the skills, {name}", fastest(lambda: scale_of(instance), 1), "s")


@pytest.mark.parametrize("decisions", [range(10), None], ids=["first ten", "all"])
def test_the_whole_analysis(run, decisions):
    name, instance, log = run
    against = replace(AGAINST, scale=scale_of(instance))
    taken = fastest(lambda: analyse(instance, log, against, decisions), 1)
    say(f"analysis, {name}, {'all' if decisions is None else '10'} decisions", taken, "s")
    assert taken < 20
