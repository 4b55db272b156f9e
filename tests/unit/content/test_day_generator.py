"""Days drawn from a small pool: repeatable, fair by count, shaped by their level."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from academy.content.days.choosing import NoFairDayError
from academy.content.days.generator import GeneratedDay, generate_day
from academy.content.days.pool import DayPool, load_day_pool
from academy.content.days.recipe import recipe_faults
from academy.sim.instance import Instance, Request, Trigger
from academy.sim.soundness import unsound, workload
from tests.unit.content.small_pool import small_pool

LEVELS = (0, 50, 100)
SEEDS = range(6)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> DayPool:
    root: Path = tmp_path_factory.mktemp("courses")
    for name, content in small_pool().items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(content))
    return load_day_pool(root)


@pytest.fixture(scope="module")
def days(pool: DayPool) -> Mapping[int, list[GeneratedDay]]:
    """Some days of each level."""
    return {level: [generate_day(pool, "making", level, seed) for seed in SEEDS] for level in LEVELS}


def roots(instance: Instance) -> list[Request]:
    return [item for item in instance.requests if item.trigger is Trigger.ROOT]


def mean(values: list[Any]) -> float:
    return sum(values) / len(values)


def test_the_same_key_gives_the_same_day_for_ever(pool: DayPool) -> None:
    drawn = [generate_day(pool, "making", level, seed) for level, seed in ((0, 1), (50, 2), (100, 3))]
    assert [(day.instance().digest[:16], day.scenario.digest[:16]) for day in drawn] == PINNED


def test_another_key_gives_another_day(pool: DayPool) -> None:
    keys = [(50, 1), (50, 2), (51, 1)]
    assert len({generate_day(pool, "making", level, seed).scenario.digest for level, seed in keys}) == 3


def test_a_day_follows_the_recipe_and_is_sound(pool: DayPool, days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in (day for level in LEVELS for day in days[level]):
        instance = day.instance()
        kinds = [pool.catalogue.requests[root.id] for root in roots(instance)]
        assert list(recipe_faults(kinds)) == []
        assert list(unsound(instance)) == []
        assert day.redraws >= 0


def test_a_day_knows_what_pages_show_of_it(days: Mapping[int, list[GeneratedDay]]) -> None:
    scenario = days[50][0].scenario
    assert (scenario.slug, scenario.title) == ("day-making", "A drawn day: Making, level 50")
    assert scenario.level == "intermediate"
    assert "<strong>Lantern Lane</strong>" in scenario.briefing_html
    assert scenario.board.rows == {}
    assert {day.scenario.level for day in days[0]} == {"introductory"}
    assert {day.scenario.level for day in days[100]} == {"advanced"}


def test_only_people_and_places_that_matter_are_there(days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in days[50]:
        assert set(day.scenario.cast) == {"hana", "wen", "ruth", "maya", "jonah"}
        assert [item.id for item in day.instance().departments] == ["editorial", "design"]


def test_follow_ups_come_along_with_their_root(days: Mapping[int, list[GeneratedDay]]) -> None:
    seen = set()
    for day in (day for level in LEVELS for day in days[level]):
        names = {item.id for item in day.instance().requests}
        assert ("quiet1late" in names) <= ("quiet1" in names)
        seen |= names
    assert "quiet1late" in seen


def test_what_excludes_each_other_never_meets(days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in (day for level in LEVELS for day in days[level]):
        assert not {"routine2", "routine3"} <= {item.id for item in day.instance().requests}


def test_a_pair_comes_within_half_an_hour(days: Mapping[int, list[GeneratedDay]]) -> None:
    met = 0
    for day in (day for level in LEVELS for day in days[level]):
        arrivals = {item.id: item.arrives for item in roots(day.instance())}
        if {"loud1", "quiet1"} <= set(arrivals):
            assert abs(arrivals["loud1"] - arrivals["quiet1"]) <= 30
            met += 1
    assert met > 3


def test_requests_land_when_their_story_allows(pool: DayPool, days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in (day for level in LEVELS for day in days[level]):
        for root in roots(day.instance()):
            lands = pool.requests[root.id].lands
            assert lands is not None
            assert lands.opens <= root.arrives + 510 <= lands.closes


def test_a_level_turns_every_knob(days: Mapping[int, list[GeneratedDay]]) -> None:
    easy, hard = ([day.instance() for day in days[level]] for level in (0, 100))
    assert {day.tokens for day in easy} == {4}
    assert {day.tokens for day in hard} == {2}
    assert {runner.speed for day in easy for runner in day.runners} == {
        (44, 55, 55, 55, 55),
        (55, 55, 55, 44, 55),
    }
    assert {day.runners[0].speed[0] for day in hard} == {100}
    assert mean([workload(day) for day in easy]) < 116 < 124 < mean([workload(day) for day in hard])
    for instances, slack in ((easy, 120), (hard, 50)):
        due = [root.hidden.due_minutes for day in instances for root in roots(day) if "errand" in root.id]
        assert 560 * slack // 100 <= min(due) <= max(due) <= 700 * slack // 100
    assert lie(easy) < lie(hard)


def lie(instances: list[Instance]) -> float:
    """Return the mean distance of the loud ones' claims from their true urgency, 2."""
    return mean(
        [
            root.visible.claimed_urgency - 2
            for day in instances
            for root in roots(day)
            if root.id.startswith("loud")
        ]
    )


def test_a_clock_time_does_not_stretch(days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in (day for level in LEVELS for day in days[level]):
        for root in roots(day.instance()):
            if root.id == "senior1":
                assert abs(root.arrives + root.hidden.due_minutes - 510) <= 5


def test_texts_are_filled(days: Mapping[int, list[GeneratedDay]]) -> None:
    for day in days[50]:
        for item in day.instance().requests:
            assert "{" not in item.visible.subject + item.visible.body


def test_a_day_that_cannot_be_drawn_says_why(pool: DayPool) -> None:
    with pytest.raises(NoFairDayError, match=r"stage ending at level 50 in 60 draws: .*authority"):
        generate_day(pool, "ending", 50, 1)
    with pytest.raises(NoFairDayError, match="no stage nowhere"):
        generate_day(pool, "nowhere", 50, 1)


@pytest.mark.parametrize("level", [-1, 101])
def test_a_level_out_of_range_is_refused(pool: DayPool, level: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        generate_day(pool, "making", level, 1)


# First sixteen letters of the digests of instance and scenario
PINNED = [
    ("fc88db30a1aaeef0", "d2d79367552b7b62"),
    ("6778b2dfa8102d71", "834211f489c75cc1"),
    ("9f9e7f6e18cdc49d", "29e103de816cd97d"),
]
