"""Getting the certificate of a course."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.certificates.codes import digest_of
from academy.certificates.models import Certificate
from academy.core.audit import AuditEntry
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.courses import write_module
from tests.integration.certificates.holders import GET_IT, WITH_TEST, certificates, read_all, take_test
from tests.integration.learning.readers import words
from tests.people import Cast, sign_in


def test_a_course_that_is_read_gives_its_certificate(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    read_all(session, people.ada)
    clock.advance(hours=2)
    answer = ada.submit(GET_IT)
    [certificate] = certificates(session)
    assert (answer.status_code, answer.location) == (303, f"/certificates/{certificate.id}")
    assert (certificate.person_id, certificate.name, certificate.studio_name) == (
        people.ada.id,
        "Ada",
        "Lantern Lane",
    )
    assert (certificate.course_title, certificate.minutes) == ("A day at the desk", 27)
    assert certificate.issued_at == MONDAY_MORNING + timedelta(hours=2)
    assert certificate.attested.completed_on == date(2026, 3, 2)
    assert [module.objectives for module in certificate.attested.modules] == [("Name what happens",)] * 3
    assert certificate.code_digest == digest_of(certificate.code)
    assert "certificate issued" in session.scalars(select(AuditEntry.action)).all()


def test_the_dates_are_those_where_the_person_lives(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    people.ada.time_zone = "Asia/Seoul"
    late = MONDAY_MORNING + timedelta(hours=7)  # 01:00 on Tuesday in Seoul
    read_all(session, people.ada, at=late)
    clock.advance(hours=8)
    ada.submit(GET_IT)
    [certificate] = certificates(session)
    assert (certificate.issued_on, certificate.attested.completed_on) == (date(2026, 3, 3), date(2026, 3, 3))


def test_a_missing_module_is_said_and_nothing_is_issued(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada, modules=("open", "work"))
    answer = ada.submit(GET_IT)
    assert answer.status_code == 409
    assert "not due yet: 1 module still to do" in words(answer)
    assert certificates(session) == []


def test_a_course_with_questions_asks_for_its_test(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada, course="tested", modules=("pack",))
    answer = ada.submit(WITH_TEST)
    assert answer.status_code == 409
    assert "the course test still to do" in words(answer)
    take_test(session, people.ada, score=15)  # 75 %, and 80 % passes
    assert ada.submit(WITH_TEST).status_code == 409
    assert certificates(session) == []


def test_the_passed_test_stands_on_the_certificate(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada, course="tested", modules=("pack",))
    take_test(session, people.ada, score=17, at=MONDAY_MORNING - timedelta(days=3))
    assert ada.submit(WITH_TEST).status_code == 303
    [certificate] = certificates(session)
    test = certificate.attested.test
    assert test is not None
    assert (test.result, test.passed_on) == ("17 of 20 points, 85 %", date(2026, 2, 27))
    assert "passed with 80 % or more" in certificate.attested.rule


def test_the_test_of_somebody_else_does_not_count(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada, course="tested", modules=("pack",))
    take_test(session, people.ben)
    assert ada.submit(WITH_TEST).status_code == 409
    assert certificates(session) == []


def test_an_edited_course_changes_no_certificate_and_gives_another_one(
    ada: Browser, certificate: Certificate, session: Session, courses: Path, shelve: Callable[[], None]
) -> None:
    write_module(courses / "desk" / "01-open.md", title="Unlock the desk", minutes=30)
    shelve()
    assert "Open the desk" in words(ada.get(f"/certificates/{certificate.id}"))
    assert "The course has been edited since." in words(ada.get("/courses/desk"))
    assert ada.submit(GET_IT).status_code == 303
    old, new = certificates(session)
    assert (old.minutes, new.minutes) == (27, 48)
    assert new.attested.modules[0].title == "Unlock the desk"


def test_somebody_without_a_studio_gets_one_that_names_none(
    client: Browser, people: Cast, session: Session
) -> None:
    read_all(session, people.adm)
    assert sign_in(client, people.adm).submit(GET_IT).status_code == 303
    [certificate] = certificates(session)
    assert (certificate.studio_id, certificate.studio_name) == (None, "")
    assert "For Lantern Lane" not in words(client.get(f"/certificates/{certificate.id}"))


def test_signed_out_nothing_is_issued(client: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada)
    assert client.submit(GET_IT).status_code == 401
    assert certificates(session) == []


def test_a_course_that_is_not_there_gives_nothing(ada: Browser, session: Session) -> None:
    assert ada.submit("/courses/none/certificate").status_code == 404


def test_looking_issues_nothing(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada)
    assert ada.get(GET_IT).status_code == 404  # no module of that name
    for page in ("/", "/courses/desk", "/certificates"):
        assert ada.get(page).status_code == 200
    assert certificates(session) == []


def test_a_second_click_leads_to_the_same_one(
    ada: Browser, certificate: Certificate, session: Session
) -> None:
    assert ada.submit(GET_IT).location == f"/certificates/{certificate.id}"
    assert len(certificates(session)) == 1


def test_many_clicks_at_once_are_one(
    people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    read_all(session, people.ada)
    tabs = [sign_in(new_client(), people.ada) for _ in range(5)]
    tokens = [tab.csrf_token() for tab in tabs]
    session.commit()
    starting = Barrier(len(tabs))

    def click(tab: Browser, token: str) -> int:
        tab.arranging = None
        starting.wait()
        return tab.post(GET_IT, data={"csrf_token": token}).status_code

    with ThreadPoolExecutor(len(tabs)) as pool:
        assert set(pool.map(click, tabs, tokens)) == {303}
    assert len(certificates(session)) == 1


@pytest.mark.parametrize("undo", ["work"])
def test_what_was_issued_stays_when_a_module_is_opened_again(
    ada: Browser, certificate: Certificate, undo: str
) -> None:
    ada.submit(f"/courses/desk/{undo}/completion", is_complete="no")
    assert ada.get(f"/certificates/{certificate.id}").status_code == 200
    assert "Open your certificate" in words(ada.get("/courses/desk"))
