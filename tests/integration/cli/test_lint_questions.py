"""`academy questions lint`: what a bank gives away."""

from __future__ import annotations

import json
from pathlib import Path

from tests.courses import write_course
from tests.integration.cli.conftest import Command
from tests.unit.content.questions.texts import SINGLE


def folder_with(tmp_path: Path, questions: str) -> Path:
    write_course(tmp_path, "desk", title="A day at the desk", modules=("First",))
    (tmp_path / "desk" / "questions.yaml").write_text(questions.replace("Name one", "Name what"))
    return tmp_path


def test_the_shipped_bank_has_no_faults(academy: Command) -> None:
    result = academy("questions", "lint")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "0 faults"
    assert "times as long as wrong ones on average" in result.output


def test_a_fault_is_said_and_exits_1(academy: Command, tmp_path: Path) -> None:
    text = SINGLE.replace("{text: Log it,", "{text: Log it with the time and the name of whoever brought it,")
    result = academy("questions", "lint", str(folder_with(tmp_path, text)))
    assert result.exit_code == 1, result.output
    assert "times as long as wrong ones on average" in result.output.splitlines()[0]


def test_json_carries_counts_and_faults(academy: Command) -> None:
    report = json.loads(academy("questions", "lint", "--json").output)
    assert set(report) == {
        "kinds",
        "positions",
        "length_ratio",
        "longest_share",
        "shortest_share",
        "chance",
        "faults",
    }
    assert sum(report["kinds"].values()) >= 300


def test_a_folder_that_is_not_there_is_refused(academy: Command, tmp_path: Path) -> None:
    result = academy("questions", "lint", str(tmp_path / "nothing"))
    assert result.exit_code == 2
    assert "Traceback" not in result.output
