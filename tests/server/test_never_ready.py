"""A server whose processes cannot start says so and ends, instead of trying for ever."""

from __future__ import annotations

import subprocess
import sys

from tests.server.processes import START_SECONDS, free_port

STARTER = """
import sys
from academy import server
server.READY_SECONDS = 8.0
try:
    server.serve("127.0.0.1", int(sys.argv[1]))
except server.NotReadyError as error:
    print(error)
"""


def test_processes_that_cannot_start_end_the_server() -> None:
    result = subprocess.run(  # without settings no process can make its app
        [sys.executable, "-c", STARTER, str(free_port())],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        env={},
        check=True,
    )
    assert result.stdout == "no request was answered within 8 s; the reasons stand above\n"
    assert "ACADEMY_SECRET_KEY is not set" in result.stderr
