"""A certificate on the screen, as a PDF, in the lists, on the page of its course and on home."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.certificates import fonts
from academy.certificates.codes import grouped
from academy.certificates.models import Certificate
from tests.browsers import BASE_URL, Browser
from tests.databases import counted_queries
from tests.integration.certificates.holders import GET_IT, WITH_TEST, certificates, read_all, take_test
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in


def test_the_sheet_says_what_it_attests_and_where_to_verify_it(
    ada: Browser, certificate: Certificate
) -> None:
    page = words(ada.get(f"/certificates/{certificate.id}"))
    for said in (
        "This is to certify that Ada has completed the course A day at the desk",
        "Issued 2 March 2026",
        "Reading 27 min in 3 modules",
        "each of its 3 modules is marked as complete.",
        "Name what happens",
        "For Lantern Lane",
        f"{BASE_URL}/verify/{grouped(certificate.code)}",
    ):
        assert said in page


@pytest.mark.parametrize("what", ["", ".pdf", "/printing"])
@pytest.mark.parametrize(
    ("who", "status"), [("ada", 200), ("tom", 200), ("ben", 404), ("eve", 404), ("adm", 404)]
)
def test_only_its_holder_and_their_trainers_see_it(
    certificate: Certificate,
    people: Cast,
    new_client: Callable[[], Browser],
    who: str,
    status: int,
    what: str,
) -> None:
    browser = sign_in(new_client(), people.by_name()[who])
    assert browser.get(f"/certificates/{certificate.id}{what}").status_code == status


def test_the_trainer_withdraws_and_the_learner_corrects(
    ada: Browser, certificate: Certificate, people: Cast, new_client: Callable[[], Browser]
) -> None:
    path = f"/certificates/{certificate.id}"
    own, trainers = words(ada.get(path)), words(sign_in(new_client(), people.tom).get(path))
    assert "Correct how the name reads" in own
    assert "Withdraw this certificate" not in own
    assert "Withdraw this certificate" in trainers
    assert "Correct how the name reads" not in trainers


def test_the_pdf_is_a_pdf(ada: Browser, certificate: Certificate) -> None:
    answer = ada.get(f"/certificates/{certificate.id}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="certificate-desk.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"%PDF-")


def test_without_the_extra_one_is_told_how_to_print(
    ada: Browser, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "reportlab", None)
    answer = ada.get(f"/certificates/{certificate.id}.pdf")
    assert (answer.status_code, answer.location) == (303, f"/certificates/{certificate.id}/printing")
    page = words(ada.get(answer.location))
    assert "This Academy makes no PDF itself" in page
    assert "Choose A4 and portrait" in page


def test_a_name_without_font_is_said_letter_by_letter_and_printed_by_the_browser(
    ada: Browser, certificate: Certificate, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FONT_FOLDERS", ())
    ada.submit(f"/certificates/{certificate.id}/name-correction", name="김유나", reason="In Hangul")
    answer = ada.get(f"/certificates/{certificate.id}.pdf")
    assert answer.location == f"/certificates/{certificate.id}/printing"
    assert "has no font for these letters: 김유나" in words(ada.get(answer.location))
    assert "김유나" in words(ada.get(f"/certificates/{certificate.id}"))


def test_the_list_holds_ones_own_and_what_is_nearest(
    ada: Browser, certificate: Certificate, people: Cast, new_client: Callable[[], Browser]
) -> None:
    page = ada.get("/certificates")
    assert links(page, "A day at the desk") == [
        f"/certificates/{certificate.id}",
        f"/certificates/{certificate.id}.pdf",
    ]
    assert "Still missing: 1 module and the course test, about 39 min" in words(page)
    other = words(sign_in(new_client(), people.ben).get("/certificates"))
    assert "No certificate yet" in other
    assert "Still missing: 3 modules, about 27 min" in other


def test_trainers_find_what_their_learners_hold(
    certificate: Certificate, people: Cast, new_client: Callable[[], Browser]
) -> None:
    tom = sign_in(new_client(), people.tom)
    for search in ("", "?name=ada", "?name=DESK"):
        assert "Ada: A day at the desk" in words(tom.get(f"/studio-certificates{search}"))
    assert "No certificate matches" in words(tom.get("/studio-certificates?name=%25"))
    eve = sign_in(new_client(), people.eve)
    assert "A day at the desk" not in words(eve.get("/studio-certificates"))
    assert sign_in(new_client(), people.ada).get("/studio-certificates").status_code == 403


def test_the_course_says_what_is_missing_with_links_and_minutes(
    ada: Browser, people: Cast, session: Session
) -> None:
    read_all(session, people.ada, modules=("open",))
    page = ada.get("/courses/desk")
    assert "Still missing: 2 modules, about 18 min in all." in words(page)
    assert "The certificate of a course is due when each of its 3 modules" in words(page)
    assert (
        links(page, "Work the desk").count("/courses/desk/work") == 3
    )  # to go on, here, and in the contents
    assert "Get the certificate" not in words(page)


def test_the_course_leads_to_the_test_that_is_missing(ada: Browser, people: Cast, session: Session) -> None:
    read_all(session, people.ada, course="tested", modules=("pack",))
    page = ada.get("/courses/tested")
    assert "Still missing: the course test, about 30 min in all." in words(page)
    assert "/courses/tested/quizzes/test" in links(page, "The course test")


def test_home_and_course_offer_what_is_due_until_it_is_got(
    ada: Browser, people: Cast, session: Session
) -> None:
    read_all(session, people.ada, course="tested", modules=("pack",))
    assert "get the certificate" not in words(ada.get("/"))
    take_test(session, people.ada)
    assert "/courses/tested#certificate" in links(ada.get("/"), "Packs and partners")
    page = words(ada.get("/courses/tested"))
    assert "you passed the course test with 17 of 20 points, 85 %" in page
    assert "It will carry the name “Ada”" in page
    ada.submit(WITH_TEST)
    assert "get the certificate" not in words(ada.get("/"))
    [certificate] = certificates(session)
    assert links(ada.get("/courses/tested"), "Open your certificate") == [f"/certificates/{certificate.id}"]


def test_lists_ask_no_more_with_more_certificates(
    app: Flask, ada: Browser, people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    tom, counts = sign_in(new_client(), people.tom), []
    for person in (people.ben, people.rio, people.ada):
        read_all(session, person)
        assert sign_in(new_client(), person).submit(GET_IT).status_code == 303
        with counted_queries(app.extensions["database"].engine) as queries:
            tom.get("/studio-certificates")
        counts.append(len(queries))
    assert counts[1] == counts[2]
