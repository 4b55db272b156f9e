"""Starts the web server: granian with a few processes, each of which goes when its parent is gone."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)

WORKERS = 2
#: Waiting for the database's write lock takes a thread; enough must be left for those who only read.
THREADS = 24
#: Open connections of a process, idle ones included: those who only hold one must not keep others out.
CONNECTIONS = 4096
PARENT_CHECK_SECONDS = 0.25
READY_SECONDS = 30.0
RESTART_PAUSE_SECONDS = 0.5
#: A killed server's processes need a moment to notice; only then is a port really taken.
PORT_PATIENCE_SECONDS = 2.0


class PortTakenError(Exception):
    """Somebody else listens on the port."""


def free_port(host: str, port: int) -> int:
    """`port` when nobody listens there, or a free one when it is 0; raises PortTakenError."""
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        try:
            with socket.create_server((host, port)) as listener:
                return int(listener.getsockname()[1])
        except OSError as error:
            if time.monotonic() > deadline:
                raise PortTakenError(f"port {port} on {host} cannot be used: {error.strerror}") from error
            time.sleep(0.1)


def serve(
    host: str, port: int, *, workers: int = WORKERS, on_ready: Callable[[], None] | None = None
) -> None:
    """Serve `academy.app:served_app` until interrupted; call `on_ready` after the first answered request.

    Killed processes are replaced. Granian gives up when the same one goes twice within seconds; a server that
    has answered is started again then, one that never has ends with SystemExit.
    """
    has_answered = threading.Event()

    def answered() -> None:
        has_answered.set()
        if on_ready is not None:
            on_ready()

    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"
    announcer = threading.Thread(target=_announce, args=(address, answered), daemon=True)
    while True:
        try:
            return _serve_once(host, port, workers=workers, announcer=announcer)
        except SystemExit:
            if not has_answered.is_set():
                raise
            logger.error("too many processes ended by themselves; starting again")
            time.sleep(RESTART_PAUSE_SECONDS)


def _serve_once(host: str, port: int, *, workers: int, announcer: threading.Thread) -> None:
    """Serve until interrupted; raises SystemExit when processes keep ending by themselves."""
    from granian import Granian  # heavy: only a server needs it
    from granian.constants import Interfaces

    class Server(Granian):  # type: ignore[misc,valid-type]  # no hints
        """Starts the announcer after the forks: a lock that it held then would be theirs for ever."""

        def startup(self, spawn_target: Any, target_loader: Any) -> None:
            super().startup(spawn_target, target_loader)
            if announcer.ident is None:
                announcer.start()

    Server(
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
        workers_kill_timeout=10,
        websockets=False,
        log_enabled=False,
    ).serve()


def end_with_parent() -> None:
    """End this process as soon as its parent is gone, so that a killed server leaves nobody on its port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _announce(address: str, on_ready: Callable[[], None]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (our own loopback address)
                on_ready()
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            continue
