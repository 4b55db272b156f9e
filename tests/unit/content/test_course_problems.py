"""What is wrong with a course: file, line, remedy; and what is left out because of it."""

import pytest

from academy.content.library import check, load_library
from tests.unit.content.sound_folder import COURSE, DRAWING, MODULE, Write

FIRST = MODULE.format(name="first")
SECOND = MODULE.format(name="second")


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (
            "desk/course.yaml",
            None,
            "desk/course.yaml:1: this file cannot be read (No such file or directory).",
        ),
        (
            "desk/course.yaml",
            "",
            "desk/course.yaml:1: there is nothing here; "
            "fill in title, summary, level, order, skills, modules.",
        ),
        (
            "desk/course.yaml",
            COURSE.replace("level: intro", "level: intra"),
            "desk/course.yaml:3: level: this must be 'introductory', 'intermediate' or 'advanced', "
            'not the text "intraductory".',
        ),
        (
            "desk/course.yaml",
            COURSE.replace("order: 1", "order: one"),
            'desk/course.yaml:4: order: this must be a whole number, not the text "one".',
        ),
        (
            "desk/course.yaml",
            COURSE.replace("[K1]", "[K1, K9]"),
            "desk/course.yaml:5: skills, item 2: this must be 'K1', 'K2', 'K3', 'K4' or 'K5', "
            'not the text "K9".',
        ),
        (
            "desk/course.yaml",
            COURSE + "author: me\n",
            "desk/course.yaml:9: author: this key is not known; check its spelling, or delete it.",
        ),
        (
            "desk/course.yaml",
            COURSE + "title: Again\n",
            'desk/course.yaml:9: the key "title" stands here again (first on line 1); keep one of them.',
        ),
        (
            "desk/course.yaml",
            COURSE.replace("title: Desk basics\n", ""),
            "desk/course.yaml:1: title: this key is missing; add it.",
        ),
        (
            "desk/course.yaml",
            COURSE + "  - 03-gone\n",
            "desk/course.yaml:9: there is no file 03-gone.md; add it, or take it off the list.",
        ),
        (
            "desk/course.yaml",
            COURSE + "  - 01-second\n",
            "desk/course.yaml:9: 01-second: a module of this name is listed above; rename the file.",
        ),
        (
            "desk/course.yaml",
            COURSE + "  - ../../01-secret\n",
            'desk/course.yaml:9: modules, item 3: "../../01-secret" must be a file name without .md, '
            "such as 01-first-steps.",
        ),
        (
            "desk/01-first.md",
            "## No header\n",
            "desk/01-first.md:1: a module begins with a line of --- and its front matter "
            "(title, minutes, objectives, skills).",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("---\n\n", "\n"),
            "desk/01-first.md:1: the front matter that begins here never ends; close it with a line of ---.",
        ),
        (
            "desk/01-first.md",
            "---\n---\n\ntext\n",
            "desk/01-first.md:2: there is nothing here; fill in title, minutes, objectives, skills.",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("minutes: 5", "minutes: 0"),
            "desk/01-first.md:3: minutes: this must be at least 1.",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("minutes: 5", "minutes: NO"),
            'desk/01-first.md:3: minutes: this must be a whole number, not the text "NO".',
        ),
        (
            "desk/01-first.md",
            FIRST.replace("minutes: 5", "minutes: 5\nlength: 3"),
            "desk/01-first.md:4: length: this key is not known; check its spelling, or delete it.",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("\n  - Name one thing", " []"),
            "desk/01-first.md:4: objectives: this needs at least 1 items; it has 0.",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("Name one thing", "''"),
            "desk/01-first.md:5: objectives, item 1: this is empty or too short; fill it in.",
        ),
        (
            "desk/01-first.md",
            FIRST.replace("title: The", "title: a: The"),
            "desk/01-first.md:2: there is a second colon on this line; "
            "put the text after the first one in quotes.",
        ),
        (
            "desk/01-first.md",
            FIRST + "\n[x](gone.md)\n",
            'desk/01-first.md:13: the link "gone.md" leads to nothing; '
            "write 02-next.md, ../course/01-first.md, ../checklists/scr.yaml or ../glossary.yaml#term.",
        ),
        (
            "desk/01-first.md",
            b"---\ntitle: \xff\n---\n",
            "desk/01-first.md:2: this is not UTF-8 text; save the file with the encoding UTF-8.",
        ),
        (
            "desk/01-first.md",
            FIRST + "x" * 256_001,
            "desk/01-first.md:1: this page is larger than 256 kB; split it into several modules.",
        ),
        (
            "Desk 2/course.yaml",
            COURSE,
            'Desk 2/course.yaml:1: "Desk 2" is part of the address of the course; '
            "use small letters, digits and hyphens.",
        ),
    ],
)
def test_an_error_has_file_line_and_remedy(
    write: Write, name: str, content: str | bytes | None, complaint: str
) -> None:
    problems = check(write({name: content}))
    assert complaint in [str(problem) for problem in problems]
    assert next(problem for problem in problems if str(problem) == complaint).severity == "error"


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        (
            "desk/03-third.md",
            FIRST,
            "desk/03-third.md:1: 03-third is not in the modules of course.yaml; "
            "add it there, or delete the file.",
        ),
        (
            "desk/notes.txt",
            "x",
            "desk/notes.txt:1: nothing uses this; "
            "a course has course.yaml, questions.yaml, .md files and a folder img/.",
        ),
        ("desk/img/idle.svg", DRAWING, "desk/img/idle.svg:1: no page shows this image; use it or delete it."),
        ("stray.txt", "x", "stray.txt:1: nothing uses this; a course is a folder with a course.yaml."),
        (
            "desk/01-first.md",
            FIRST + "\n[x](02-second.md#gone)\n",
            'desk/01-first.md:13: that page has no heading for "02-second.md#gone"; '
            "use its words, joined by hyphens.",
        ),
        (
            "desk/01-first.md",
            FIRST + "\n#### Deep\n",
            "desk/01-first.md:13: this heading jumps from level 2 to 4; use ###.",
        ),
    ],
)
def test_a_warning_leaves_the_course(write: Write, name: str, content: str, complaint: str) -> None:
    library = load_library(write({name: content}))
    assert [str(problem) for problem in library.problems] == [complaint]
    assert library.course("desk") is not None


