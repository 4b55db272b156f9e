"""How long the desk takes the server when a run has a hundred events.

Measured are a poll in which nothing has changed, and one in which something has.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter

import pytest
from sqlalchemy.orm import Session

from academy.simulations.services import starting
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.simulations.players import SEED, Player, start, store_day
from tests.people import Cast, sign_in

EVENTS = 100
POLLS = 60
MOST_MILLISECONDS = 40


@pytest.fixture
def player(client: Browser, people: Cast, session: Session, monkeypatch: pytest.MonkeyPatch) -> Player:
    monkeypatch.setattr(starting, "SEEDS", range(SEED, SEED + 1))
    store_day(session)
    player = start(sign_in(client, people.ada))
    while player.state()["position"] < EVENTS:
        requests = player.view()["requests"]
        if len(requests) < 12:
            player.step("15")
            continue
        for request in requests:
            player.decide("do", request["id"], place="not_before", not_before=player.view()["minute"] + 30)
    return player


@pytest.mark.benchmark
@pytest.mark.parametrize("what", ["state", "desk"])
@pytest.mark.parametrize("is_known", [True, False])
def test_a_poll_is_quick(player: Player, clock: FakeClock, what: str, is_known: bool) -> None:
    path = player.path(what)
    headers = {"If-None-Match": player.client.get(path).headers["ETag"]} if is_known else {}
    spans = []
    for _ in range(POLLS):
        began = perf_counter()
        response = player.client.get(path, headers=headers)
        spans.append((perf_counter() - began) * 1000)
        assert response.status_code == (304 if is_known else 200)
    print(f"{what} {response.status_code}: p50 {median(spans):.1f} ms, worst {max(spans):.1f} ms")
    assert median(spans) < MOST_MILLISECONDS
