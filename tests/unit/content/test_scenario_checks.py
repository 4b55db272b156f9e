"""What no single field of a scenario shows to be wrong, and what becomes of the file and its neighbours."""

import shutil
from pathlib import Path

import pytest

from academy.content.scenarios import load_scenarios

SAMPLE = Path(__file__).with_name("test_scenario_sample.yaml").read_text(encoding="utf-8")
COURSES = Path(__file__).parents[3] / "courses"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "scenarios").mkdir()
    shutil.copytree(COURSES / "catalogue", tmp_path / "catalogue")
    (tmp_path / "coordinators-role").mkdir()
    (tmp_path / "coordinators-role" / "02-a-day-and-a-week.md").touch()
    return tmp_path


def said_of(root: Path, part: str, *changes: tuple[str, str]) -> list[str]:
    """Return what is said, after changes to the sample, on the first line that opens with `part`."""
    text = SAMPLE
    for written, instead in changes:
        assert text.count(written) == 1
        text = text.replace(written, instead)
    (root / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(part)]
    place = f"scenarios/s.yaml:{lines[0]}: "
    found = map(str, load_scenarios(root).problems)
    return [item.removeprefix(place) for item in found if item.startswith(place)]


def test_what_neither_file_nor_catalogue_says_is_asked_for(root: Path) -> None:
    said = said_of(root, "again:", ("    channel: chat\n", ""))
    assert said == ["channel is missing; write it, or name a catalogue request."]


def test_a_request_arrives_or_is_set_off(root: Path) -> None:
    said = said_of(root, "boards:", ('    arrives: "09:20 ±9"\n', ""))
    assert said[0].startswith("write either arrives (a clock time) or after (what sets it off)")


def test_every_judgement_of_the_catalogue_needs_a_reason(root: Path) -> None:
    said = said_of(root, "verdicts:", ("      delegate: Well handed over.\n", ""))
    assert said == ["the catalogue judges delegate right; add delegate: with the reason."]


def test_some_way_of_handling_is_right(root: Path) -> None:
    said = said_of(root, "verdicts:", ("catalogue: R01", "channel: walk_in"))
    assert "no way of handling this is right; judge at least one of them right." in said


def test_a_request_that_can_end_the_day_says_how(root: Path) -> None:
    said = said_of(root, "verdicts:", ("catalogue: R01", "catalogue: R48"))
    assert "R48 can end the day; say which way of handling does (ends_day: true)." in said


def test_what_must_be_contained_says_by_when(root: Path) -> None:
    changes = (("catalogue: R01", "catalogue: R03"), ("contain: {by: 20, cost: 30}", "grace: 5"))
    said = said_of(root, "truth:", *changes)
    assert said == ["R03 has to be contained first; write contain: with by and cost."]


def test_a_follow_up_of_something_uncontained_needs_containment(root: Path) -> None:
    changes = (("when: late", "when: uncontained"), ("      contain: {by: 20, cost: 30}\n", ""))
    assert said_of(root, "after:", *changes) == ["boards has nothing to contain; write contain there."]


def test_follow_ups_that_wait_for_each_other_are_found(root: Path) -> None:
    change = ('arrives: "09:20 ±9"', "after: {request: again, when: late}")
    said = said_of(root, "after:", change)
    assert "these follow-ups wait for each other; one needs arrives." in said


def test_a_follow_up_that_comes_after_the_day_is_found(root: Path) -> None:
    said = said_of(root, "after:", ("when: late, delay: 10", "when: late, delay: 60"))
    assert len(said) == 1
    assert said[0].startswith("this comes at 12:20 at the earliest, and the day ends at 12:00; shorten")


def test_routing_can_only_be_right_when_somebody_owns_it(root: Path) -> None:
    change = ("do: {reason: You stood at the printer., cost: 10}", "route: {judgement: right, reason: Yes.}")
    said = said_of(root, "truth:", change)
    assert said == ["routing is right here, so somebody owns it; write owner: with a department."]


def test_a_duplicate_names_the_first_of_its_kind(root: Path) -> None:
    changes = (
        ("      rework: 5\n", "      repeats: again\n"),
        ("urgency: 4, minutes: 5}", "urgency: 4, minutes: 5, repeats: boards}"),
    )
    said = said_of(root, "repeats:", *changes)
    assert said == ["again repeats another request itself; name that one."]


def test_a_module_that_is_not_there_is_a_warning(root: Path) -> None:
    (root / "coordinators-role" / "02-a-day-and-a-week.md").unlink()
    (root / "scenarios" / "s.yaml").write_text(SAMPLE, encoding="utf-8")
    shelf = load_scenarios(root)
    assert list(shelf.scenarios) == ["s"]
    assert [problem.severity for problem in shelf.problems] == ["warning"]
    assert "there is no module coordinators-role/a-day-and-a-week" in str(shelf.problems[0])


def test_a_fault_in_the_briefing_is_placed_in_it(root: Path) -> None:
    briefing = "briefing: |\n  You have the desk until noon.\n\n  ![](map.png)\n"
    line = next(line for line in SAMPLE.splitlines(keepends=True) if line.startswith("briefing"))
    text = SAMPLE.replace(line, briefing)
    (root / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    number = text.splitlines().index("  ![](map.png)") + 1
    found = [str(problem) for problem in load_scenarios(root).problems]
    assert [item for item in found if item.startswith(f"scenarios/s.yaml:{number}: ")]


def test_the_briefing_is_rendered(root: Path) -> None:
    text = SAMPLE.replace("briefing: You have", "briefing: You **really** have")
    (root / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    html = load_scenarios(root).scenarios["s"].briefing_html
    assert "<strong>really</strong>" in html


def test_every_problem_is_reported_and_sound_files_are_kept(root: Path) -> None:
    (root / "scenarios" / "sound.yaml").write_text(SAMPLE, encoding="utf-8")
    broken = SAMPLE.replace("from: hana", "from: hanna").replace("from: ruth", "from: rut")
    (root / "scenarios" / "broken.yaml").write_text(broken, encoding="utf-8")
    (root / "scenarios" / "unreadable.yaml").write_text("title: [", encoding="utf-8")
    shelf = load_scenarios(root)
    assert list(shelf.scenarios) == ["sound"]
    names = [problem.path.name for problem in shelf.problems]
    assert names == ["broken.yaml", "broken.yaml", "unreadable.yaml"]


def test_a_broken_catalogue_is_reported_with_its_line(root: Path) -> None:
    (root / "catalogue" / "requests.yaml").write_text("requests:\n  R01: {stage: NEVER}\n", encoding="utf-8")
    found = [str(problem) for problem in load_scenarios(root).problems]
    place = "catalogue/requests.yaml:2: requests, R01, stage: this must be"
    assert [item for item in found if item.startswith(place)]


def test_an_empty_folder_is_an_empty_shelf(tmp_path: Path) -> None:
    shelf = load_scenarios(tmp_path)
    assert (dict(shelf.scenarios), shelf.problems) == ({}, ())
