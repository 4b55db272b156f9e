"""Trainers withdraw a certificate with a reason, and issue it anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership
from academy.certificates.models import Certificate
from academy.core.audit import AuditEntry
from academy.notices.models import Notice
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.certificates.holders import GET_IT, certificates
from tests.integration.learning.readers import words
from tests.people import Cast, sign_in

WHY = "The test was taken by somebody else"


@pytest.fixture
def tom(new_client: Callable[[], Browser], certificate: Certificate, people: Cast) -> Browser:
    return sign_in(new_client(), people.tom)


def withdraw(browser: Browser, certificate: Certificate, reason: str = WHY):  # type: ignore[no-untyped-def]
    return browser.submit(f"/certificates/{certificate.id}/withdrawal", reason=reason)


def reissue(browser: Browser, certificate: Certificate):  # type: ignore[no-untyped-def]
    return browser.submit(f"/certificates/{certificate.id}/reissue")


def test_a_withdrawn_certificate_says_so_to_its_holder(
    ada: Browser, tom: Browser, certificate: Certificate, people: Cast, session: Session
) -> None:
    assert withdraw(tom, certificate).status_code == 303
    [stored] = certificates(session)
    assert (stored.withdrawn_at, stored.withdrawn_by_id, stored.withdrawal_reason) == (
        MONDAY_MORNING,
        people.tom.id,
        WHY,
    )
    page = words(ada.get(f"/certificates/{certificate.id}"))
    assert "by Tom" in page
    assert f"Why: {WHY}" in page
    assert "was withdrawn on 2 Mar 2026" in words(ada.get("/courses/desk"))
    assert "certificate withdrawn" in session.scalars(select(AuditEntry.action)).all()


def test_the_learner_is_told_once(
    tom: Browser, certificate: Certificate, people: Cast, session: Session, clock: FakeClock
) -> None:
    withdraw(tom, certificate)
    clock.advance(hours=1)
    again = tom.get(withdraw(tom, certificate, "Another reason").location)
    assert "that reason stands" in words(again)
    assert [one.withdrawal_reason for one in certificates(session)] == [WHY]
    [notice] = session.scalars(select(Notice)).all()
    assert (notice.person_id, notice.url) == (people.ada.id, f"/certificates/{certificate.id}")
    assert WHY in notice.title


@pytest.mark.parametrize(
    ("reason", "said"), [("", "Say why"), ("  ", "Say why"), ("x" * 301, "longer than 300")]
)
def test_a_reason_is_needed(
    tom: Browser, certificate: Certificate, session: Session, reason: str, said: str
) -> None:
    answer = withdraw(tom, certificate, reason)
    assert answer.status_code == 400
    assert said in words(answer)
    assert [one.withdrawn_at for one in certificates(session)] == [None]


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("ben", 403), ("eve", 404), ("adm", 403)])
def test_only_trainers_of_the_studio_withdraw_or_issue_anew(
    certificate: Certificate,
    people: Cast,
    session: Session,
    new_client: Callable[[], Browser],
    who: str,
    status: int,
) -> None:
    browser = sign_in(new_client(), people.by_name()[who])
    assert withdraw(browser, certificate).status_code == status
    assert reissue(browser, certificate).status_code == status
    assert [one.withdrawn_at for one in certificates(session)] == [None]


def test_who_has_left_the_studio_is_out_of_sight(
    tom: Browser, certificate: Certificate, people: Cast, session: Session
) -> None:
    session.delete(session.scalars(select(Membership).filter_by(person_id=people.ada.id)).one())
    assert withdraw(tom, certificate).status_code == 404
    assert tom.get(f"/certificates/{certificate.id}").status_code == 404


def test_the_learner_cannot_undo_it(
    ada: Browser, tom: Browser, certificate: Certificate, session: Session
) -> None:
    withdraw(tom, certificate)
    answer = ada.submit(GET_IT)
    assert answer.status_code == 409
    assert "only a trainer of your studio can issue it anew" in words(answer)
    assert len(certificates(session)) == 1
    assert "Get the certificate" not in words(ada.get("/courses/desk"))


def test_issued_anew_it_has_the_same_words_and_a_new_code(
    ada: Browser, tom: Browser, certificate: Certificate, people: Cast, session: Session, clock: FakeClock
) -> None:
    ada.submit(f"/certificates/{certificate.id}/name-correction", name="Ada L", reason="Whole")
    withdraw(tom, certificate)
    clock.advance(days=2)
    answer = reissue(sign_in(tom, people.tom), certificate)
    old, new = certificates(session)
    assert (answer.status_code, answer.location) == (303, f"/certificates/{new.id}")
    assert (new.name, new.attests, new.course_digest) == (old.name, old.attests, old.course_digest)
    assert (new.withdrawn_at, new.name_corrected_at) == (
        None,
        None,
    )  # a trainer lets the name be corrected once more
    assert new.code != old.code
    assert (new.issued_on - old.issued_on).days == 2
    assert "issued anew" in session.scalars(select(Notice.title).order_by(Notice.id.desc())).first()
    for code, said in ((old.code, "no longer counts"), (new.code, "genuine")):
        assert said in words(ada.get(ada.submit("/verify", code=code).location))
    sign_in(ada, people.ada)
    assert "It was issued anew on 4 March 2026" in words(ada.get(f"/certificates/{old.id}"))


def test_issuing_anew_twice_is_once(tom: Browser, certificate: Certificate, session: Session) -> None:
    withdraw(tom, certificate)
    first, second = reissue(tom, certificate), reissue(tom, certificate)
    assert first.location == second.location
    assert len(certificates(session)) == 2
    assert len(session.scalars(select(Notice)).all()) == 2  # withdrawn, and issued anew


def test_a_valid_one_is_not_issued_anew(tom: Browser, certificate: Certificate, session: Session) -> None:
    assert reissue(tom, certificate).status_code == 409
    assert len(certificates(session)) == 1


@pytest.mark.parametrize("what", ["withdrawal", "reissue"])
def test_neither_is_a_page(tom: Browser, certificate: Certificate, what: str) -> None:
    assert tom.get(f"/certificates/{certificate.id}/{what}").status_code == 405
