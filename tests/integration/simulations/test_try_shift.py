"""The shift of a visitor: no account, no rows, all in the signed cookie."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.simulations.models import Run, RunEvent
from academy.simulations.services import analysing
from academy.simulations.shift import MAX_DECISIONS
from tests.browsers import Browser
from tests.integration.simulations.players import hidden_field
from tests.people import Cast, sign_in


def send(client: Browser, page: str, what: str, **fields: Any) -> TestResponse:
    """Post a form of the page."""
    seen = {name: hidden_field(page, name) for name in ("csrf_token", "key", "position")}
    return client.post(f"/try/{what}", data={**seen, **fields})


def rows(page: str) -> list[str]:
    return re.findall(r'data-request="(\w+)"', page)


@pytest.fixture
def page(client: Browser) -> str:
    """The desk with the first thing on it."""
    page = client.get("/try").text
    while not rows(page):
        send(client, page, "steps", by="next")
        page = client.get("/try").text
    return page


def test_a_visitor_plays_to_the_score_without_an_account(
    client: Browser, page: str, session: Session
) -> None:
    request = rows(page)[0]
    response = send(client, page, "decisions", op="do", place="now", request=request)
    assert response.headers["Location"] == f"/try?request={request}"
    page = client.get(response.headers["Location"]).text
    assert "Started it myself at once" in page
    while 'data-region="bar"' in page:
        page = client.get(send(client, page, "steps", by="30").headers["Location"]).text
    assert "Your shift, looked back on" in page
    assert re.search(r"Outcome \d+ of 100", page)
    assert "Sign up for whole days" in page
    assert session.scalar(select(func.count(Run.id))) == 0
    assert session.scalar(select(func.count(RunEvent.id))) == 0


def test_reloading_keeps_the_shift(client: Browser, page: str) -> None:
    assert rows(client.get("/try").text) == rows(page)


def test_a_repeated_click_counts_once(client: Browser, page: str) -> None:
    request = rows(page)[0]
    first = send(client, page, "decisions", op="ask", request=request)
    again = send(client, page, "decisions", op="ask", request=request)
    assert (first.status_code, again.status_code) == (303, 409)
    assert "another tab" in again.text


def test_an_impossible_decision_says_why(client: Browser, page: str) -> None:
    response = send(client, page, "decisions", op="recall", request=rows(page)[0])
    assert response.status_code == 422
    assert "No runner has it" in response.text


def test_starting_again_draws_another_shift(client: Browser, page: str) -> None:
    send(client, page, "decisions", op="ask", request=rows(page)[0])
    token = hidden_field(page, "csrf_token")
    assert client.post("/try/restart", data={"csrf_token": token}).headers["Location"] == "/try"
    assert rows(client.get("/try").text) != rows(page) or "Asked" not in client.get("/try").text


def test_the_cookie_stays_small_and_decisions_are_capped(client: Browser, page: str) -> None:
    request, kept = rows(page)[0], 0
    for minute in range(MAX_DECISIONS + 1):
        response = send(
            client,
            page,
            "decisions",
            op="do",
            place="not_before",
            not_before=str(30 + minute % 2),
            request=request,
        )
        page = client.get("/try").text
        if response.status_code != 303:
            break
        kept += 1
    assert kept == MAX_DECISIONS
    assert response.status_code == 409
    assert f"keeps {MAX_DECISIONS} decisions" in response.text
    assert len(client.session_cookie().value) < 3000


def test_the_seed_is_not_in_the_cookie(client: Browser, page: str) -> None:
    with client.session_transaction() as cookie:
        assert set(cookie["shift"]) == {"t", "s", "m", "n", "o", "l"}


def test_the_end_can_be_had_at_once(client: Browser, page: str) -> None:
    response = send(client, page, "end")
    assert response.headers["Location"] == "/try/debrief"
    assert client.get("/try").headers["Location"] == "/try/debrief"
    assert send(client, page, "steps", by="5").headers["Location"] == "/try/debrief"


def test_the_debrief_waits_for_the_end(client: Browser, page: str) -> None:
    assert client.get("/try/debrief").headers["Location"] == "/try"


def test_the_debrief_tells_of_skills_and_moments_too(client: Browser, page: str) -> None:
    send(client, page, "decisions", op="do", place="now", request=rows(page)[0])
    send(client, client.get("/try").text, "end")
    debrief = client.get("/try/debrief").text
    assert "Five skills</h2>" in debrief
    assert len(re.findall(r"\d+ ± \d+ of 100", debrief)) == 5
    assert "/runs/" not in debrief


def test_while_others_are_worked_out_the_debrief_does_without(client: Browser, page: str) -> None:
    send(client, page, "end")
    for _ in range(analysing.PLACES):
        analysing._places.acquire()
    try:
        debrief = client.get("/try/debrief")
    finally:
        for _ in range(analysing.PLACES):
            analysing._places.release()
    assert debrief.status_code == 200
    assert "Five skills</h2>" not in debrief.text


def test_a_cookie_of_an_edited_scenario_begins_anew(client: Browser, page: str) -> None:
    with client.session_transaction() as cookie:
        cookie["shift"] = {**cookie["shift"], "s": "0" * 12}
    assert rows(client.get("/try").text) == []


def test_a_fresh_secret_begins_anew(
    app: Flask, client: Browser, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, page, "decisions", op="ask", request=rows(page)[0])
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [app.config["SECRET_KEY"]])
    monkeypatch.setitem(app.config, "SECRET_KEY", "the secret that comes after the first")
    assert rows(client.get("/try").text) == []


def test_somebody_signed_in_may_try_it_too(client: Browser, people: Cast) -> None:
    sign_in(client, people.ada)
    assert client.get("/try").status_code == 200


@pytest.mark.parametrize("what", ["decisions", "steps", "end", "restart"])
def test_moves_need_the_token_of_the_page(client: Browser, page: str, what: str) -> None:
    assert client.post(f"/try/{what}", data={"key": "a" * 20, "position": "0"}).status_code == 400
