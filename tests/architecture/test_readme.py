"""The README's commands are those that CI and people really run."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
START = "python3 -m venv .venv && .venv/bin/pip install -e . -c tests/constraints.txt && .venv/bin/academy up"
TEST = START.replace(" -e . ", " -e '.[dev]' ").replace("academy up", "pytest -n auto")


def test_readme_opens_with_the_two_commands():
    commands = re.findall(r"```sh\n(.+?)\n```", README, re.DOTALL)
    assert commands[:2] == [START, TEST]


def test_ci_runs_the_test_command_of_the_readme():
    script = (ROOT / ".ci/run").read_text().replace("pip install -q", "pip install")
    assert TEST in script


def test_every_command_that_readme_names_exists():
    from academy.cli import main

    named = set(re.findall(r"academy (\w+)", " ".join(re.findall(r"`([^`]+)`", README))))
    assert named
    assert named <= set(main.commands)
