"""Two tabs at the same moment: one attempt, one draft, one end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.quizzes.models import Attempt
from tests.browsers import Browser
from tests.integration.quizzes.takers import JSON, Taker
from tests.people import Cast, sign_in
from tests.security.test_races import at_once

Call = Callable[[], int]


@pytest.fixture
def tabs(new_client: Callable[[], Browser], people: Cast) -> list[Browser]:
    """Four browsers of Ada's."""
    return [sign_in(new_client(), people.ada) for _ in range(4)]


def poster(browser: Browser, path: str, fields: dict[str, object]) -> Call:
    """A call that posts as the page's script does; the test's own session is left alone meanwhile."""
    data = {"csrf_token": browser.csrf_token(), **fields}
    browser.arranging = None
    return lambda: browser.post(path, data=data, headers=JSON).status_code


def test_starting_in_four_tabs_is_one_attempt(tabs: list[Browser], session: Session) -> None:
    path = "/courses/desk/quizzes/test/attempts"
    calls = [poster(tab, path, {"key": f"key-of-tab-{number}"}) for number, tab in enumerate(tabs)]
    session.commit()
    assert at_once(calls) == [303] * 4
    assert session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_of_four_drafts_over_the_same_one_is_kept(test: Taker, tabs: list[Browser], session: Session) -> None:
    calls = [
        poster(tab, f"{test.url}/answers", test.fields("word", f"word {number}"))
        for number, tab in enumerate(tabs)
    ]
    session.commit()
    assert at_once(calls) == [200, 409, 409, 409]
    assert test.asked("word").revision == 1


def test_an_answer_that_meets_the_submission_is_graded_or_refused(
    test: Taker, tabs: list[Browser], session: Session
) -> None:
    first, second, third, fourth = tabs
    calls = [
        poster(first, f"{test.url}/submissions", {}),
        poster(second, f"{test.url}/submissions", {}),
        poster(third, f"{test.url}/answers", test.fields("one", 1)),
        poster(fourth, f"{test.url}/answers", test.fields("word", "receipt")),
    ]
    session.commit()
    saved = at_once(calls).count(200)
    attempt = test.attempt
    assert attempt.score == saved
    assert sum(asked.response is not None for asked in attempt.questions) == saved
