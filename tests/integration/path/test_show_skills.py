"""The skill profile: values with their uncertainty, what they rest on, how they fade."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from academy.path.evidence import MOST_OF_A_RUN, weight_of_run
from academy.simulations.models import Run
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.databases import counted_queries
from tests.integration.path.test_show_path import words
from tests.people import Cast, sign_in

Played = Callable[..., Run]


def section(page: str, code: str) -> str:
    """What the page says about one skill below its chart."""
    return words(page.split(f'aria-labelledby="{code}"')[1].split("<section")[0])


def test_somebody_new_hears_what_brings_a_value(ada: Browser) -> None:
    page = words(ada.get("/path/skills").text)
    assert "Nothing has been seen yet" in page
    assert "A value needs three pieces of evidence" in page


def test_two_runs_are_not_enough(ada: Browser, played: Played) -> None:
    played(days_ago=1)
    played(days_ago=2)
    assert "not enough yet (2 of 3 pieces)" in section(ada.get("/path/skills").text, "K1")


def test_three_runs_make_a_value_that_links_to_each(ada: Browser, played: Played) -> None:
    """Three runs of 80 with weight 6, fresh: Beta(1 + 14.4, 1 + 3.6) has the mean 15.4 / 20 = 77."""
    runs = [played(score=80) for _ in range(3)]
    page = ada.get("/path/skills").text
    for code in ("K1", "K2", "K3", "K4", "K5"):
        assert "77 ± 12 of 100, last evidence 2 Mar 2026" in section(page, code)
    for run in runs:
        assert f'href="/runs/{run.id}/debrief"' in page
    assert "Ship Thursday: 80 ± 10 of 100" in section(page, "K1")
    assert page.count('class="chart-mark"') == 5


def test_a_behaviour_rests_on_the_requests_of_the_runs(ada: Browser, played: Played) -> None:
    """3 of 4 requests in each of three runs count 2 each: Beta(5.5, 2.5) has the mean 5.5 / 8 = 69."""
    for _ in range(3):
        played()
    text = section(ada.get("/path/skills").text, "K2")
    assert "K2.1 Finds the missing fact cheaply 69 ±" in text
    assert "Ship Thursday: 3 of 4 requests went well" in text
    assert "K2.2 Stops the damage before solving not enough yet (0 of 3 pieces)" in text


def test_a_skill_fades_and_the_page_says_so(
    ada: Browser, people: Cast, played: Played, clock: FakeClock
) -> None:
    for _ in range(3):
        played(score=95)
    fresh = section(ada.get("/path/skills").text, "K5")
    clock.advance(days=180)
    sign_in(ada, people.ada)
    stale = section(ada.get("/path/skills").text, "K5")
    assert "90 ± 8 of 100" in fresh  # Beta(18.1, 1.9)
    assert "74 ±" in stale  # 18 x 2^-3 = 2.25 is left of the weight: Beta(3.1375, 1.1125)
    assert "fading" in stale
    assert "fading" not in fresh
    clock.advance(days=181)
    sign_in(ada, people.ada)
    assert "not enough yet (0 of 3 pieces)" in section(ada.get("/path/skills").text, "K5")


def test_a_run_without_analysis_says_nothing_and_is_named(ada: Browser, played: Played) -> None:
    run = played(is_analysed=False)
    page = ada.get("/path/skills").text
    assert "One run says nothing yet" in page
    assert f'href="/runs/{run.id}/debrief"' in page
    assert "Nothing has been seen yet" in page


def test_others_see_nothing_of_it(eve: Browser, played: Played) -> None:
    played()
    page = eve.get("/path/skills").text
    assert "Nothing has been seen yet" in page
    assert "/runs/" not in page


def test_the_page_asks_no_more_with_more_runs(app: Flask, ada: Browser, played: Played) -> None:
    counts = []
    for _ in range(3):
        played()
        ada.get("/path/skills")
        with counted_queries(app.extensions["database"].engine) as queries:
            ada.get("/path/skills")
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_the_formula_stands_on_the_page(ada: Browser) -> None:
    page = words(ada.get("/path/skills").text)
    assert "100 × (1 + Σ w·v) ÷ (2 + Σ w)" in page
    assert "half its weight every 60 days" in page


@pytest.mark.parametrize(
    ("uncertainty", "weight"), [(50, 1), (25, 4), (10, MOST_OF_A_RUN), (0, MOST_OF_A_RUN)]
)
def test_a_surer_run_weighs_more_up_to_a_limit(uncertainty: float, weight: float) -> None:
    assert weight_of_run(uncertainty) == pytest.approx(weight)


def test_it_takes_no_post(ada: Browser) -> None:
    assert ada.submit("/path/skills").status_code == 405
