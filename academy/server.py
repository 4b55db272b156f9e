"""Starts the web server: granian with a few processes, each of which goes when its parent is gone."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

WORKERS = 2
#: Waiting for the database's write lock takes a thread; enough must be left for those who only read.
THREADS = 24
#: Open connections of a process, idle ones included: those who only hold one must not keep others out.
CONNECTIONS = 4096
PARENT_CHECK_SECONDS = 0.25
READY_SECONDS = 30.0
RESTART_SECONDS = 0.1
#: How long a request in flight, or a process that is still starting, holds up the end.
STOP_SECONDS = 3
#: A killed server's processes need a moment to notice; only then is a port really taken.
PORT_PATIENCE_SECONDS = 2.0


class PortTakenError(Exception):
    """Somebody else listens on the port."""


class NotReadyError(Exception):
    """The processes that should answer requests do not."""


def free_port(host: str, port: int) -> int:
    """`port` when nobody listens there, or a free one when it is 0; raises PortTakenError."""
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        try:
            with socket.create_server((host, port)) as listener:
                return int(listener.getsockname()[1])
        except OSError as error:
            if time.monotonic() > deadline:
                reason = os.strerror(error.errno) if error.errno else str(error)
                raise PortTakenError(f"port {port} on {host} cannot be used: {reason}") from error
            time.sleep(0.1)


def serve(
    host: str, port: int, *, workers: int = WORKERS, on_ready: Callable[[], None] | None = None
) -> None:
    """Serve `academy.app:served_app` until interrupted; `on_ready` is called at the first answer.

    Raises NotReadyError when none is answered for READY_SECONDS.
    """
    has_failed = threading.Event()

    def announce() -> None:
        if not _answers(host, port):
            has_failed.set()
            os.kill(os.getpid(), signal.SIGINT)
        elif on_ready is not None:
            on_ready()

    announcer = threading.Thread(target=announce, name="announce", daemon=True)
    while True:
        granian = _granian(host, port, workers, announcer)
        with suppress(SystemExit):  # it gives up when one of its processes ends twice within seconds
            granian.serve()
        time.sleep(RESTART_SECONDS)
        if has_failed.is_set():
            raise NotReadyError(
                f"no request was answered within {READY_SECONDS:.0f} s; the reasons stand above"
            )
        if granian.interrupt_signal:
            return


def leave_interrupts_to_parent() -> None:
    """Leave the terminal's process group: told to stop both by Ctrl-C and by its parent, granian hangs."""
    if hasattr(os, "setpgid"):  # not on Windows
        os.setpgid(0, 0)


def end_with_parent() -> None:
    """End this process as soon as its parent is gone, so that a killed server leaves nobody on its port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _granian(host: str, port: int, workers: int, announcer: threading.Thread) -> AbstractServer[Any]:
    from granian import Granian  # heavy: only a server needs it
    from granian.constants import Interfaces

    class Server(Granian):  # type: ignore[misc,valid-type]  # no hints
        """Starts the announcer after the forks: a lock that it held then would be theirs for ever."""

        def startup(self, spawn_target: Any, target_loader: Any) -> None:
            super().startup(spawn_target, target_loader)
            if announcer.ident is None:
                announcer.start()

    return Server(
        "academy.app:served_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=workers,
        blocking_threads=THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_enabled=False,
    )


def _answers(host: str, port: int) -> bool:
    """Wait for the first answer of any kind: which hosts are served is the app's business."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        time.sleep(0.1)
        connection = http.client.HTTPConnection(host, port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Connection": "close"})
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            continue
        finally:
            connection.close()
        return True
    return False
