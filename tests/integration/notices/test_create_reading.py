"""Opening a notice, marking one, marking all."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import Notice
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.learning.readers import words
from tests.integration.notices.conftest import Telling
from tests.people import Cast, sign_in


def read_times(session: Session) -> dict[str, object]:
    session.expire_all()
    return {notice.title: notice.read_at for notice in session.scalars(select(Notice))}


def test_opening_a_notice_leads_to_what_it_is_about_and_marks_it(
    ada: Browser, people: Cast, told: Telling, session: Session, clock: FakeClock
) -> None:
    notice = told(people.ada, "Read this", url="/courses/coordinators-role")
    told(people.ada, "And this")
    answer = ada.submit(f"/notices/{notice.id}/opening")
    assert (answer.status_code, answer.location) == (303, "/courses/coordinators-role")
    assert read_times(session) == {"Read this": clock.now(), "And this": None}


def test_marking_one_returns_to_the_list(
    ada: Browser, people: Cast, told: Telling, session: Session, clock: FakeClock
) -> None:
    notice = told(people.ada, "Read this")
    answer = ada.submit(f"/notices/{notice.id}/reading")
    assert (answer.status_code, answer.location) == (303, "/notices")
    assert read_times(session) == {"Read this": clock.now()}


@pytest.mark.parametrize("deed", ["opening", "reading"])
def test_said_again_the_first_time_stands(
    ada: Browser, people: Cast, told: Telling, session: Session, clock: FakeClock, deed: str
) -> None:
    notice, first = told(people.ada, "Read this"), clock.now()
    ada.submit(f"/notices/{notice.id}/{deed}")
    clock.advance(hours=1)
    assert ada.submit(f"/notices/{notice.id}/{deed}").status_code == 303
    assert read_times(session) == {"Read this": first}


@pytest.mark.parametrize("deed", ["opening", "reading"])
@pytest.mark.parametrize("who", ["ben", "tom", "eve", "adm"])
def test_nobody_marks_what_another_was_told(
    client: Browser, people: Cast, told: Telling, session: Session, deed: str, who: str
) -> None:
    notice = told(people.ada, "Ada's")
    answer = sign_in(client, people.by_name()[who]).submit(f"/notices/{notice.id}/{deed}")
    assert answer.status_code == 404
    assert "Ada's" not in answer.text
    assert read_times(session) == {"Ada's": None}


def test_all_of_ones_own_are_marked_at_once(
    ada: Browser, people: Cast, told: Telling, session: Session, clock: FakeClock
) -> None:
    for person, title in ((people.ada, "One"), (people.ada, "Two"), (people.ben, "Ben's")):
        told(person, title)
    assert ada.submit("/notices/readings").status_code == 303
    assert read_times(session) == {"One": clock.now(), "Two": clock.now(), "Ben's": None}
    page = words(ada.get("/notices"))
    assert "2 notices are marked as read." in page
    assert "Mark all" not in page


def test_reading_is_posted(ada: Browser, people: Cast, told: Telling, session: Session) -> None:
    notice = told(people.ada, "Read this")
    for path in (f"/notices/{notice.id}/opening", f"/notices/{notice.id}/reading", "/notices/readings"):
        assert ada.get(path).status_code == 405
    assert read_times(session) == {"Read this": None}


def test_a_notice_that_asks_for_a_look_stands_on_home_until_it_is_opened(
    ada: Browser, people: Cast, told: Telling
) -> None:
    notice = told(people.ada, "Tom signed off your SCR checklist", kind="Sign-off", hours=1)
    told(people.ada, "You are in a cohort", kind="Cohort")
    page = ada.get("/")
    assert f'action="/notices/{notice.id}/opening"' in page.text
    assert "Tom signed off your SCR checklist : told 1 h ago" in words(page)
    assert "You are in a cohort" not in page.text
    ada.submit(f"/notices/{notice.id}/opening")
    assert "Tom signed off" not in ada.get("/").text
