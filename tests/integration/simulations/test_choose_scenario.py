"""Choosing what to practise, and what home says about it."""

from __future__ import annotations

import re

import pytest

from academy.accounts.models import TimeFactor
from tests.browsers import Browser
from tests.integration.simulations.players import SLUG, Player
from tests.people import Cast


def test_days_are_listed_with_what_they_ask_for(ada: Browser, day: None) -> None:
    page = ada.get("/practise").text
    assert f'href="/scenarios/{SLUG}"' in page
    assert "Ship Thursday" in page
    assert "three-minute" not in page


def test_the_rules_are_told_before_the_start(ada: Browser, day: None) -> None:
    page = ada.get(f"/scenarios/{SLUG}").text
    for text in ("20 seconds", "Pause whenever you like", "best known plan", "14 minutes of yours", "Yuna"):
        assert text in page


def test_an_open_day_is_offered_everywhere(player: Player) -> None:
    for path in ("/practise", f"/scenarios/{SLUG}", "/"):
        assert f'href="{player.path()}"' in player.client.get(path).text


def test_an_open_day_can_be_ended_from_its_scenario(player: Player) -> None:
    page = player.client.get(f"/scenarios/{SLUG}").text
    assert f'action="{player.path("end")}"' in page


def test_results_are_shown_where_one_chooses(player: Player) -> None:
    player.send("end")
    for path in ("/practise", f"/scenarios/{SLUG}"):
        assert f'href="{player.path("debrief")}"' in player.client.get(path).text


def test_home_proposes_a_played_day_again_with_its_outcome(player: Player) -> None:
    assert "best outcome" not in player.client.get("/").text
    player.send("end")
    home = player.client.get("/").text
    assert f'href="/scenarios/{SLUG}"' in home
    assert "best outcome 0 of 100 in 1 run<" in home


def test_home_proposes_a_day_that_was_never_played(ada: Browser, day: None) -> None:
    assert f'href="/scenarios/{SLUG}"' in ada.get("/").text


@pytest.mark.parametrize(("factor", "said"), [("1.0", ["14 min"]), ("2.0", ["28 min"]), ("untimed", [])])
def test_home_names_the_time_that_a_day_takes_this_person(
    ada: Browser, people: Cast, factor: TimeFactor, said: list[str]
) -> None:
    people.ada.time_factor = factor
    row = re.search(rf'href="/scenarios/{SLUG}">(.*?)</li>', ada.get("/").text, re.DOTALL)
    assert row
    assert re.findall(r"\d+ min", row[1]) == said
