"""Correcting the name on a certificate: once, with a reason, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.certificates.models import Certificate, NameCorrection
from academy.notices.models import Notice
from tests.browsers import Browser
from tests.integration.certificates.holders import certificates
from tests.integration.learning.readers import words
from tests.people import Cast, sign_in

NEW = {"name": "Ada Łukasiewicz", "reason": "My name since May"}


def path_of(certificate: Certificate) -> str:
    return f"/certificates/{certificate.id}/name-correction"


def name_of(session: Session) -> str:
    [certificate] = certificates(session)
    return certificate.name


def test_the_corrected_name_shows_everywhere(
    ada: Browser, certificate: Certificate, session: Session
) -> None:
    assert ada.submit(path_of(certificate), **NEW).status_code == 303
    assert name_of(session) == "Ada Łukasiewicz"
    verified = ada.submit("/verify", code=certificate.code).location
    for page in (f"/certificates/{certificate.id}", verified):
        assert "Ada Łukasiewicz" in words(ada.get(page))


def test_what_it_read_before_is_kept_and_the_trainers_are_told(
    ada: Browser, certificate: Certificate, people: Cast, session: Session
) -> None:
    ada.submit(path_of(certificate), **NEW)
    correction = session.scalars(select(NameCorrection)).one()
    assert (correction.name_before, correction.name_after, correction.reason) == ("Ada", *NEW.values())
    [notice] = session.scalars(select(Notice)).all()
    assert notice.person_id == people.tom.id
    assert "“Ada” now reads “Ada Łukasiewicz”" in notice.title
    assert "It read “Ada” until" in words(sign_in(ada, people.tom).get(notice.url))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "", "reason": "x"}, "Write the name as it shall read."),
        ({"name": "   ", "reason": "x"}, "Write the name as it shall read."),
        ({"name": "x" * 121, "reason": "x"}, "longer than 120"),
        ({"name": "A\u202eda", "reason": "x"}, "cannot be printed"),
        ({"name": "Ada L", "reason": ""}, "Say why"),
        ({"name": "Ada L", "reason": "x" * 301}, "longer than 300"),
    ],
)
def test_both_fields_are_needed_and_kept(
    ada: Browser, certificate: Certificate, session: Session, fields: dict[str, str], said: str
) -> None:
    answer = ada.submit(path_of(certificate), **fields)
    assert answer.status_code == 400
    assert said in words(answer)
    assert f'value="{fields["reason"]}"' in answer.text
    assert name_of(session) == "Ada"


def test_it_works_once(ada: Browser, certificate: Certificate, session: Session) -> None:
    ada.submit(path_of(certificate), **NEW)
    answer = ada.submit(path_of(certificate), name="Somebody Else", reason="Why not")
    assert answer.status_code == 409
    assert "corrected once" in words(answer)
    assert name_of(session) == "Ada Łukasiewicz"
    assert len(session.scalars(select(NameCorrection)).all()) == 1
    assert "Correct how the name reads" not in words(ada.get(f"/certificates/{certificate.id}"))


@pytest.mark.parametrize("who", ["ben", "tom", "eve"])
def test_nobody_corrects_the_name_of_somebody_else(
    certificate: Certificate,
    people: Cast,
    session: Session,
    new_client: Callable[[], Browser],
    who: str,
) -> None:
    other = sign_in(new_client(), people.by_name()[who])
    assert other.submit(path_of(certificate), **NEW).status_code == 404
    assert name_of(session) == "Ada"


def test_a_correction_is_not_a_page(ada: Browser, certificate: Certificate) -> None:
    assert ada.get(path_of(certificate)).status_code == 405
