"""Killed server processes: others take their place, and what they left undone is done."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from academy.core.db import Database
from academy.core.mail import queue_mail
from tests.server.processes import Server, up

PATIENCE_SECONDS = 30.0


def test_processes_that_are_killed_again_and_again_are_replaced(tmp_path: Path) -> None:
    with up(tmp_path, "--no-demo") as server:
        for _ in range(3):
            for worker in server.workers():
                os.kill(worker, signal.SIGKILL)
            wait_for(lambda: answers(server))
        assert server.process.poll() is None


def test_mail_left_by_a_killed_server_goes_out_when_it_starts(tmp_path: Path) -> None:
    with up(tmp_path, "--no-demo"):
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
    with up(tmp_path, "--no-demo"):
        wait_for(lambda: len(list(tmp_path.glob("mail/*.eml"))) == 1)


def answers(server: Server) -> bool:
    try:
        return server.get("/healthz")[0] == 200
    except OSError:
        return False


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)
