"""A module's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.courses import write_module
from tests.integration.learning.readers import CLOSE, OPEN, WORK, links, mark, words
from tests.people import Cast

RULE = "A module counts as complete when you mark it so, nothing else."


def test_the_page_says_where_one_is_and_what_for(ada: Browser) -> None:
    page = words(ada.get(WORK))
    for text in ("Work the desk", "Module 2 of 3", "9 min", "Name what happens", "What happens then.", RULE):
        assert text in page


def test_previous_and_next_lead_through_the_course(ada: Browser) -> None:
    page = ada.get(WORK)
    assert links(page, "Previous") == [OPEN]
    assert links(page, "Next, 9 min") == [CLOSE]


def test_the_first_module_has_none_before_and_the_last_leads_back(ada: Browser) -> None:
    assert links(ada.get(OPEN), "Previous") == []
    assert links(ada.get(CLOSE), "Back to the contents") == ["/courses/desk"]


def test_the_outline_leads_to_every_main_heading(ada: Browser) -> None:
    page = ada.get(OPEN)
    for part in ("Morning", "Noon", "Evening"):
        assert links(page, part) == [f"#s-{part.lower()}"]
        assert f'id="s-{part.lower()}"' in page.text


def test_complete_modules_are_ticked_in_the_contents(ada: Browser) -> None:
    mark(ada, OPEN)
    assert "1 Open the desk complete 2 Work the desk" in words(ada.get(WORK))


def test_signed_out_is_asked_to_sign_in_and_comes_back(client: Browser, people: Cast) -> None:
    answer = client.get(WORK)
    assert answer.status_code == 303
    assert answer.location == f"/sign-in?next={WORK}"


@pytest.mark.parametrize("slug", ["02-work", "works", "wrok"])
def test_a_changed_address_finds_its_module_again(ada: Browser, slug: str) -> None:
    answer = ada.get(f"/courses/desk/{slug}")
    assert answer.status_code == 404
    assert "Perhaps you mean Work the desk ?" in words(answer)
    assert WORK in links(answer, "Work the desk")


def test_an_unknown_module_shows_what_there_is(ada: Browser) -> None:
    answer = ada.get("/courses/desk/xyzzy")
    assert answer.status_code == 404
    assert "Perhaps" not in words(answer)
    for module in ("Open", "Work", "Close"):
        assert links(answer, f"{module} the desk")


def test_a_title_is_text_wherever_it_stands(ada: Browser, courses: Path, shelve: Callable[[], None]) -> None:
    title = "<img src=x onerror=alert(1)> \"quoted\" 'title' {{ 7 * 7 }}"
    write_module(courses / "desk" / "01-open.md", title=title)
    shelve()
    mark(ada, OPEN)
    for path in (OPEN, WORK, "/courses/desk", "/courses/desk/none", "/"):
        page = ada.get(path).text
        assert "<img src=x" not in page
        assert "49 " not in page
    assert title.split(" {{")[0] in words(ada.get("/courses/desk"))


def test_the_page_is_sent_compressed_only_where_that_is_taken(ada: Browser) -> None:
    compressed = ada.get(OPEN, headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in ada.get(OPEN).headers
    assert {"Accept-Encoding", "Cookie"} <= set(compressed.vary)
