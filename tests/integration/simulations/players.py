"""Players of the tests: a browser with a run, that keys its writes and says which state it has seen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from threading import Barrier
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.config import courses_folder
from academy.content.scenarios import Scenario, load_scenarios
from academy.simulations.services import PreparedDay, prepare_day
from academy.simulations.services.starting import ensure_day
from tests.browsers import HOST, Browser
from tests.clock import MONDAY_MORNING

SLUG = "ship-thursday"
SEED = 1
TABS = 12

_keys = itertools.count(1)


class Player:
    """Plays one run through one browser."""

    def __init__(self, client: Browser, run_id: int) -> None:
        self.client = client
        self.run_id = run_id
        self.token = client.csrf_token()

    def send(self, what: str, **fields: Any) -> TestResponse:
        """Post JSON to the run, with a fresh key and the newest position unless they are given."""
        if what != "contacts":
            fields.setdefault("key", fresh_key())
            fields.setdefault("position", self.state()["position"])
        return self.client.post(self.path(what), json=fields, headers={"X-CSRFToken": self.token})

    def decide(self, op: str, request: str, **fields: Any) -> TestResponse:
        """Post a decision."""
        return self.send("decisions", op=op, request=request, **fields)

    def step(self, by: str = "next") -> TestResponse:
        """Move the time."""
        return self.send("steps", by=by)

    def state(self) -> dict[str, Any]:
        """The state as the API gives it."""
        state: dict[str, Any] = self.client.get(self.path("state")).json
        return state

    def view(self) -> dict[str, Any]:
        """What the desk shows."""
        view: dict[str, Any] = self.state()["view"]
        return view

    def wait_for(self, request: str) -> None:
        """Move the time until a request has arrived."""
        while request not in {one["id"] for one in self.view()["requests"]}:
            assert self.step().status_code == 200

    def path(self, what: str = "") -> str:
        """An address of the run."""
        return f"/runs/{self.run_id}/{what}".rstrip("/")


def start(client: Browser, *, mode: str = "step", key: str | None = None) -> Player:
    """Start a run of the scenario, or come back to the open one."""
    response = client.submit(f"/scenarios/{SLUG}/runs", mode=mode, key=key or fresh_key())
    assert response.status_code == 303, response.text
    return Player(client, int(response.headers["Location"].rsplit("/", 1)[1]))


def fresh_key() -> str:
    """A key that no test has used."""
    return f"testkey-{next(_keys)}"


def tabs(client: Browser, run_id: int) -> list[Player]:
    """The same person in many tabs, none of which holds a database session of the test."""
    if client.arranging is not None:
        client.arranging.commit()
    app, cookie = client.application, client.session_cookie()
    clients: list[Browser] = [app.test_client() for _ in range(TABS)]  # type: ignore[misc]
    for tab in clients:
        tab.set_cookie(cookie.key, cookie.value, domain=HOST, secure=True)
    return [Player(tab, run_id) for tab in clients]


def at_once(jobs: Sequence[Callable[[], TestResponse]]) -> list[int]:
    """The statuses of requests that leave together."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], TestResponse]) -> int:
        gate.wait()
        return job().status_code

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def hidden_field(page: str, name: str) -> str:
    """The value of a hidden field in a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no field {name}"
    return found[1]


@cache
def scenario(slug: str = SLUG) -> Scenario:
    """A shipped scenario."""
    return load_scenarios(courses_folder()).scenarios[slug]


@cache
def prepared_day() -> PreparedDay:
    """The day that the tests play; its references are worked out once for all of them."""
    return prepare_day(scenario(), SEED)


def store_day(session: Session) -> None:
    """Store the day, as if somebody had played it before."""
    ensure_day(session, scenario(), prepared_day(), MONDAY_MORNING)
    session.commit()
