"""The shelf cut into entries: every section has its anchor, and nothing that is hidden is in them."""

from __future__ import annotations

import pytest

from academy.learning.library import Shelf
from academy.search.entries import KINDS, Entry, entries_of
from academy.search.plain_text import sections_of, text_of
from tests import shipped


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shipped.shelf()


@pytest.fixture(scope="module")
def entries(shelf: Shelf) -> list[Entry]:
    return list(entries_of(shelf))


def test_sections_begin_at_their_headings() -> None:
    opening, sections = sections_of(
        '<p>First</p><h2 id="s-a">A &amp; <em>b</em></h2><p>One<br>two</p><h3>No id</h3>'
    )
    assert opening == "First"
    assert [(part.id, part.heading, part.text) for part in sections] == [("s-a", "A & b", "One two No id")]


def test_links_within_a_word_do_not_part_it_and_foot_note_marks_are_not_read() -> None:
    html = (
        '<p>pre<a class="term" href="/x">take</a>s<sup><a class="footnote-ref" href="#fn">1</a></sup></p>'
        "<p>next</p>"
    )
    assert text_of(html) == "pretakes next"


def test_every_module_and_every_heading_has_an_entry(shelf: Shelf, entries: list[Entry]) -> None:
    urls = {entry.url for entry in entries}
    for course in shelf.library.courses:
        for module in course.modules:
            address = f"/courses/{course.slug}/{module.slug}"
            assert {address, *(f"{address}#{heading.id}" for heading in module.headings)} <= urls


def test_terms_lists_items_and_days_have_entries(shelf: Shelf, entries: list[Entry]) -> None:
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in KINDS}
    lists = shelf.checklists
    assert len(by_kind["term"]) == len(shelf.library.glossary)
    assert len(by_kind["checklist"]) == lists.item_count + len(lists.checklists)
    assert {"/scenarios/ship-thursday", "/days/production"} <= {entry.url for entry in by_kind["practice"]}
    assert "/scenarios/three-minute-shift" not in {entry.url for entry in entries}


def test_addresses_are_unique_and_no_entry_is_nameless(entries: list[Entry]) -> None:
    assert len({entry.url for entry in entries}) == len(entries)
    assert all(entry.title and entry.body for entry in entries)


def test_what_a_day_hides_cannot_be_found(shelf: Shelf, entries: list[Entry]) -> None:
    everything = "\n".join(f"{entry.title} {entry.body}" for entry in entries if entry.kind == "practice")
    hidden = [
        text
        for scenario in shelf.scenarios.scenarios.values()
        for request in scenario._file.requests.values()
        for text in (request.body, request.why, request.ideal, request.consequence)
    ]
    assert hidden, "the scenarios have requests with texts"
    assert not [text for text in hidden if text in everything]


def test_every_post_of_the_career_path_has_an_entry(shelf: Shelf, entries: list[Entry]) -> None:
    posts = {entry.url: entry.title for entry in entries if entry.kind == "post"}
    assert posts["/path/coordinator"] == "Production coordinator"
    assert len(posts) == len(shelf.career.rungs) + len(shelf.career.sideways) > 7
