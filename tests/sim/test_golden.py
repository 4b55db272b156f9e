"""Runs recorded once replay alike for ever, in any process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sim import golden

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", golden.RUNS)
def test_a_golden_run_replays_to_the_same_score(name):
    stored = json.loads((golden.FOLDER / f"{name}.json").read_text())
    rows = stored.pop("log")
    assert golden.result(stored["seed"], rows) == {key: stored[key] for key in stored if key != "seed"}


@pytest.mark.parametrize("hash_seed", ["1", "4242"])
def test_another_process_with_another_hash_seed_agrees(hash_seed):
    script = "from tests.sim import golden; print(*golden.checksums())"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == golden.checksums()
