"""A real server in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server(data: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`academy up` in a process group of its own, killed as a whole at the end."""
    command = [sys.executable, "-c", "from academy.cli import main; main()", "up", "--no-demo", "--json"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["url"], process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
