"""A day drawn from the pool is played like any other, and its desk has no board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.integration.simulations.drawn_days import no_pool, start_on
from tests.integration.simulations.players import Player
from tests.people import Cast


@pytest.fixture
def player(ada: Browser, people: Cast, session: Session) -> Player:
    """Ada on a drawn day, step by step."""
    return start_on(session, ada, people.ada)


def test_the_desk_of_a_drawn_day_has_neither_board_nor_cut_offs(player: Player) -> None:
    page = player.client.get(player.path()).text
    assert "A drawn day: Production, level 50" in page
    assert 'id="board"' not in page
    assert 'href="#board"' not in page
    assert "No cut-off is left" not in page
    assert "Deadlines stand in the requests" in page


def test_a_drawn_day_is_played_and_debriefed(player: Player) -> None:
    player.step("30")
    player.step("30")
    first = player.view()["requests"][0]
    assert player.decide("do", first["id"]).status_code == 200
    assert player.send("end").status_code == 200
    page = player.client.get(player.path("debrief"))
    assert page.status_code == 200
    assert first["subject"].split(" ")[0] in page.text
    is_proven = "the proven optimum" in page.text
    assert is_proven != ("not yet proven" in page.text), "what stands at 100 is named as what it is"


def test_a_debrief_leads_back_to_the_stage_and_on_to_another_day(player: Player) -> None:
    player.send("end")
    page = player.client.get(player.path("debrief")).text
    assert 'href="/days/production"' in page
    assert 'action="/days/runs"' in page
    assert "Play another day at level" in page


def test_an_open_drawn_day_is_offered_everywhere(player: Player) -> None:
    for path in ("/practise", "/days", "/days/production", "/"):
        assert f'href="{player.path()}"' in player.client.get(path).text
    assert f'action="{player.path("end")}"' in player.client.get("/days/production").text


def test_results_are_shown_where_one_chooses(player: Player) -> None:
    player.send("end")
    for path in ("/days", "/days/production"):
        assert f'href="{player.path("debrief")}"' in player.client.get(path).text


def test_a_debrief_outlives_the_pool(player: Player, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    player.send("end")
    shelf = app.extensions["librarian"].shelf()
    monkeypatch.setattr(app.extensions["librarian"], "_shelf", replace(shelf, days=no_pool()))
    page = player.client.get(player.path("debrief"))
    assert page.status_code == 200
    assert "Play another day" not in page.text
    assert "/days/production" not in page.text
    assert player.client.get("/practise").status_code == 200
    assert player.client.get("/days").status_code == 404