def test_a_broken_course_is_left_out_and_the_others_work(write: Write) -> None:
    broken = {
        "zoo/course.yaml": COURSE,
        "zoo/01-first.md": FIRST,
        "zoo/02-second.md": SECOND.replace("5", "many"),
    }
    library = load_library(write(broken))
    assert [course.slug for course in library.courses] == ["desk"]
    assert [problem.path.as_posix() for problem in library.problems] == ["zoo/02-second.md"]


def test_every_problem_of_every_file_is_listed(write: Write) -> None:
    problems = check(
        write(
            {
                "glossary.yaml": "- term: x\n",
                "desk/course.yaml": COURSE.replace("order: 1", "order: x").replace("level", "lvl"),
                "desk/01-first.md": FIRST.replace("minutes: 5", "minutes: x") + "\n<br>\n\n[x](gone.md)\n",
                "desk/02-second.md": SECOND.replace("skills: [K1]", "skills: []") + "\n![](img/bad.svg)\n",
                "desk/img/bad.svg": DRAWING.replace("<path", "<script"),
            }
        )
    )
    assert [(problem.path.as_posix(), problem.line) for problem in problems] == [
        ("desk/01-first.md", 3),
        ("desk/01-first.md", 13),
        ("desk/01-first.md", 15),
        ("desk/02-second.md", 6),
        ("desk/02-second.md", 13),
        ("desk/02-second.md", 13),
        ("desk/course.yaml", 1),
        ("desk/course.yaml", 3),
        ("desk/course.yaml", 4),
        ("desk/img/bad.svg", 1),
        ("glossary.yaml", 1),
        ("glossary.yaml", 1),
    ]


def test_a_fault_of_the_header_does_not_make_links_between_modules_wrong(write: Write) -> None:
    root = write(
        {
            "desk/course.yaml": COURSE.replace("order: 1", "order: one"),
            "desk/01-first.md": FIRST + "\nGo on with the [second](02-second.md).\n",
        }
    )
    assert [problem.path.as_posix() for problem in check(root)] == ["desk/course.yaml"]
