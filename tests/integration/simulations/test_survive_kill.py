"""A real server killed in the middle of a run: what it acknowledged is there when it comes back."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.error
import urllib.parse
import urllib.request
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.integration.simulations.players import SLUG, fresh_key
from tests.servers import server

PASSWORD = "gate purple nine otters"


class Visitor:
    """A browser without scripts that talks to a server over the network."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self._opener.open(self.url + path, timeout=10) as response:
            return str(response.read().decode())

    def submit(self, path: str, page: str, **fields: str) -> str:
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        body = urllib.parse.urlencode({"csrf_token": unescape(token[1]), **fields}).encode()
        with self._opener.open(self.url + path, data=body, timeout=10) as response:
            return str(response.read().decode())


def state_of(visitor: Visitor, run: str) -> dict:  # type: ignore[type-arg]
    state: dict = json.loads(visitor.get(f"{run}/state"))  # type: ignore[type-arg]
    return state


def test_a_killed_server_has_lost_no_acknowledged_decision(tmp_path: Path) -> None:
    with server(tmp_path) as (url, process):
        visitor = Visitor(url)
        visitor.submit(
            "/sign-up",
            visitor.get("/sign-up"),
            name="Ada",
            email="ada@example.org",
            password=PASSWORD,
        )
        page = visitor.get(f"/scenarios/{SLUG}")
        visitor.submit(f"/scenarios/{SLUG}/runs", page, mode="step", key=fresh_key())
        run = "/runs/1"
        while len(state_of(visitor, run)["view"]["requests"]) < 3:
            move(visitor, run, "steps", by="next")
        requests = [request["id"] for request in state_of(visitor, run)["view"]["requests"]]
        for request in requests[:2]:
            move(visitor, run, "decisions", op="ask", request=request)
        acknowledged = state_of(visitor, run)
        move(visitor, run, "decisions", op="ask", request=requests[2])
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises((ConnectionError, urllib.error.URLError)):
            visitor.get("/healthz")
    with server(tmp_path) as (url, _):
        visitor.url = url
        visitor.submit("/sign-in", visitor.get("/sign-in"), email="ada@example.org", password=PASSWORD)
        state = state_of(visitor, run)
        assert state["position"] == acknowledged["position"] + 1
        asked = {request["id"] for request in state["view"]["requests"] if request["asked"]}
        assert asked == set(requests[:3])


def move(visitor: Visitor, run: str, what: str, **fields: str) -> None:
    """Send one move from a fresh page; returns once it is acknowledged."""
    page = visitor.get(run)
    position = re.search(r'data-position="(\d+)"', page)
    assert position
    visitor.submit(f"{run}/{what}", page, key=fresh_key(), position=position[1], **fields)
