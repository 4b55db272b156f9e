"""Each kind of mistake in a scenario file is named on its line, with the way out."""

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


def problems(root: Path, text: str) -> list[str]:
    (root / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    shelf = load_scenarios(root)
    assert (not shelf.problems) == ("s" in shelf.scenarios)
    return [str(problem) for problem in shelf.problems]


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle.strip().splitlines()[-1].strip())].count("\n") + 1


def test_the_sample_is_sound(root: Path) -> None:
    assert problems(root, SAMPLE) == []


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("goodwill: 2", "goodwil: 2", "goodwil: this key is not known"),
        ("goodwill: 2", "goodwill: many", "goodwill: this must be a whole number"),
        ("goodwill: 2", "goodwill: 12", "goodwill: this must be at most 9."),
        ("level: introductory", "level: easy", "level: this must be"),
        ('closes: "12:00"', 'closes: "08:00"', "the day ends before it begins"),
        ('closes: "12:00"', "closes: noon", "closes: write a clock time"),
        ("department: editorial}", "department: edit}", "edit is not among the departments (editorial)"),
        ("\ncontacts: [ruth]", "\ncontacts: [ruht]", "ruht is not among the cast"),
        ("\ncontacts: [ruth]", "\ncontacts: [ruth, ruth]", "ruth stands here twice"),
        ("maya: {shift:", "max: {shift:", "max is not among the cast"),
        ("09:30-12:00", "08:30-12:00", "this shift is not within the day, 09:00 to 12:00."),
        ('ends: "10:20"', 'ends: "12:20"', "this appointment is not a span within the day"),
        ('at: "11:30"', 'at: "12:30"', "this cut-off is not within the day"),
        ("cells: {design: wfa}", "cells: {desing: wfa}", "desing is not among the columns"),
        ("cells: {design: wfa}", "cells: {design: late}", "status: this must be"),
        ("copies: {between: [3, 60]}", "copies: {}", "write either one_of (a list) or between"),
        ("{gigabytes: 60, wait:", "{gigabyte: 60, wait:", "every row of this list needs the same keys."),
        ("  copies: {", "  copies: {between: [1, 2]}\n  spare: {", "no text uses {spare}"),
        ("catalogue: R01", "catalogue: R901", "R901 is not in catalogue/requests.yaml"),
        ("- {id: short", "- {id: sh ort", "id: write letters, digits, - and _"),
        ("coordinators-role/a-day", "a-day", "modules, item 1: write course/module"),
        ("Lantern hook", "Lantern hook, note: '{shot}'", "note: write plain words; nothing is drawn here."),
        ('{one_of: ["0110"', '{one_of: [null, "0110"', "shot, one_of, item 1: write a text, a whole number"),
        ("from: hana", "from: hanna", "hanna is not among the cast (hana, ruth, maya)."),
        ("work: logistics", "work: printing", "work: this must be"),
        ('arrives: "09:20 ±9"', 'arrives: "08:20"', "this is not within the day, 09:00 to 12:00."),
        ("Boards of {shot}", "Boards of {shots}", "{shots} names nothing"),
        ("owner: editorial, level", "owner: art, level", "art is not among the departments"),
        ("contact: ruth}", "contact: hana}", "hana is not among the contacts"),
        ('due: "11:00 ±10"', 'due: "09:25"', "this can be 09:25, and the request can arrive later"),
        ('due: "11:00 ±10"', 'due: "09:35"', "this leaves 6 minutes, and the quickest good way takes 12;"),
        ('due: "11:00 ±10"', "due: 0", "this must be at least 1 minute after the arrival."),
        ("minutes: [10, 40]", "minutes: 0", "this must be at least 1 minute."),
        ("minutes: [10, 40]", "minutes: [40, 10]", "this range runs backwards; write [10, 40]."),
        ("contain: {by: 20,", 'contain: {by: "09:10",', "this can be 09:10"),
        ("Too late., cost: 10}", "Too late., mishandles: true}", "nothing follows when boards is mishandled"),
        ("do: {reason", "ask: {reason", "only a poor choice does harm"),
        ("text: \"By {by}.\"", "text: \"By {bye}.\"", "{bye} names nothing"),
        ("skills: [K4.1]", "skills: [K6.1]", "skills, item 1: write a behaviour from K1.1 to K5.6."),
        ("{row: hook, column", "{row: look, column", "look is not among the rows of the board (hook)."),
        ("request: boards,", "request: board,", "board is not among the other requests (boards)."),
        ("truth: {due: 30,", 'truth: {due: "11:00",', "a follow-up comes when it comes"),
        ("The {shot} boards", "The {by} boards", "{by} names nothing"),
        ("know?, What did you leave?]", "know?]", "debrief: this needs at least 3 items"),
        ("reason: Clear.}", "reason: a}\n      - {id: short, text: a, judgement: right, reason: b}", "again"),
        ('ends: "10:20"}', 'ends: "10:20"}\n  b: {title: x, starts: "10:10", ends: "10:30"}', "ahead of it"),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_found_on_its_line(
    root: Path, written: str, instead: str, message: str
) -> None:
    assert SAMPLE.count(written) == 1
    text = SAMPLE.replace(written, instead)
    place = f"scenarios/s.yaml:{line_of(text, instead)}: "
    assert [problem for problem in problems(root, text) if problem.startswith(place) and message in problem]
