"""The content folder as a whole: what loads, what is taken over, when its stamp changes."""

import os
from pathlib import Path

import pytest

from academy.content.library import Library, check, library_stamp, load_library
from tests.unit.content.sound_folder import COURSE, DRAWING, MODULE, Write

FIRST = MODULE.format(name="first")
GLOSSARY = "- term: desk\n  definition: Where the work comes in.\n"


def test_a_sound_folder_loads_whole(write: Write) -> None:
    library = load_library(write({"glossary.yaml": GLOSSARY}))
    assert library.problems == ()
    assert library.glossary == (library.term("desk"),)
    course = library.course("desk")
    assert course is not None
    assert (course.title, course.summary, course.level) == (
        "Desk basics",
        "How a desk is kept.",
        "introductory",
    )
    assert (course.order, course.skills) == (1, ("K1",))
    assert [module.slug for module in course.modules] == ["first", "second"]


def test_a_module_carries_its_header_and_its_page(write: Write) -> None:
    text = FIRST.replace("minutes: 5", "minutes: 5\ncontent_note: Speaks of a conflict.")
    course = load_library(write({"desk/01-first.md": text})).course("desk")
    assert course is not None
    module = course.module("first")
    assert module is not None
    assert (module.title, module.minutes, module.words) == ("The first page", 5, 7)
    assert (module.objectives, module.skills) == (("Name one thing",), ("K1",))
    assert module.content_note == "Speaks of a conflict."
    assert [heading.id for heading in module.headings] == ["s-start-here"]
    assert "<p>Text of the first page.</p>" in module.html


def test_what_is_not_there_is_none(write: Write) -> None:
    library = load_library(write({}))
    course = library.course("desk")
    assert library.course("gone") is None
    assert library.term("gone") is None
    assert course is not None
    assert course.module("gone") is None


def test_courses_come_in_their_order_then_by_title(write: Write) -> None:
    root = write({})
    for slug, order, title in [("a", 2, "Zebra"), ("b", 2, "ant"), ("c", 0, "Last")]:
        (root / slug).mkdir()
        header = COURSE.replace("order: 1", f"order: {order}").replace("Desk basics", title)
        (root / slug / "course.yaml").write_text(header.replace("  - 02-second\n", ""), encoding="utf-8")
        (root / slug / "01-first.md").write_text(FIRST, encoding="utf-8")
    assert [course.slug for course in load_library(root).courses] == ["c", "desk", "b", "a"]


def test_pages_link_across_courses_and_show_checked_images(write: Write) -> None:
    links = "[next](02-second.md) [far](../other/01-first.md#start-here)"
    root = write(
        {
            "desk/01-first.md": f"{FIRST}\n{links}\n\n![A](img/a.svg)",
            "desk/img/a.svg": DRAWING,
            "other/course.yaml": COURSE,
            "other/01-first.md": FIRST,
            "other/02-second.md": MODULE.format(name="second"),
        }
    )
    library = load_library(root)
    assert library.problems == ()
    course = library.course("desk")
    assert course is not None
    assert 'href="/courses/desk/second"' in course.modules[0].html
    assert 'href="/courses/other/first#s-start-here"' in course.modules[0].html
    assert 'src="/courses/desk/img/a.svg"' in course.modules[0].html
    assert course.images["a.svg"].file == root / "desk/img/a.svg"


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(write: Write) -> None:
    plain = load_library(write({}))
    text = "\ufeff" + FIRST.replace("\n", "\r\n")
    assert load_library(write({"desk/01-first.md": text})).digest == plain.digest


