"""A process forked while a thread holds a lock never gets that lock: nothing may run beside the fork."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

WATCHED = """
import os, sys, threading
def tell():
    print([one.name for one in threading.enumerate()], file=sys.stderr, flush=True)
os.register_at_fork(before=tell)
from academy.cli import main
main()
"""


def test_no_thread_of_ours_runs_when_processes_are_forked(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WATCHED, "up", "--no-demo", "--json", "--port", "0", "--data", tmp_path]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()  # it has answered, so its processes are there
    os.killpg(process.pid, signal.SIGKILL)
    seen = process.stderr.read()
    process.communicate()
    assert seen.count("MainThread") >= 2
    assert "_announce" not in seen
