"""What must agree between the files of a curriculum."""

import pytest

from academy.content.checklists import load_checklists
from academy.content.curriculum import check_curriculum
from academy.content.library import load_library
from academy.content.questions.bank import load_questions
from tests.unit.content.questions.texts import SINGLE, TEXT
from tests.unit.content.sound_folder import MODULE, Write
from tests.unit.content.test_checklists import LIST

HEADER = "skills: [K1]\nbehaviours: [K1.2]\nchecklists: [SCR]\n"
FIRST = MODULE.format(name="first").replace("skills: [K1]\n", HEADER) + "The desk is here.\n"
GLOSSARY = "- term: desk\n  definition: Where the work comes in.\n  taught: desk/first\n"
SOUND: dict[str, str | bytes | None] = {
    "desk/01-first.md": FIRST,
    "desk/questions.yaml": SINGLE + TEXT,
    "checklists/scr.yaml": LIST,
    "glossary.yaml": GLOSSARY,
}


def said(write: Write, **changes: str) -> list[str]:
    names = {"module": "desk/01-first.md", "questions": "desk/questions.yaml"}
    names |= {"checklist": "checklists/scr.yaml", "glossary": "glossary.yaml"}
    root = write(SOUND | {names[name]: text for name, text in changes.items()})
    library, checklists = load_library(root), load_checklists(root)
    assert library.courses, library.problems
    bank = load_questions(root, library.courses)
    return [str(problem) for problem in check_curriculum(root, library, bank, checklists)]


def test_what_agrees_is_silent_but_for_what_is_missing_yet(write: Write) -> None:
    missing, taught, exercised = sorted(said(write))
    assert missing == 'desk/02-second.md:5: "Name one thing" has 0 of 2 questions; add to them.'
    assert taught.startswith("desk/course.yaml:1: no module teaches K1.1, K1.3, ")
    assert exercised.startswith("desk/course.yaml:1: no question exercises K1.1, K1.3, ")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"questions": SINGLE}, 'desk/01-first.md:5: "Name one thing" has 1 of 2 questions'),
        ({"glossary": GLOSSARY.replace("desk/first", "desk/third")}, 'glossary.yaml:1: "desk": there is no'),
        ({"glossary": GLOSSARY.replace("desk/first", "desk/second")}, "which does not use it"),
        ({"checklist": LIST.replace("desk/first", "desk/third", 1)}, "scr.yaml:14: C-SCR-01: there is no"),
        ({"module": FIRST.replace("checklists: [SCR]\n", "")}, "no module names SCR"),
        (
            {"questions": SINGLE.replace("Leave it,", '"Look [here](gone.md)",') + TEXT},
            'questions.yaml:1: box: the link "gone.md" leads to nothing',
        ),
        ({"questions": SINGLE.replace("Leave it,", '"Type <b>",') + TEXT}, "box: HTML such as <b>"),
    ],
)
def test_a_disagreement_is_said_with_its_place(write: Write, changes: dict[str, str], complaint: str) -> None:
    assert any(complaint in line for line in said(write, **changes)), said(write, **changes)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("checklists: [SCR, ANI]", "checklists/ani.yaml"),
        ("scenarios: [no-such-day]", "scenarios/no-such-day.yaml"),
        ("scenarios: [days/pre]", "days/pre"),
    ],
)
def test_a_header_names_only_what_exists(write: Write, line: str, missing: str) -> None:
    root = write(SOUND | {"desk/01-first.md": FIRST.replace("checklists: [SCR]", line)})
    [problem] = load_library(root).problems
    assert str(problem).startswith("desk/01-first.md:8: there is no " + missing)


def test_a_page_links_checklists_terms_and_days_by_their_files(write: Write) -> None:
    text = (
        FIRST + "[list](../checklists/scr.yaml) [term](../glossary.yaml#desk) [day](../scenarios/one.yaml)\n"
    )
    root = write(SOUND | {"desk/01-first.md": text, "scenarios/one.yaml": "title: One\n"})
    library = load_library(root)
    assert library.problems == ()
    html = library.courses[0].modules[0].html
    for address in ("/checklists/scr", "/glossary#desk", "/scenarios/one"):
        assert f'href="{address}"' in html


def test_a_course_without_questions_is_not_asked_for_them(write: Write) -> None:
    root = write({})
    library, shelf = load_library(root), load_checklists(root)
    assert check_curriculum(root, library, load_questions(root, library.courses), shelf) == []
