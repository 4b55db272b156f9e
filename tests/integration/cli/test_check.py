"""`academy check`: silent about what is sound, every problem as path:line: message."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from academy.cli import main
from academy.config import courses_folder
from tests.integration.cli.conftest import Command

FIRST_MODULE = "coordinators-role/01-what-the-job-is.md"
SECOND_MODULE = "coordinators-role/02-a-day-and-a-week.md"
SCENARIO = "scenarios/ship-thursday.yaml"
GLOSSARY = "glossary.yaml"

#: Changes a file's text, and returns the line where the fault is.
Plant = Callable[[Path], int]


def swap(old: str, new: str) -> Plant:
    """Replace the only, or the first, occurrence of a text."""

    def plant(file: Path) -> int:
        before, found, after = file.read_text().partition(old)
        assert found, f"{file.name} has no “{old}”"
        file.write_text(before + new + after)
        return before.count("\n") + 1

    return plant


def append(text: str) -> Plant:
    """Add a paragraph at the end."""

    def plant(file: Path) -> int:
        kept = file.read_text().rstrip("\n")
        file.write_text(f"{kept}\n\n{text}\n")
        return kept.count("\n") + 3

    return plant


#: What is planted in one copy of the courses. What a file refers to is checked once its own keys are right.
KEYS: dict[str, tuple[str, Plant, str]] = {
    "a key that is not known": ("coordinators-role/course.yaml", swap("order: 1", "ordre: 1"), "ordre"),
    "a number that is none": (FIRST_MODULE, swap("minutes: 8", "minutes: soon"), "minutes"),
    "a skill that is not known": (FIRST_MODULE, swap("[K1, K2, K4]", "[K1, K2, K44]"), "K44"),
    "a script": (FIRST_MODULE, append("<script>alert(1)</script>"), "script"),
    "a term twice": (
        GLOSSARY,
        append("- term: Acceptance\n  definition: Again, and once too often."),
        "Acceptance",
    ),
    "a time that is none": (SCENARIO, swap('opens: "08:15"', 'opens: "8h15"'), "opens"),
}
REFERENCES: dict[str, tuple[str, Plant, str]] = {
    "a module": (
        "coordinators-role/course.yaml",
        swap("  - 01-what-the-job-is", "  - 01-what-the-jib-is"),
        "01-what-the-jib-is.md",
    ),
    "a link": (SECOND_MODULE, append("Read [this](nowhere.md) too."), "nowhere.md"),
    "a figure": (SECOND_MODULE, append("![A day](img/gone.svg)"), "gone.svg"),
    "a department": (SCENARIO, swap("department: office", "department: attic"), "attic"),
}


@dataclass(frozen=True)
class Report:
    """What `academy check` said about a broken copy."""

    courses: Path
    lines: dict[str, int]
    result: Result

    def complaints(self, fault: str, file: str) -> list[str]:
        """The messages at the place of a fault."""
        place = f"{self.courses / file}:{self.lines[fault]}: "
        rows = self.result.output.splitlines()
        return [row.removeprefix(place) for row in rows if row.startswith(place)]


def break_courses(folder: Path, faults: dict[str, tuple[str, Plant, str]]) -> Report:
    """Check a copy of the shipped courses with these faults in it."""
    courses = Path(shutil.copytree(courses_folder(), folder / "courses"))
    lines = {fault: plant(courses / file) for fault, (file, plant, _) in faults.items()}
    return Report(courses, lines, CliRunner().invoke(main, ["check", str(courses)]))


@pytest.fixture(scope="module")
def wrong_keys(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return break_courses(tmp_path_factory.mktemp("keys"), KEYS)


@pytest.fixture(scope="module")
def wrong_references(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return break_courses(tmp_path_factory.mktemp("references"), REFERENCES)


def test_the_shipped_courses_are_sound(academy: Command) -> None:
    result = academy("check")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "0 problems"


@pytest.mark.parametrize("fault", KEYS)
def test_a_planted_fault_is_named_with_its_line(wrong_keys: Report, fault: str) -> None:
    file, _, word = KEYS[fault]
    assert wrong_keys.result.exit_code == 1
    assert any(word in complaint for complaint in wrong_keys.complaints(fault, file)), (
        wrong_keys.result.output
    )


@pytest.mark.parametrize("missing", REFERENCES)
def test_what_is_referred_to_must_be_there(wrong_references: Report, missing: str) -> None:
    file, _, word = REFERENCES[missing]
    assert wrong_references.result.exit_code == 1
    assert any(word in complaint for complaint in wrong_references.complaints(missing, file)), (
        wrong_references.result.output
    )


def test_json_carries_counts_and_problems(academy: Command, wrong_references: Report) -> None:
    report = json.loads(academy("check", str(wrong_references.courses), "--json").output)
    assert report["scenarios"] >= 1
    places = {(problem["path"], problem["line"]) for problem in report["problems"]}
    assert {(file, wrong_references.lines[name]) for name, (file, *_) in REFERENCES.items()} <= places


def test_a_folder_that_is_not_there_is_refused(academy: Command, tmp_path: Path) -> None:
    result = academy("check", str(tmp_path / "nothing"))
    assert result.exit_code == 2
    assert "nothing" in result.stderr
    assert "Traceback" not in result.output


def test_json_counts_everything_and_lists_the_modules(academy: Command) -> None:
    report = json.loads(academy("check", "--json").output)
    counted = {
        "courses",
        "modules",
        "words",
        "questions",
        "checklists",
        "checklist_items",
        "terms",
        "scenarios",
    }
    assert all(report[name] >= 1 for name in counted)
    assert report["problems"] == []
    assert len(report["module_list"]) == report["modules"]
    assert sum(module["words"] for module in report["module_list"]) == report["words"]
    assert all(10 <= module["lix"] <= 60 for module in report["module_list"])


def test_modules_are_listed_on_demand(academy: Command) -> None:
    lines = academy("check", "--modules").output.splitlines()
    assert any(line.endswith("questions  coordinators-role/what-the-job-is") for line in lines)


def test_warnings_fail_only_when_strict(academy: Command, tmp_path: Path) -> None:
    courses = Path(shutil.copytree(courses_folder(), tmp_path / "courses"))
    (courses / "notes.txt").write_text("nothing reads this")
    assert academy("check", str(courses)).exit_code == 0
    strict = academy("check", str(courses), "--strict")
    assert strict.exit_code == 1
    assert strict.output.splitlines()[-1] == "1 problem"
