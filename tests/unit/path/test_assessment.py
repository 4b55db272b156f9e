"""Where answers say to start, and how somebody sees themselves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.path.assessment import FEW, Start, own_views, suggestion_of

SKILLS = [f"K{place // 2 + 1}" for place in range(10)]


def answers(*steps: int) -> list[dict[str, Any]]:
    return [
        {"skill": skill, "text": f"t{place}", "module": f"c/m{place}", "step": step}
        for place, (skill, step) in enumerate(zip(SKILLS, steps, strict=True))
    ]


@pytest.mark.parametrize(
    ("steps", "start"),
    [
        ([1] * 10, Start.COURSE),
        ([2] * 9 + [1], Start.COURSE),  # 1.9
        ([2] * 10, Start.MODULES),
        ([3] * 8 + [4] * 2, Start.MODULES),  # 3.2
        ([3] * 7 + [4] * 3, Start.PRACTICE),  # 3.3
        ([4] * 10, Start.PRACTICE),
    ],
)
def test_the_mean_says_at_which_level_to_start(steps: list[int], start: Start) -> None:
    assert suggestion_of(answers(*steps)).start is start


def test_the_modules_are_those_of_the_lowest_answers() -> None:
    found = suggestion_of(answers(3, 3, 1, 3, 3, 2, 3, 3, 3, 1))
    assert found.modules == ("c/m2", "c/m9", "c/m5")


def test_who_can_show_others_everything_is_sent_to_no_module() -> None:
    assert suggestion_of(answers(*[4] * 10)).modules == ()


def test_a_view_of_oneself_stands_on_the_scale_of_the_profile() -> None:
    views = own_views(answers(1, 1, 4, 4, 2, 3, 1, 2, 3, 3))
    assert views == pytest.approx({"K1": 0, "K2": 100, "K3": 50, "K4": 50 / 3, "K5": 200 / 3})


@given(st.lists(st.integers(1, 4), min_size=10, max_size=10))
def test_a_suggestion_is_small_and_within_the_scale(steps: list[int]) -> None:
    found = suggestion_of(answers(*steps))
    assert len(found.modules) <= FEW
    assert 1 <= found.mean <= 4
    assert all(0 <= view <= 100 for view in own_views(answers(*steps)).values())
