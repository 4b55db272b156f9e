"""Making decisions: every kind of them, refusals, repeated and stale ones."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.simulations.models import EventKind, Run, RunEvent
from tests.integration.simulations.players import Player, fresh_key, hidden_field

FIRST = "R03"  # is on the desk within the first minutes of every drawn day


@pytest.fixture
def player(player: Player) -> Player:
    """Ada with the first mail of the morning on her desk, and a runner in the house."""
    player.wait_for(FIRST)
    while player.view()["minute"] < 50:
        player.step("15")
    return player


def decisions(session: Session) -> list[dict[str, Any]]:
    session.expire_all()
    statement = select(RunEvent).where(RunEvent.kind == EventKind.DECISION_MADE).order_by(RunEvent.position)
    return [event.payload for event in session.scalars(statement)]


def request_in(player: Player, name: str = FIRST) -> dict[str, Any]:
    return next(one for one in player.view()["requests"] if one["id"] == name)


@pytest.mark.parametrize(
    ("op", "fields", "status"),
    [
        ("contain", {}, "open"),
        ("do", {"place": "now"}, "working"),
        ("do", {"place": "next"}, "working"),
        ("do", {}, "working"),
        ("do", {"place": "not_before", "not_before": 300}, "queued"),
        ("delegate", {"runner": "maya"}, "pending"),
        ("route", {"department": "design"}, "pending"),
        ("escalate", {"contact": "ruth"}, "pending"),
        ("escalate", {"contact": "ruth", "options_prepared": True}, "pending"),
        ("ask", {}, "open"),
        ("promise", {"by": 300}, "open"),
        ("decline", {}, "pending"),
        ("decline", {"signpost": "ruth"}, "pending"),
    ],
)
def test_every_kind_of_decision_is_stored_and_takes_effect(
    player: Player, session: Session, op: str, fields: dict[str, Any], status: str
) -> None:
    response = player.decide(op, FIRST, **fields)
    assert response.status_code == 200, response.text
    assert request_in(player)["status"] == status
    (stored,) = decisions(session)
    assert stored["op"] == op
    assert stored["request"] == FIRST


def test_work_comes_back_from_a_runner(player: Player) -> None:
    player.decide("delegate", FIRST, runner="maya")
    player.step("5")
    assert player.decide("recall", FIRST).status_code == 200
    player.step("5")
    assert request_in(player)["status"] == "open"


def test_one_request_merges_into_another(player: Player) -> None:
    others = [one["id"] for one in player.view()["requests"] if one["id"] != FIRST]
    assert player.decide("merge", FIRST, into=others[0]).status_code == 200


def test_a_wording_on_offer_is_sent(player: Player) -> None:
    while not (offering := [one for one in player.view()["requests"] if one["wordings"]]):
        assert player.step("30").status_code == 200
    request = offering[0]
    assert player.decide("reply", request["id"], wording=request["wordings"][0]["id"]).status_code == 200


def test_the_answer_says_what_was_stored(player: Player, session: Session) -> None:
    seen = player.state()["position"]
    answer = player.decide("ask", FIRST).json
    assert answer["position"] == seen + 1
    assert answer["kind"] == "decision_made"
    assert answer["debrief"] is None
    session.expire_all()
    assert session.scalars(select(Run)).one().decisions == 1


@pytest.mark.parametrize("times", [2, 10])
def test_the_same_key_gives_the_same_answer_and_one_event(
    player: Player, session: Session, times: int
) -> None:
    key, position = fresh_key(), player.state()["position"]
    answers = [player.decide("ask", FIRST, key=key, position=position) for _ in range(times)]
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer.json == answers[0].json for answer in answers)
    assert len(decisions(session)) == 1


def test_the_same_key_with_another_decision_is_refused(player: Player, session: Session) -> None:
    key, position = fresh_key(), player.state()["position"]
    player.decide("ask", FIRST, key=key, position=position)
    response = player.decide("contain", FIRST, key=key, position=position)
    assert response.status_code == 409
    assert "already sent something else" in response.json["message"]
    assert [stored["op"] for stored in decisions(session)] == ["ask"]


def test_a_second_tab_is_told_and_shown_the_truth(player: Player, session: Session) -> None:
    seen = player.state()["position"]
    player.decide("ask", FIRST, position=seen)
    response = player.decide("contain", FIRST, position=seen)
    assert response.status_code == 409
    assert "another tab" in response.json["message"]
    assert response.json["position"] == seen + 1
    assert next(one for one in response.json["view"]["requests"] if one["id"] == FIRST)["asked"]
    assert len(decisions(session)) == 1


def test_a_position_from_the_future_is_stale_too(player: Player, session: Session) -> None:
    assert player.decide("ask", FIRST, position=9_000).status_code == 409
    assert decisions(session) == []


def test_a_stale_form_gets_the_newest_page_with_the_reason(player: Player) -> None:
    page = player.client.get(player.path() + f"?request={FIRST}").text
    player.decide("ask", FIRST)
    response = player.client.submit(
        player.path("decisions"),
        key=hidden_field(page, "key"),
        position=hidden_field(page, "position"),
        op="contain",
        request=FIRST,
    )
    assert response.status_code == 409
    assert "another tab" in response.text
    assert 'data-region="inbox"' in response.text


@pytest.mark.parametrize(
    ("op", "fields", "said"),
    [
        ("recall", {}, "No runner has it"),
        ("delegate", {"runner": "nobody"}, "no such runner"),
        ("route", {"department": "nowhere"}, "no such department"),
        ("escalate", {"contact": "maya"}, "nobody of that name"),
        ("promise", {"by": 1}, "later today"),
        ("merge", {"into": FIRST}, "with itself"),
        ("do", {"place": "not_before", "not_before": 2}, "later today"),
        ("reply", {"wording": "none"}, "no such wording"),
    ],
)
def test_an_impossible_decision_is_refused_with_its_reason_and_not_stored(
    player: Player, session: Session, op: str, fields: dict[str, Any], said: str
) -> None:
    response = player.decide(op, FIRST, **fields)
    assert response.status_code == 422
    assert said in response.json["message"]
    assert decisions(session) == []


def test_what_has_not_arrived_is_refused_like_what_does_not_exist(player: Player) -> None:
    born = {one["id"] for one in player.view()["requests"]}
    unborn = player.decide("ask", next(name for name in ("R123", "R124", "R62") if name not in born))
    unknown = player.decide("ask", "R999")
    assert (unborn.status_code, unborn.json["message"]) == (unknown.status_code, unknown.json["message"])


@pytest.mark.parametrize("field", ["minute", "at", "time", "elapsed", "score", "user_id", "run", "weight"])
def test_a_field_that_decisions_do_not_have_is_refused(player: Player, session: Session, field: str) -> None:
    assert player.decide("ask", FIRST, **{field: 5}).status_code == 400
    assert decisions(session) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "tick"},
        {"op": "explode"},
        {"op": ["ask"]},
        {"request": None},
        {"request": ["R03"]},
        {"key": "no"},
        {"key": "server:0"},
        {"position": "last"},
        {"position": -1},
        {"position": 1e308},
        {"position": True},
        {"op": "promise", "by": -5},
        {"op": "promise", "by": 2.5},
        {"op": "promise", "by": "soon"},
        {"op": "escalate", "contact": "ruth", "options_prepared": "perhaps"},
    ],
)
def test_malformed_fields_are_400(player: Player, session: Session, fields: dict[str, Any]) -> None:
    response = player.send("decisions", **{"op": "ask", "request": FIRST, **fields})
    assert response.status_code == 400, response.text
    assert decisions(session) == []


@pytest.mark.parametrize("body", ["[1]", "7", "null", "{", "[" * 50_000])
def test_json_that_is_no_object_is_400(player: Player, body: str) -> None:
    headers = {"X-CSRFToken": player.token}
    response = player.client.post(
        player.path("decisions"), data=body, headers=headers, content_type="application/json"
    )
    assert response.status_code == 400


def test_a_field_sent_twice_is_refused(player: Player) -> None:
    fields = {"csrf_token": player.token, "key": fresh_key(), "position": "3", "op": ["ask", "do"]}
    assert player.client.post(player.path("decisions"), data=fields).status_code == 400


def test_nothing_is_added_to_a_finished_run(player: Player, session: Session) -> None:
    seen = player.state()["position"]
    player.send("end")
    session.expire_all()
    cost = session.scalars(select(Run)).one().cost
    response = player.decide("ask", FIRST, position=seen + 1)
    assert response.status_code == 409
    assert "too late" in response.json["message"]
    assert response.json["debrief"].endswith("/debrief")
    session.expire_all()
    assert session.scalars(select(Run)).one().cost == cost
    assert decisions(session) == []
