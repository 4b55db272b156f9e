"""What anybody learns from a code, and how often they may ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.accounts.models import Try
from academy.certificates import services
from academy.certificates.codes import grouped, new_code
from academy.certificates.models import Certificate
from tests.browsers import Browser, lasting_text
from tests.clock import MONDAY_MORNING, FakeClock
from tests.databases import counted_queries
from tests.integration.learning.readers import words
from tests.people import Cast


@pytest.fixture
def stranger(new_client: Callable[[], Browser]) -> Browser:
    return new_client()


def look_up(browser: Browser, code: str) -> TestResponse:
    """Send the form and follow it to the answer, as a browser does."""
    sent = browser.submit("/verify", code=code)
    return browser.get(sent.location) if sent.status_code == 303 else sent


def test_a_valid_certificate_says_whose_it_is_and_what_it_attests(
    stranger: Browser, certificate: Certificate
) -> None:
    answer = look_up(stranger, certificate.code)
    page = words(answer)
    assert answer.status_code == 200
    for said in (
        "Valid",
        "Name Ada",
        "Course A day at the desk",
        "Issued 2 March 2026",
        "Name what happens",
        "27 min in 3 modules",
        "The certificate of a course is due when each of its 3 modules is marked as complete.",
    ):
        assert said in page


def test_nothing_else_of_the_person_is_shown(
    stranger: Browser, certificate: Certificate, people: Cast
) -> None:
    page = look_up(stranger, certificate.code).text
    for hidden in (people.ada.email, "Lantern Lane", f"/certificates/{certificate.id}", people.ada.rung):
        assert hidden not in page


def test_a_withdrawn_one_says_since_when_and_not_why(
    stranger: Browser, certificate: Certificate, people: Cast, session: Session
) -> None:
    services.withdraw_certificate(
        session,
        certificate=certificate,
        trainer=people.tom,
        reason="Somebody else sat it",
        now=MONDAY_MORNING,
    )
    answer = look_up(stranger, certificate.code)
    page = words(answer)
    assert answer.status_code == 200
    assert "Withdrawn on 2 Mar 2026" in page
    assert "Somebody else sat it" not in page
    assert "Name what happens" not in page


def test_an_unknown_code_is_unknown(stranger: Browser, certificate: Certificate) -> None:
    answer = look_up(stranger, new_code())
    assert answer.status_code == 404
    assert "No certificate has this code" in words(answer)


def test_the_printed_address_fills_the_code_in_and_says_nothing_yet(
    stranger: Browser, certificate: Certificate
) -> None:
    known, unknown = (grouped(code) for code in (certificate.code, new_code()))
    pages = [stranger.get(f"/verify/{code}") for code in (known, unknown)]
    assert [page.status_code for page in pages] == [200, 200]
    assert f'value="{known}"' in pages[0].text
    first, second = map(lasting_text, pages)
    assert first.replace(known, "") == second.replace(unknown, "")


def test_what_one_browser_looked_up_is_not_open_to_another(
    stranger: Browser, certificate: Certificate, new_client: Callable[[], Browser]
) -> None:
    look_up(stranger, certificate.code)
    assert "genuine" not in words(new_client().get(f"/verify/{grouped(certificate.code)}"))


@pytest.mark.parametrize("code", ["no-such-code", "x" * 3000, "<b>"])
def test_an_address_with_half_a_code_is_404(stranger: Browser, code: str) -> None:
    answer = stranger.get(f"/verify/{code}")
    assert answer.status_code == 404
    assert "That is not a whole code" in words(answer)
    assert "<b>" not in answer.text


def test_known_and_unknown_codes_ask_the_database_the_same(
    app: Flask, stranger: Browser, certificate: Certificate
) -> None:
    token, asked = stranger.csrf_token(), []
    for code in (certificate.code, new_code()):
        with counted_queries(app.extensions["database"].engine) as queries:
            stranger.post("/verify", data={"csrf_token": token, "code": code})
        asked.append(len(queries))
    assert asked[0] == asked[1] > 0


def test_nobody_keeps_or_indexes_the_answer(stranger: Browser, certificate: Certificate) -> None:
    pages = [look_up(stranger, code) for code in (certificate.code, new_code())]
    for answer in (*pages, stranger.get("/verify"), stranger.get(f"/verify/{new_code()}")):
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert 'name="robots" content="noindex' in answer.text
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "spelling", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "]
)
def test_a_typed_code_leads_to_its_page_however_it_is_spelled(
    stranger: Browser, certificate: Certificate, spelling: Callable[[str], str]
) -> None:
    code = grouped(certificate.code)
    answer = stranger.submit("/verify", code=spelling(code))
    assert (answer.status_code, answer.location) == (303, f"/verify/{code}")


@pytest.mark.parametrize("code", ["", "8F3K9-QZT", "x" * 100])
def test_half_a_code_is_said_and_kept(stranger: Browser, session: Session, code: str) -> None:
    answer = stranger.submit("/verify", code=code)
    assert answer.status_code == 400
    assert "That is not a whole code" in words(answer)
    assert f'value="{code}"' in answer.text
    assert look_ups(session) == 0  # a slip of the pen is no guess


def test_guessing_is_braked_for_right_and_wrong_codes_alike(
    stranger: Browser, certificate: Certificate, clock: FakeClock
) -> None:
    token = stranger.csrf_token()
    for _ in range(60):
        sent = stranger.post("/verify", data={"csrf_token": token, "code": new_code()})
        assert sent.status_code == 303
    refused = look_up(stranger, certificate.code)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
    assert "genuine" not in words(stranger.get(f"/verify/{grouped(certificate.code)}"))
    clock.advance(seconds=3)
    assert look_up(stranger, certificate.code).status_code == 200


def test_each_look_up_counts_once(stranger: Browser, certificate: Certificate, session: Session) -> None:
    for code in (certificate.code, new_code()):
        look_up(stranger, code)
    assert look_ups(session) == 2


def test_without_token_nothing_is_looked_up(
    stranger: Browser, certificate: Certificate, session: Session
) -> None:
    assert stranger.post("/verify", data={"code": certificate.code}).status_code == 400
    assert look_ups(session) == 0


def test_an_answer_takes_no_form(stranger: Browser, certificate: Certificate) -> None:
    assert stranger.submit(f"/verify/{certificate.code}").status_code == 405


def look_ups(session: Session) -> int:
    """How many look-ups the brake has counted."""
    session.commit()
    return session.scalar(select(func.count(Try.id)).where(Try.key.startswith("verify-network"))) or 0
