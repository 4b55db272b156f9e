"""kill -9 in the middle of runs: what was acknowledged is stored, once, and nothing else is.

Four people decide as fast as they can while workers die and, once, the whole server. Each decision carries
a key and is sent again until the server has answered; afterwards the log of each run is compared with what
was acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.server.players import Player, Visitor, start_run
from tests.server.processes import START_SECONDS, Server, up

MIN_DECISIONS = 60
WORKER_KILLS = 4
PAUSE_SECONDS = 0.6
NAMES = ("Ada", "Ben", "Rio", "Eve")


def stored_decisions(database: Path, run_id: int) -> list[tuple[str, int]]:
    """Key and minute of each decision in the log of a run, which must have no gap."""
    connection = sqlite3.connect(database)
    rows = connection.execute(
        "select position, key, kind, payload from run_events where run_id = ? order by position", (run_id,)
    ).fetchall()
    [(length,)] = connection.execute("select length from runs where id = ?", (run_id,)).fetchall()
    connection.close()
    assert [position for position, *_ in rows] == list(range(length))
    return [
        (key, json.loads(payload)["not_before"]) for _, key, kind, payload in rows if kind == "decision_made"
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_no_acknowledged_decision_is_lost_or_doubled(data: Path) -> None:
    is_over = threading.Event()
    with ExitStack() as servers, ThreadPoolExecutor(len(NAMES)) as pool:
        server = servers.enter_context(up(data, "--no-demo"))
        players = list(pool.map(lambda name: begin(server, name), NAMES))
        playing = [pool.submit(play, player, is_over) for player in players]
        try:
            for _ in range(WORKER_KILLS):
                time.sleep(PAUSE_SECONDS)
                kill_a_worker(server)
            server.kill()
            servers.enter_context(up(data, "--no-demo", port=server.port))
        finally:
            is_over.set()
        for one in playing:
            one.result()
    for player in players:
        stored = stored_decisions(data / "academy.db", player.run_id)
        assert stored == list(player.acknowledged.items())


def begin(server: Server, name: str) -> Player:
    """A run of somebody who has just signed up."""
    visitor = Visitor(server.url)
    visitor.sign_up(name)
    return start_run(visitor, key=f"start-{name}")


def play(player: Player, is_over: threading.Event) -> None:
    """Decide until the killing is over, and at least a fair number of times."""
    while not is_over.is_set() or len(player.acknowledged) < MIN_DECISIONS:
        player.decide()


def kill_a_worker(server: Server) -> None:
    """End one of the processes that answer, as soon as there is one."""
    deadline = time.monotonic() + START_SECONDS
    while not (workers := server.workers()):
        assert time.monotonic() < deadline, "nobody answers requests any more"
        time.sleep(0.05)
    os.kill(random.choice(workers), signal.SIGKILL)
