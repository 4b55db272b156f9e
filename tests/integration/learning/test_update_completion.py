"""Marking a module as complete, and undoing it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.learning.models import ModuleProgress
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.learning.readers import CLOSE, OPEN, WORK, links, mark, reach, words
from tests.people import Cast, sign_in


def completions(session: Session) -> dict[tuple[int, str], object]:
    rows = session.execute(
        select(ModuleProgress.person_id, ModuleProgress.module_slug, ModuleProgress.completed_at)
    )
    return {(person_id, slug): at for person_id, slug, at in rows if at is not None}


def test_marking_counts_at_once(ada: Browser, people: Cast, session: Session) -> None:
    answer = mark(ada, OPEN)
    assert (answer.status_code, answer.location) == (303, f"{OPEN}#completion")
    assert completions(session) == {(people.ada.id, "open"): MONDAY_MORNING}
    page = words(ada.get(OPEN))
    assert "Complete: “Open the desk”. That makes 1 of 3 modules." in page
    assert "Complete since Mon 2 Mar 2026, 09:00 GMT" in page
    assert "1 of 3 modules" in words(ada.get("/courses/desk"))


def test_after_marking_one_click_leads_on(ada: Browser) -> None:
    mark(ada, OPEN)
    assert links(ada.get(OPEN), "Go on: Work the desk") == [WORK]
    mark(ada, WORK)
    mark(ada, CLOSE)
    assert links(ada.get(CLOSE), "To the course") == ["/courses/desk"]


def test_the_course_is_complete_with_its_last_module(ada: Browser) -> None:
    for module in (OPEN, CLOSE):
        mark(ada, module)
    assert "Still missing: 1 module, about 9 min in all. 02 Work the desk" in words(ada.get("/courses/desk"))
    mark(ada, WORK)
    page = words(ada.get("/courses/desk"))
    assert "A day at the desk is complete." in page
    assert "3 of 3 modules" in page
    assert "Yours is, since Mon 2 Mar 2026, 09:00 GMT" in page


def test_undo_takes_it_back(ada: Browser, session: Session) -> None:
    mark(ada, OPEN)
    answer = mark(ada, OPEN, "no")
    assert answer.status_code == 303
    assert completions(session) == {}
    assert "No longer complete: “Open the desk”. That makes 0 of 3 modules." in words(ada.get(OPEN))


def test_the_place_survives_marking_and_undoing(ada: Browser, session: Session) -> None:
    reach(ada, OPEN, "s-noon")
    mark(ada, OPEN)
    mark(ada, OPEN, "no")
    assert session.scalars(select(ModuleProgress.place)).one() == "s-noon"


@pytest.mark.parametrize("fields", [{}, {"is_complete": ""}, {"is_complete": "perhaps"}])
def test_anything_but_yes_or_no_is_refused(ada: Browser, session: Session, fields: dict[str, str]) -> None:
    answer = ada.submit(f"{OPEN}/completion", **fields)
    assert answer.status_code == 400
    assert "Say whether the module is complete" in words(answer)
    assert completions(session) == {}


def test_unknown_fields_are_refused(ada: Browser, session: Session) -> None:
    answer = ada.submit(f"{OPEN}/completion", is_complete="yes", person_id="1")
    assert answer.status_code == 400
    assert completions(session) == {}


def test_nobody_marks_for_somebody_else(
    ada: Browser, people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    mark(ada, OPEN)
    ben = sign_in(new_client(), people.ben)
    mark(ben, OPEN, "no")
    assert completions(session) == {(people.ada.id, "open"): MONDAY_MORNING}
    assert "0 of 3 modules" in words(ben.get("/courses/desk"))


def test_signed_out_marks_nothing(client: Browser, people: Cast, session: Session) -> None:
    answer = client.submit(f"{OPEN}/completion", is_complete="yes")
    assert answer.status_code == 401
    assert completions(session) == {}


def test_without_token_nothing_is_marked(ada: Browser, session: Session) -> None:
    assert ada.post(f"{OPEN}/completion", data={"is_complete": "yes"}).status_code == 400
    assert completions(session) == {}


@pytest.mark.parametrize("path", ["/courses/desk/lunch/completion", "/courses/none/open/completion"])
def test_what_does_not_exist_cannot_be_marked(ada: Browser, session: Session, path: str) -> None:
    assert ada.submit(path, is_complete="yes").status_code == 404
    assert session.scalar(select(func.count(ModuleProgress.id))) == 0


def test_a_completion_is_not_a_page(ada: Browser) -> None:
    assert ada.get(f"{OPEN}/completion").status_code == 405


def test_a_second_click_changes_nothing(
    ada: Browser, clock: FakeClock, people: Cast, session: Session
) -> None:
    mark(ada, OPEN)
    clock.advance(minutes=5)
    assert mark(ada, OPEN).status_code == 303
    assert completions(session) == {(people.ada.id, "open"): MONDAY_MORNING}
    assert session.scalar(select(func.count(ModuleProgress.id))) == 1


def test_undoing_twice_changes_nothing(ada: Browser, session: Session) -> None:
    for _ in range(2):
        assert mark(ada, OPEN, "no").status_code == 303
    assert completions(session) == {}


def test_many_tabs_at_once_make_one_row(
    people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    tabs = [sign_in(new_client(), people.ada) for _ in range(6)]
    tokens = [tab.csrf_token() for tab in tabs]
    session.commit()
    starting = Barrier(len(tabs))

    def click(tab: Browser, token: str) -> int:
        tab.arranging = None
        starting.wait()
        return tab.post(f"{OPEN}/completion", data={"csrf_token": token, "is_complete": "yes"}).status_code

    with ThreadPoolExecutor(len(tabs)) as pool:
        assert set(pool.map(click, tabs, tokens)) == {303}
    assert completions(session) == {(people.ada.id, "open"): MONDAY_MORNING}
    assert session.scalar(select(func.count(ModuleProgress.id))) == 1
