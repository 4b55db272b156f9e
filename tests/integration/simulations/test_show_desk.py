"""The desk: what it shows, its tag, and that looking writes nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.simulations.models import RunEvent
from tests.clock import FakeClock
from tests.integration.simulations.players import Player, hidden_field


@pytest.fixture
def player(player: Player) -> Player:
    """Ada with a few things on her desk."""
    player.step("30")
    player.step("30")
    return player


def test_the_desk_shows_clock_inbox_hands_and_board(player: Player) -> None:
    page = player.client.get(player.path()).text
    assert re.search(r"data-clock>09:15<", page)
    for request in player.view()["requests"]:
        assert f'data-request="{request["id"]}"' in page
    for text in ("Maya", "Jonah", "Dailies with Tomasz", "Goodwill", "16:40", "KST", "step by step"):
        assert text in page


def test_a_request_is_opened_by_its_address(player: Player) -> None:
    request = player.view()["requests"][0]
    page = player.client.get(f"{player.path()}?request={request['id']}").text
    assert f'data-open-request="{request["id"]}"' in page
    assert request["sender_role"] in page


def test_what_is_being_read_stays_open_while_time_moves(player: Player) -> None:
    request = player.view()["requests"][0]["id"]
    page = player.client.get(f"{player.path()}?request={request}").text
    action = re.search(r'action="([^"]+)" data-move="step"', page)
    assert action
    fields = {"key": hidden_field(page, "key"), "position": hidden_field(page, "position"), "by": "5"}
    response = player.client.submit(action[1], **fields)
    assert response.headers["Location"] == f"{player.path()}?request={request}"


@pytest.mark.parametrize("unknown", ["R999", "", "<b>", "R62"])
def test_an_unknown_request_opens_nothing(player: Player, unknown: str) -> None:
    response = player.client.get(player.path(), query_string={"request": unknown})
    assert response.status_code == 200
    assert "data-open-request" not in response.text
    assert "Choose something from the inbox" in response.text


def test_what_a_decision_did_is_written_under_its_request(player: Player) -> None:
    request = player.view()["requests"][0]["id"]
    player.decide("delegate", request, runner="maya")
    page = player.client.get(f"{player.path()}?request={request}").text
    assert "Handed to Maya" in page
    assert "Maya: next" not in page
    player.step("5")
    assert "Maya" in player.client.get(f"{player.path('desk')}?request={request}").text


def test_a_pending_decision_says_what_lets_it_happen(player: Player) -> None:
    request = player.view()["requests"][0]["id"]
    page = player.client.get(f"{player.path()}?request={request}").text
    assert "It happens as soon as time passes" not in page
    player.decide("delegate", request, runner="maya")
    page = player.client.get(f"{player.path()}?request={request}").text
    assert "It happens as soon as time passes" in page


def test_the_guide_leaves_after_the_first_decision(player: Player) -> None:
    assert "What they claim need not be true" in player.client.get(player.path()).text
    player.decide("delegate", player.view()["requests"][0]["id"], runner="maya")
    assert "What they claim need not be true" not in player.client.get(player.path()).text


def test_an_unchanged_desk_answers_304_with_the_time(live: Player, clock: FakeClock) -> None:
    first = live.client.get(live.path("desk"))
    clock.advance(milliseconds=100)
    again = live.client.get(live.path("desk"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert int(again.headers["Academy-Next-Minute-In"]) == int(first.headers["Academy-Next-Minute-In"]) - 100


@pytest.mark.parametrize("what", ["desk", "state"])
def test_the_tag_does_not_change_with_the_minute_alone(live: Player, clock: FakeClock, what: str) -> None:
    tags = []
    for _ in range(4):
        response = live.client.get(live.path(what))
        tags.append((response.headers["ETag"], response.headers["Academy-Minute"]))
        clock.advance(milliseconds=300)
    assert len({tag for tag, _ in tags}) == 1


def test_the_tag_changes_when_something_arrives(player: Player) -> None:
    before = player.client.get(player.path("state")).headers["ETag"]
    player.step()
    changed = player.client.get(player.path("state"), headers={"If-None-Match": before})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != before


def test_the_tag_changes_when_the_day_is_paused(live: Player) -> None:
    before = live.client.get(live.path("desk")).headers["ETag"]
    live.send("pauses")
    assert live.client.get(live.path("desk"), headers={"If-None-Match": before}).status_code == 200


def test_the_desk_of_a_finished_run_leads_to_its_debrief(player: Player) -> None:
    player.send("end")
    for what in ("", "desk"):
        assert player.client.get(player.path(what)).headers["Location"] == f"{player.path()}/debrief"
    assert player.state()["debrief"] == f"{player.path()}/debrief"


def test_looking_writes_nothing(player: Player, session: Session) -> None:
    before = session.scalars(select(RunEvent.id)).all()
    for what in ("", "desk", "state"):
        assert player.client.get(player.path(what)).status_code == 200
    session.expire_all()
    assert session.scalars(select(RunEvent.id)).all() == before


def test_pages_and_states_are_never_kept_by_shared_caches(player: Player) -> None:
    for what in ("", "desk", "state"):
        control = player.client.get(player.path(what)).headers["Cache-Control"]
        assert "private" in control or "no-store" in control
