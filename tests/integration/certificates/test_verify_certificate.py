"""What anybody learns from a code, and how often they may ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import Try
from academy.certificates import services
from academy.certificates.codes import grouped, new_code
from academy.certificates.models import Certificate
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.databases import counted_queries
from tests.integration.learning.readers import words
from tests.people import Cast


@pytest.fixture
def stranger(new_client: Callable[[], Browser]) -> Browser:
    return new_client()


def test_a_valid_certificate_says_whose_it_is_and_what_it_attests(
    stranger: Browser, certificate: Certificate
) -> None:
    answer = stranger.get(f"/verify/{grouped(certificate.code)}")
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
    page = stranger.get(f"/verify/{grouped(certificate.code)}").text
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
    answer = stranger.get(f"/verify/{grouped(certificate.code)}")
    page = words(answer)
    assert answer.status_code == 200
    assert "Withdrawn on 2 Mar 2026" in page
    assert "Somebody else sat it" not in page
    assert "Name what happens" not in page


def test_an_unknown_code_is_unknown(stranger: Browser, certificate: Certificate) -> None:
    for code in (grouped(new_code()), "no-such-code", "x" * 3000, "<b>"):
        answer = stranger.get(f"/verify/{code}")
        assert answer.status_code == 404
        assert "No certificate has this code" in words(answer)
        assert "<b>" not in answer.text


def test_known_and_unknown_codes_ask_the_database_the_same(
    app: Flask, stranger: Browser, certificate: Certificate
) -> None:
    asked = []
    for code in (certificate.code, new_code(), "no-such-code"):
        with counted_queries(app.extensions["database"].engine) as queries:
            stranger.get(f"/verify/{code}")
        asked.append(len(queries))
    assert len(set(asked[1:])) == 1
    assert asked[0] - asked[1] <= 1  # the studios of whoever holds it, loaded with the person


def test_nobody_keeps_or_indexes_the_answer(stranger: Browser, certificate: Certificate) -> None:
    for path in ("/verify", f"/verify/{certificate.code}", f"/verify/{new_code()}"):
        answer = stranger.get(path)
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
    answer = stranger.get("/verify", query_string={"code": spelling(code)})
    assert (answer.status_code, answer.location) == (303, f"/verify/{code}")


def test_half_a_code_is_said_and_kept(stranger: Browser) -> None:
    answer = stranger.get("/verify", query_string={"code": "8F3K9-QZT"})
    assert answer.status_code == 400
    assert "That is not a whole code" in words(answer)
    assert 'value="8F3K9-QZT"' in answer.text


def test_guessing_is_braked_for_right_and_wrong_codes_alike(
    stranger: Browser, certificate: Certificate, clock: FakeClock
) -> None:
    for _ in range(60):
        assert stranger.get(f"/verify/{new_code()}").status_code == 404
    refused = stranger.get(f"/verify/{certificate.code}")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
    assert "Ada" not in refused.text
    clock.advance(seconds=3)
    assert stranger.get(f"/verify/{certificate.code}").status_code == 200


def test_each_look_up_counts_once_and_changes_nothing_else(
    stranger: Browser, certificate: Certificate, session: Session
) -> None:
    for code in (certificate.code, new_code()):
        stranger.get(f"/verify/{code}")
    assert session.scalar(select(func.count(Try.id)).where(Try.key.startswith("verify-network"))) == 2


def test_verifying_takes_no_form(stranger: Browser, certificate: Certificate) -> None:
    assert stranger.submit(f"/verify/{certificate.code}").status_code == 405
    assert stranger.submit("/verify", code=certificate.code).status_code == 405
