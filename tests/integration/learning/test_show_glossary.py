"""The glossary's page, open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browsers import Browser
from tests.integration.learning.readers import links, words
from tests.people import Cast


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