def test_the_digest_is_of_the_content_and_of_nothing_else(write: Write) -> None:
    root = write({})
    before = load_library(root).digest
    os.utime(root / "desk/01-first.md", (1, 1))
    assert load_library(root).digest == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("desk/01-first.md", FIRST + "\nOne more.\n"),
        ("desk/01-first.md", FIRST.replace("minutes: 5", "minutes: 6")),
        ("desk/course.yaml", COURSE.replace("kept", "run")),
        ("desk/course.yaml", COURSE.replace("01-first\n  - 02-second", "02-second\n  - 01-first")),
        ("glossary.yaml", GLOSSARY),
        ("desk/img/a.svg", DRAWING.replace("M0", "M1")),
    ],
)
def test_the_digest_changes_with_what_a_reader_sees(write: Write, name: str, content: str) -> None:
    image = {"desk/02-second.md": f"{FIRST}\n![A](img/a.svg)\n", "desk/img/a.svg": DRAWING}
    before = load_library(write(image))
    after = load_library(write({**image, name: content}))
    assert before.problems == after.problems == ()
    assert before.digest != after.digest


def pages(library: Library) -> dict[str, int]:
    """Return the identity of each rendered page's text."""
    return {module.slug: id(module.html) for course in library.courses for module in course.modules}


def test_unchanged_pages_are_not_rendered_again(write: Write) -> None:
    before = load_library(write({}))
    after = load_library(write({"desk/01-first.md": FIRST + "\nOne more.\n"}), before)
    assert pages(after)["second"] == pages(before)["second"]
    assert pages(after)["first"] != pages(before)["first"]
    assert "One more." in after.courses[0].modules[0].html
    assert len(after.rendered) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"glossary.yaml": "- term: Text\n  definition: What is read.\n"},
        {"desk/img/a.svg": DRAWING.replace("40 20", "80 40")},
        {"desk/course.yaml": COURSE.replace("  - 02-second\n", ""), "desk/02-second.md": None},
    ],
)
def test_a_page_is_rendered_again_when_what_it_leans_on_changes(
    write: Write, change: dict[str, str | bytes | None]
) -> None:
    page = {"desk/01-first.md": f"{FIRST}\n[x](02-second.md)\n\n![A](img/a.svg)\n", "desk/img/a.svg": DRAWING}
    root = write(page)
    before = load_library(root)
    for name, content in change.items():
        if content is None:
            (root / name).unlink()
    sound_change = {name: content for name, content in change.items() if content is not None}
    for name, content in sound_change.items():
        (root / name).write_text(str(content), encoding="utf-8")
    assert load_library(root, before).rendered.keys() != before.rendered.keys()
    assert load_library(root, before) == load_library(root)


def test_a_mended_course_comes_back_and_a_page_keeps_its_problems(write: Write) -> None:
    broken = load_library(write({"desk/01-first.md": FIRST + "\n[x](gone.md)\n"}))
    again = load_library(write({"desk/01-first.md": FIRST + "\n[x](gone.md)\n"}), broken)
    assert broken.courses == ()
    assert again.problems == broken.problems != ()
    assert load_library(write({}), again).course("desk") is not None


def test_the_stamp_changes_with_any_file(write: Write) -> None:
    root = write({"scenarios/one.yaml": "a: 1"})
    stamps = {library_stamp(root)}
    (root / "desk/01-first.md").write_text(FIRST + "more", encoding="utf-8")
    stamps.add(library_stamp(root))
    os.utime(root / "desk/02-second.md", (5, 5))
    stamps.add(library_stamp(root))
    (root / "scenarios/one.yaml").rename(root / "scenarios/two.yaml")
    stamps.add(library_stamp(root))
    (root / "desk/01-first.md").unlink()
    stamps.add(library_stamp(root))
    assert len(stamps) == 5
    assert library_stamp(root) in stamps


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    library = load_library(tmp_path / "gone")
    assert library.courses == ()
    assert [str(problem) for problem in library.problems] == [
        "gone:1: there is no such folder; name the folder that holds the courses."
    ]
    assert library_stamp(tmp_path / "gone") == library_stamp(tmp_path / "gone")


def test_the_courses_of_this_repository_are_sound() -> None:
    root = Path(__file__).parents[3] / "courses"
    assert [str(problem) for problem in check(root)] == []
