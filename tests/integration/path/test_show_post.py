"""A rung, or a step to the side: duties, evidence, what counts and what one has of it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.content.career import Career
from academy.learning.library import current_shelf
from academy.path.counting import State
from tests.browsers import Browser
from tests.factories import make_progress
from tests.integration.path.test_show_path import words
from tests.people import Cast


@pytest.fixture
def career(app: Flask) -> Career:
    with app.app_context():
        return current_shelf().career


def test_every_post_has_a_page_with_all_of_it(ada: Browser, career: Career) -> None:
    for post in (*career.rungs, *career.sideways):
        page = words(ada.get(f"/path/{post.slug}").text).replace("&#39;", "'")
        for line in (post.title, post.holds, *post.duties, *post.evidence, post.contract):
            assert line in page, (post.slug, line)
        assert f"For example {post.for_example}" in page
        assert all(f"{code} {career.behaviours[code]}" in page for code in post.behaviours)


def test_everything_that_counts_can_be_opened(ada: Browser, career: Career) -> None:
    page = ada.get("/path/runner").text
    things = [part.split('"')[0] for part in page.split('path-thing-title" href="')[1:]]
    assert len(things) == 8
    assert [ada.get(url).status_code for url in things] == [200] * 8


def test_each_thing_says_how_far_it_is(ada: Browser, people: Cast, session: Session) -> None:
    make_progress(session, person=people.ada, course="coordinators-role", module="what-the-job-is")
    make_progress(
        session, person=people.ada, course="coordinators-role", module="a-day-and-a-week", is_complete=False
    )
    page = words(ada.get("/path/runner").text)
    assert "Module · The coordinator&#39;s role · 2 Mar 2026 Done 8 min" in page
    assert "A day, a week, an episode Module · The coordinator&#39;s role Begun 9 min left" in page
    assert "Ways in Module · From runner to coordinator, and beyond Not yet 10 min" in page


def test_lists_count_once_somebody_follows_them(
    app: Flask, ada: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "list_states", [])
    page = words(ada.get("/path/runner").text)
    assert "0 of 7 done" in page
    assert "For use at work" in page
    monkeypatch.setitem(app.extensions, "list_states", [lambda session, person: {"SCR": State.DONE}])
    page = words(ada.get("/path/runner").text)
    assert "1 of 8 done" in page
    assert "For use at work" not in page


@pytest.mark.parametrize("slug", ["director", "Runner", "plan", "x" * 200])
def test_what_is_no_post_is_not_there(ada: Browser, slug: str) -> None:
    assert ada.get(f"/path/{slug}").status_code == 404


def test_a_post_takes_no_post_request(ada: Browser) -> None:
    assert ada.submit("/path/runner").status_code == 405
