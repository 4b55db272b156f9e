"""How fast the simulator is: `pytest -m benchmark -s tests/benchmarks/test_sim_speed.py` prints figures."""

import statistics
import time
from collections.abc import Callable

import pytest

from academy.sim import codec
from academy.sim.commands import Entry, Tick
from academy.sim.engine import advance, apply, fold, initial
from academy.sim.instance import Instance
from academy.sim.legality import check
from academy.sim.policies.expert import Expert
from academy.sim.policies.play import play
from academy.sim.policies.simple import Fifo
from academy.sim.rng import Rng
from academy.sim.score import references
from academy.sim.view import view
from tests.sim.days import drawn_day
from tests.sim.playing import draw_command

pytestmark = pytest.mark.benchmark
DAYS = [drawn_day(seed, 20) for seed in range(20)]


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Return the median time of `work`, once warm."""
    work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def busy_day(decisions: int) -> tuple[Instance, list[Entry]]:
    """Return a day of forty requests and a log with that many decisions, each of which does something."""
    for seed in range(200):
        dice, instance = Rng("busy", seed), drawn_day(seed, 40)
        state, log = initial(instance), []
        for minute in range(120, 478):
            advance(state, minute)
            for _ in range(12 if not state.over else 0):
                command = draw_command(instance, state, dice)
                if not isinstance(command, Tick) and check(state, command) is None and len(log) < decisions:
                    apply(state, minute, command)
                    log.append(Entry(minute, command))
                    break
        if len(log) == decisions:
            return instance, log
    raise AssertionError("no day holds so many decisions")


def say(what: str, figure: float, unit: str) -> None:
    print(f"\n{what}: {figure:.3g} {unit}", end="")


@pytest.mark.parametrize(("policy", "target"), [(Fifo(), 1000), (Expert(), 200)], ids=["naive", "expert"])
def test_days_a_second(policy, target):
    taken = seconds(lambda: [play(instance, policy) for instance in DAYS])
    say(f"{policy.name}, 20 requests", len(DAYS) / taken, "days/s")
    assert len(DAYS) / taken > target / 4, "far off the target: this is no noise"


@pytest.mark.parametrize("decisions", [100, 300])
def test_folding_a_log(decisions):
    instance, log = busy_day(decisions)
    taken = seconds(lambda: fold(instance, log), repeats=21)
    say(f"fold of {decisions} decisions", taken * 1000, "ms")
    assert taken < 0.02


def test_viewing_a_day():
    instance, log = busy_day(100)
    state = fold(instance, log)
    say("view of 40 requests", seconds(lambda: view(state)) * 1000, "ms")
    taken = seconds(lambda: codec.canonical(view(state)))
    say("view as JSON", taken * 1000, "ms")
    assert taken < 0.1


def test_references_of_a_day():
    taken = seconds(lambda: references(DAYS[2]), repeats=3)
    say("references, 20 requests", taken, "s")
    assert taken < 6
