"""The list of courses and the contents of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.integration.learning.readers import OPEN, links, mark, words
from tests.people import Cast, sign_in


@pytest.fixture
def broken(courses: Path, shelve: Callable[[], None]) -> None:
    """Packs and partners has a fault on the first line of its course.yaml."""
    path = courses / "packs" / "course.yaml"
    path.write_text(path.read_text().replace("title:", "titel:"))
    shelve()


def test_the_list_names_every_course_and_how_far_one_is(ada: Browser) -> None:
    mark(ada, OPEN)
    page = words(ada.get("/courses"))
    assert page.index("A day at the desk") < page.index("Packs and partners")
    assert "1 of 3 modules 18 min of reading left" in page
    assert "0 of 1 modules 9 min of reading left" in page


def test_a_course_page_states_the_rule_and_where_to_start(ada: Browser) -> None:
    page = ada.get("/courses/desk")
    assert "complete when each of its 3 modules is marked as complete" in words(page)
    assert links(page, "Start: Open the desk") == [OPEN]


def test_an_empty_folder_teaches(ada: Browser, courses: Path, shelve: Callable[[], None]) -> None:
    for path in courses.rglob("*.*"):
        path.unlink()
    shelve()
    assert "No courses yet" in words(ada.get("/courses"))
    assert "Nothing is waiting for you" in words(ada.get("/"))


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("path", ["/courses", "/"])
def test_trainers_read_what_is_broken_and_where(client: Browser, people: Cast, path: str) -> None:
    page = words(sign_in(client, people.tom).get(path))
    assert "packs/course.yaml:1 titel: this key is not known" in page
    assert "A day at the desk" in page


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("path", ["/courses", "/"])
def test_learners_read_only_what_works(ada: Browser, path: str) -> None:
    page = words(ada.get(path))
    assert "course.yaml" not in page
    assert "Packs and partners" not in page
    assert "A day at the desk" in page


@pytest.mark.usefixtures("broken")
def test_a_broken_course_answers_404_with_the_others(ada: Browser) -> None:
    answer = ada.get("/courses/packs")
    assert answer.status_code == 404
    assert links(answer, "A day at the desk") == ["/courses/desk"]


@pytest.mark.parametrize("path", ["/courses", "/courses/desk"])
def test_signed_out_is_asked_to_sign_in_and_comes_back(client: Browser, people: Cast, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={path}")


def test_readiness_asks_for_content(client: Browser, courses: Path, shelve: Callable[[], None]) -> None:
    assert client.get("/readyz").json["checks"] == ["content", "database"]
