"""Connections that nobody uses keep nobody out."""

from __future__ import annotations

import resource
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.server.processes import up

#: Granian by itself takes 512 for each of two processes.
IDLE = 1200


@pytest.fixture(autouse=True)
def files_enough() -> None:
    """A connection is an open file, here and in the server."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def test_idle_connections_keep_nobody_out(tmp_path: Path) -> None:
    with up(tmp_path, "--no-demo") as server, ExitStack() as held:
        for _ in range(IDLE):
            held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
        with urlopen(f"{server.url}/healthz", timeout=5) as response:
            assert response.status == 200
