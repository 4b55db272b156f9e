"""The glossary's page, open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browsers import Browser
from tests.courses import write_course
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in


def test_terms_can_be_reached_by_letter_and_by_address(
    client: Browser, people: Cast, courses: Path, shelve: Callable[[], None]
) -> None:
    (courses / "glossary.yaml").write_text(
        "- {term: Animatic, definition: 'The board, cut to sound.', aliases: [story reel], see: [Retake]}\n"
        "- {term: Retake, definition: 'Work that goes back with a note.'}\n"
    )
    shelve()
    page = client.get("/glossary")
    assert "#letter-a" in links(page, "A")
    assert "#retake" in links(page, "Retake")
    for anchor in ("letter-a", "letter-r", "animatic", "retake"):
        assert page.text.count(f'id="{anchor}"') == 1
    assert "Animatic also story reel The board, cut to sound." in words(page)


def test_an_empty_glossary_teaches(client: Browser, people: Cast) -> None:
    assert "No terms yet" in words(client.get("/glossary"))


def test_a_term_says_which_other_modules_use_it(
    client: Browser, people: Cast, courses: Path, shelve: Callable[[], None]
) -> None:
    (courses / "glossary.yaml").write_text(
        "- {term: Animatic, definition: 'The board, cut to sound.', taught: desk/open}\n"
        "- {term: Retake, definition: 'Work that goes back with a note.'}\n"
    )
    write_course(courses, "desk2", title="Another", text="The animatic is cut.", order=3)
    for module in ("01-open.md", "02-work.md"):
        path = courses / "desk" / module
        path.write_text(path.read_text() + "\nThe animatic and its retake.\n")
    shelve()
    page = client.get("/glossary")
    assert "Used in 4 other modules" in words(page)
    assert "Used in 2 modules" in words(page)
    assert links(page, "Work the desk").count("/courses/desk/work") == 2


def test_the_field_sends_to_the_search_for_those_who_may_search(
    client: Browser, people: Cast, courses: Path, shelve: Callable[[], None]
) -> None:
    (courses / "glossary.yaml").write_text("- {term: Retake, definition: 'Work that goes back.'}\n")
    shelve()
    assert 'class="glossary-filter" method="get" action="/glossary"' in client.get("/glossary").text
    sign_in(client, people.ada)
    assert 'class="glossary-filter" method="get" action="/search"' in client.get("/glossary").text
