"""Days drawn from the shipped pool: every stage, from the calmest level to the hardest."""

from pathlib import Path

import pytest

from academy.content.days.generator import GeneratedDay, generate_day
from academy.content.days.pool import load_day_pool
from academy.content.days.probing import probe
from academy.content.scenario_checks import findings
from academy.sim.calibration import BANDS, calibrate
from academy.sim.instance import Instance
from academy.sim.score import references
from academy.sim.soundness import unsound
from academy.sim.validation import validate

POOL = load_day_pool(Path(__file__).parents[3] / "courses")
STAGES = tuple(POOL.world.stages) if POOL.world else ()
CASES = [(stage, level) for stage in STAGES for level in (0, 50, 100)]
SEEDS = range(4)
ROUNDS = 20  # of the search for the best plan, which only experts' outcomes depend on


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def days(request: pytest.FixtureRequest) -> list[GeneratedDay]:
    """Some days of a stage and a level."""
    stage, level = request.param
    return [generate_day(POOL, stage, level, seed) for seed in SEEDS]


def test_the_pool_is_sound_and_every_stage_can_draw() -> None:
    assert POOL.problems == ()
    assert probe(POOL) == ()


def test_drawn_days_pass_every_check(days: list[GeneratedDay]) -> None:
    for day in days:
        file = day.scenario._file
        written = {"requests": {name: POOL.written[name] for name in file.requests}}
        assert list(findings(file, written, POOL.catalogue.requests)) == []
        assert validate(day.instance()) == []
        assert list(unsound(day.instance())) == []


def test_no_text_has_a_name_left_in_braces(days: list[GeneratedDay]) -> None:
    for day in days:
        assert "{" not in _texts(day.instance())


def test_who_is_who_does_not_tell_who_will_write(days: list[GeneratedDay]) -> None:
    assert len({frozenset(day.scenario.cast) for day in days}) == 1
    assert not {"impostor", "press", "salesman", "public"} & days[0].scenario.cast.keys()


def test_drawn_days_land_in_the_bands() -> None:
    instances = [
        generate_day(POOL, stage, level, seed).instance()
        for stage in STAGES
        for level in (10, 50, 90)
        for seed in range(3)
    ]
    found = calibrate(instances, [references(day, ROUNDS) for day in instances], full=False)
    for band in BANDS:
        assert band.lowest <= found.bots[band.name] <= band.highest, band.name
    people = [scored for name, scored in found.bots.items() if name.startswith("human")]
    assert people == sorted(people)


def _texts(instance: Instance) -> str:
    parts: list[str] = []
    for item in instance.requests:
        parts += [item.visible.subject, item.visible.body, *item.visible.thread]
        parts += [part for file in item.visible.attachments for part in (file.name, file.text)]
        parts += [item.hidden.answer, item.hidden.reason, item.hidden.ideal, item.hidden.consequence]
        parts += [verdict.reason for verdict in item.hidden.verdicts]
        parts += [wording.text for wording in item.visible.wordings]
    return "\n".join(parts)
