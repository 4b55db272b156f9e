"""The path on the home page: the next thing of the plan, or where to start."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.factories import make_progress
from tests.integration.path.conftest import plan_of
from tests.integration.path.test_self_assessment import PATH as ASSESSMENTS
from tests.integration.path.test_self_assessment import fields
from tests.integration.path.test_show_path import words
from tests.people import Cast, sign_in


def test_somebody_new_is_asked_where_they_would_start(ada: Browser) -> None:
    page = ada.get("/").text
    assert "Where would you start?" in page
    assert 'href="/path/self-assessment"' in page
    ada.submit(ASSESSMENTS, **fields())
    assert "Where would you start?" not in ada.get("/").text


def test_who_has_read_something_is_not_asked(ada: Browser, people: Cast, session: Session) -> None:
    make_progress(session, person=people.ada, course="coordinators-role", module="what-the-job-is")
    assert "Where would you start?" not in ada.get("/").text


def test_trainers_are_not_asked(people: Cast, new_client: Callable[[], Browser]) -> None:
    assert "Where would you start?" not in sign_in(new_client(), people.tom).get("/").text


def test_the_next_thing_of_the_plan_is_one_click_away(ada: Browser, people: Cast, session: Session) -> None:
    session.add(plan_of(people.ada.id))
    page = ada.get("/").text
    assert 'href="/courses/coordinators-role/who-decides"' in page
    assert "next on the way to production coordinator" in words(page)
    make_progress(session, person=people.ada, course="coordinators-role", module="who-decides")
    page = ada.get("/").text
    assert 'class="next-row" href="/courses/coordinators-role/what-good-looks-like"' in page


def test_a_plan_that_is_reached_or_lost_asks_for_nothing(
    ada: Browser, people: Cast, session: Session
) -> None:
    session.add(plan_of(people.ada.id, target="runner"))
    assert "My plan" not in ada.get("/").text
