"""Killed server processes: others take their place, and what they left undone is done."""

from __future__ import annotations

import os
import signal
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from academy.core.db import Database
from academy.core.mail import queue_mail
from tests.servers import server

PATIENCE_SECONDS = 30.0


def test_processes_that_are_killed_again_and_again_are_replaced(tmp_path: Path) -> None:
    with server(tmp_path) as (url, process):
        for _ in range(3):
            for worker in children_of(process.pid):
                os.kill(worker, signal.SIGKILL)
            wait_for(lambda: answers(url))
        assert process.poll() is None


def test_mail_left_by_a_killed_server_goes_out_when_it_starts(tmp_path: Path) -> None:
    with server(tmp_path):
        pass  # makes the database
    database = Database(f"sqlite:///{tmp_path / 'academy.db'}")
    with database.writing() as session:
        queue_mail(
            session,
            now=datetime.now(UTC),
            name="Ada",
            address="ada@example.org",
            subject="Hello",
            body="Text",
        )
        session.commit()
    database.dispose()
    with server(tmp_path):
        wait_for(lambda: len(list(tmp_path.glob("mail/*.eml"))) == 1)


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)
