"""Real `academy` processes: started as people start them, asked over HTTP, ended by Ctrl-C or killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ACADEMY = Path(sys.executable).with_name("academy")
#: Patience with a busy machine; no test waits that long when all is well.
START_SECONDS = 60.0
STOP_SECONDS = 5.0


@dataclass
class Server:
    """A running server, with what it said when it was ready."""

    process: subprocess.Popen[str]
    log: Path
    url: str = ""
    accounts: list[dict[str, str]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of an address; redirects are followed."""
        return get(self.url + path)

    def workers(self) -> list[int]:
        """The ids of the processes that answer requests; none when the server itself has ended."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]

    def interrupt(self) -> int:
        """Press Ctrl-C, which reaches all that share the terminal; returns the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End every process at once, without any chance to tidy up."""
        for process_id in (self.process.pid, *self.workers()):
            with suppress(ProcessLookupError):
                os.kill(process_id, signal.SIGKILL)
        self.process.wait(STOP_SECONDS)


def run(
    *words: str, environment: Mapping[str, str] | None = None, seconds: float = START_SECONDS
) -> subprocess.CompletedProcess[str]:
    """Run `academy …` to its end."""
    return subprocess.run(
        [ACADEMY, *words],
        capture_output=True,
        text=True,
        timeout=seconds,
        env=_environment(environment),
        check=False,
    )


@contextmanager
def up(data: Path, *words: str, port: int = 0, program: Path = ACADEMY) -> Iterator[Server]:
    """`academy up` on this data folder, until the block ends."""
    command = [program, "up", "--json", "--data", data, "--port", str(port), *words]
    with _running(command, log=data.with_suffix(".log"), environment=None) as server:
        ready = json.loads(_first_line(server))
        server.url, server.accounts = ready["url"], ready["accounts"]
        yield server


@contextmanager
def serve(environment: Mapping[str, str], *, log: Path) -> Iterator[Server]:
    """`academy serve` with these variables, until the block ends."""
    port = free_port()
    with _running([ACADEMY, "serve", "--port", str(port)], log=log, environment=environment) as server:
        _first_line(server)
        server.url = f"http://127.0.0.1:{port}"
        yield server


def get(url: str, *, host: str | None = None) -> tuple[int, str]:
    """Status and body of an address."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=START_SECONDS) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: list[Any], *, log: Path, environment: Mapping[str, str] | None) -> Iterator[Server]:
    with log.open("w") as errors:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=_environment(environment),
            start_new_session=True,  # a process group of its own, as a terminal gives it
        )
    with process:
        server = Server(process, log)
        try:
            yield server
        finally:
            if process.poll() is None:
                server.kill()


def _first_line(server: Server) -> str:
    assert server.process.stdout is not None
    watchdog = threading.Timer(START_SECONDS, server.kill)
    watchdog.start()
    line = server.process.stdout.readline()
    watchdog.cancel()
    assert line, f"the server did not start ({server.process.wait()}):\n{server.log.read_text()}"
    return line


def _environment(environment: Mapping[str, str] | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ACADEMY_")}
    return kept | dict(environment or {})
