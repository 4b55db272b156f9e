"""People at a real server: a session over HTTP that sends decisions with keys and never gives up on one."""

from __future__ import annotations

import itertools
import json
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

from tests.people import PASSWORD

SCENARIO = "ship-thursday"
#: How long a player keeps sending one decision while the server is away.
PATIENCE_SECONDS = 60.0
RETRY_SECONDS = 0.1
TIMEOUT_SECONDS = 30.0


class _Unredirected(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_args: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    body: str
    location: str

    def json(self) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(self.body)
        return values


class Visitor:
    """A browser without pages: cookies, forms with their token, JSON."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _Unredirected()
        )

    def get(self, path: str) -> Answer:
        return self._send(urllib.request.Request(self.url + path))

    def submit(self, path: str, **fields: str) -> Answer:
        """Send a form with the token that its page carries."""
        data = urlencode({"csrf_token": self.token(), **fields}).encode()
        return self._send(urllib.request.Request(self.url + path, data=data))

    def post_json(self, path: str, values: dict[str, Any], token: str) -> Answer:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token}
        return self._send(urllib.request.Request(self.url + path, json.dumps(values).encode(), headers))

    def token(self) -> str:
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get("/glossary").body)
        assert found, "the page has no token"
        return found[1]

    def sign_up(self, name: str) -> str:
        """Make an account and come in; returns its address."""
        email = f"{name.lower()}@example.org"
        answer = self.submit("/sign-up", name=name, email=email, password=PASSWORD)
        assert answer.status == 303, answer
        return email

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        return self.submit("/sign-in", email=email, password=password)

    def _send(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return Answer(response.status, response.read().decode(), "")
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), error.headers.get("Location", ""))


@dataclass
class Player:
    """Somebody with an open step-mode run, and what the server has acknowledged to them: minutes by key."""

    visitor: Visitor
    run_id: int
    request: str
    token: str
    position: int
    acknowledged: dict[str, int] = field(default_factory=dict)
    keys: itertools.count[int] = field(default_factory=itertools.count)

    def decide(self) -> None:
        """Put the request off until some minute, again and again with one key until that is acknowledged."""
        number = next(self.keys)
        key, not_before = f"run{self.run_id}-key{number}", 300 + number % 60
        values = {
            "key": key,
            "position": self.position,
            "op": "do",
            "request": self.request,
            "place": "not_before",
            "not_before": not_before,
        }
        answer = self._persist(values)
        assert answer.status == 200, answer
        self.position = answer.json()["position"]
        self.acknowledged[key] = not_before

    def _persist(self, values: dict[str, Any]) -> Answer:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self.visitor.post_json(f"/runs/{self.run_id}/decisions", values, self.token)
                if answer.status < 500:
                    return answer
            except (OSError, HTTPException) as error:  # the connection ended without an answer
                answer = Answer(0, str(error), "")
            assert time.monotonic() < deadline, answer
            time.sleep(RETRY_SECONDS)


def start_run(visitor: Visitor, *, key: str) -> Player:
    """Start a day step by step and wait for the first request."""
    started = visitor.submit(f"/scenarios/{SCENARIO}/runs", mode="step", key=key)
    assert started.status == 303, started
    run_id, token = int(started.location.rpartition("/")[2]), visitor.token()
    for number in itertools.count():
        state = visitor.get(f"/runs/{run_id}/state").json()
        if state["view"]["requests"]:
            request = state["view"]["requests"][0]["id"]
            return Player(visitor, run_id, request, token, state["position"])
        step = {"key": f"step-key-{number}", "position": state["position"], "by": "next"}
        assert visitor.post_json(f"/runs/{run_id}/steps", step, token).status == 200
    raise AssertionError("unreachable")
