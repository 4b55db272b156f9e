"""The page of results, its filters and its help, and the first results while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.courses import write_course
from tests.integration.learning.readers import links, words
from tests.integration.notes.writers import WORK, write
from tests.people import Cast
from tests.security.state import digest_of

HOSTILE = [
    "(a+)+$",
    '"',
    "'",
    '""" OR 1=1 --',
    "%00",
    "a%00b",
    "x" * 10_000,
    "word " * 2_000,
    "😀😀",
    "\u202eevil\u202c",
    "שלום عالم",
    "NEAR(a b, 2)",
    "title:desk",
    "-desk",
    "*",
    "^desk",
    "{col}:x",
    "%ff%fe",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
]


@pytest.fixture(autouse=True)
def glossary(courses: Path, shelve: Callable[[], None]) -> None:
    (courses / "glossary.yaml").write_text(
        "- {term: Animatic, definition: 'The board, cut to sound, of <every> shot.', aliases: [story reel]}\n"
    )
    shelve()


def results(ada: Browser, query: str) -> str:
    return words(ada.get(f"/search?q={query}"))


def test_results_lead_to_the_heading(ada: Browser) -> None:
    page = ada.get("/search?q=noon")
    assert f"{WORK}#s-noon" in links(page, "Noon")
    assert "<mark>Noon</mark>" in page.text


def test_the_text_of_a_result_is_escaped(ada: Browser) -> None:
    page = ada.get("/search?q=shot").text
    assert "&lt;every&gt; <mark>shot</mark>" in page
    assert "<every>" not in page


def test_an_exact_term_comes_first_and_kinds_are_filters(ada: Browser) -> None:
    assert links(ada.get("/search?q=story reel"), "Animatic") == ["/glossary#animatic"]
    page = words(ada.get("/search?q=desk"))
    assert "Everything" in page
    assert "Modules" in page
    assert "Nothing of this kind" in results(ada, "noon&kind=term")
    assert results(ada, "noon&kind=no-such-kind") == results(ada, "noon")


def test_many_results_have_pages(ada: Browser, courses: Path, shelve: Callable[[], None]) -> None:
    many = tuple(f"Part{letter}" for letter in "abcdefghi")
    write_course(courses, "many", title="Many", modules=many, order=3)
    shelve()
    assert "1 to 20 of" in results(ada, "happens")
    assert "21 to 40 of" in results(ada, "happens&page=2")
    assert results(ada, "happens&page=999")
    assert results(ada, "happens&page=x") == results(ada, "happens")


def test_a_changed_file_is_found_at_once(ada: Browser, courses: Path, shelve: Callable[[], None]) -> None:
    assert "Nothing found" in results(ada, "zoetrope")
    write_course(courses, "toys", title="Optical toys", text="A zoetrope turns.", order=3)
    shelve()
    assert "toys" in str(links(ada.get("/search?q=zoetrope"), "Evening"))


def test_without_result_there_is_a_guess_and_a_way_on(ada: Browser) -> None:
    page = ada.get("/search?q=anmatic")
    assert links(page, "animatic") == ["/search?q=animatic"]
    assert "/search?q=noon" in links(ada.get("/search?q=noon+qqqqqq"), "noon")
    assert "One field for everything" in results(ada, "")


def test_own_notes_are_found_and_no_others(ada: Browser, ben: Browser, session: Session) -> None:
    write(ada, "Ask about the marmalade", place="s-noon")
    assert f"{WORK}#my-notes" in links(ada.get("/search?q=marmalade"), "Noon")
    assert f"{WORK}#my-notes" in links(ada.get("/search?q=marmalade&kind=note"), "Noon")
    assert "Nothing found" in results(ben, "marmalade")
    assert ben.get("/search/suggestions?q=marmalade").json == {"results": [], "total": 0}


def test_a_deleted_note_is_not_found(ada: Browser, session: Session) -> None:
    write(ada, "Ask about the marmalade")
    page = ada.get("/notes").text
    number = page.split('id="note-')[1].split('"')[0]
    ada.submit(f"/notes/{number}/deletion")
    assert "Nothing found" in results(ada, "marmalade")


def test_suggestions_are_few_and_say_where_they_lead(ada: Browser) -> None:
    answer = ada.get("/search/suggestions?q=animat").json
    first = answer["results"][0]
    assert first == {
        "kind": "Glossary",
        "title": "Animatic",
        "context": "Glossary",
        "url": "/glossary#animatic",
    }
    assert len(ada.get("/search/suggestions?q=happens").json["results"]) == 7
    assert ada.get("/search/suggestions?q=").json == {"results": [], "total": 0}


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_only_text(ada: Browser, app: Flask, typed: str) -> None:
    before = digest_of(app)
    for path in ("/search", "/search/suggestions", "/notes"):
        query = typed if "%" in typed else quote(typed)
        answer = ada.get(f"{path}?q={query}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert ">49<" not in answer.text
    assert digest_of(app) == before


def test_a_cut_search_says_so(ada: Browser) -> None:
    assert "only its first 200 characters" in results(ada, "desk+" * 100)


def test_visitors_are_asked_to_sign_in(client: Browser, people: Cast) -> None:
    assert client.get("/search?q=noon").location == "/sign-in?next=/search?q%3Dnoon"
    assert client.get("/search/suggestions?q=noon", headers={"Accept": "application/json"}).status_code == 401
    assert 'class="search-field"' not in client.get("/glossary").text


def test_a_search_is_not_posted(ada: Browser) -> None:
    assert ada.submit("/search", q="noon").status_code == 405


@pytest.mark.parametrize("typed", ["éclairs", "ECLAIR", "(éclair", '"of éclair"', "e"])
def test_notes_are_found_by_any_form_of_a_word(ada: Browser, typed: str) -> None:
    write(ada, "Ask about a box of Éclair.")
    page = ada.get("/search", query_string={"q": typed, "kind": "note"})
    assert "1 to 1 of 1" in words(page)
