"""All notes of a person: by course, searched, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest
from sqlalchemy.orm import Session

from academy.learning.notes.pages import html_of
from tests.browsers import Browser
from tests.integration.learning.readers import links, words
from tests.integration.notes.writers import WORK, write


def test_notes_stand_by_course_module_and_heading(ada: Browser) -> None:
    write(ada, "Last", module="/courses/packs/pack")
    write(ada, "Third", place="s-evening")
    write(ada, "Second", place="s-noon")
    write(ada, "First", module="/courses/desk/open")
    page = words(ada.get("/notes"))
    places = [page.index(text) for text in ("First", "Second", "Third", "Packs and partners", "Last")]
    assert places == sorted(places)
    assert links(ada.get("/notes"), "Noon")[0] == f"{WORK}#s-noon"


def test_the_list_is_searched_and_says_so(ada: Browser) -> None:
    write(ada, "Ask about ÉCLAIR and 100%", place="s-noon")
    write(ada, "Something else", place="s-evening")
    page = words(ada.get("/notes?q=éclair 100%25"))
    assert "1 of 2 note holds" in page
    assert "Something else" not in page
    assert "No note holds that" in words(ada.get("/notes?q=%25%25"))
    assert "Something else" in words(ada.get("/notes?q=evening"))


def test_a_long_list_has_pages(
    ada: Browser, session: Session, courses: Path, shelve: Callable[[], None]
) -> None:
    path = courses / "desk" / "02-work.md"
    path.write_text(path.read_text() + "".join(f"\n## Part {number}\n\nText.\n" for number in range(25)))
    shelve()
    for number in range(25):
        write(ada, f"About part {number}", place=f"s-part-{number}")
    assert "1 to 20 of 25 notes" in words(ada.get("/notes"))
    assert "21 to 25 of 25 notes" in words(ada.get("/notes?page=2"))
    assert "21 to 25 of 25 notes" in words(ada.get("/notes?page=99"))


def test_an_empty_list_teaches(ada: Browser) -> None:
    assert "No notes yet" in words(ada.get("/notes"))


def test_the_file_holds_every_note_as_typed(ada: Browser) -> None:
    write(ada, "- **bold** <b>\n\n# mine", place="s-noon")
    answer = ada.get("/notes.md")
    assert answer.mimetype == "text/markdown"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith('.md"')
    expected = "## A day at the desk\n\n### Work the desk\n\n#### Noon\n\n- **bold** <b>\n\n# mine\n"
    assert expected in answer.text


def test_notes_on_a_course_that_is_gone_are_kept(
    ada: Browser, courses: Path, shelve: Callable[[], None]
) -> None:
    write(ada, "About packs", module="/courses/packs/pack")
    rmtree(courses / "packs")
    shelve()
    page = words(ada.get("/notes"))
    assert "About packs" in page
    assert "this module is gone" in page
    assert "About packs" in ada.get("/notes.md").text


def test_notes_are_ones_own(ada: Browser, ben: Browser) -> None:
    write(ada, "A private word")
    assert "A private word" not in ben.get("/notes").text
    assert "A private word" not in ben.get("/notes.md").text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and `code`", "<strong>bold</strong>"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("[x](javascript:alert(1))", "x"),
        ("## Heading", '<p class="note-heading">Heading</p>'),
        ("![a](https://example.org/x.png)", "a"),
        ("[" * 500, '<pre class="note-plain">[[['),
    ],
)
def test_a_note_is_shown_as_safe_markdown(typed: str, shown: str) -> None:
    html = str(html_of(typed))
    assert shown in html
    for forbidden in ("<script", "javascript:", "<img", ' id="', "data-behavior"):
        assert forbidden not in html
