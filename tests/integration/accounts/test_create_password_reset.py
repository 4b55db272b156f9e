"""Asking for a reset link."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import MailedLink
from academy.core.audit import AuditEntry
from academy.core.mail import OutgoingMail
from tests.browsers import lasting_text
from tests.mails import link_in, mails_to


def ask(client, email="ada@example.org"):
    return client.submit("/password-resets", email=email)


def test_owner_gets_a_link(client, people, session):
    assert "If <strong>ada@example.org</strong> has an account" in ask(client).text
    mail = mails_to(session, "ada@example.org")[0]
    assert mail.to_name == "Ada"
    assert client.get(link_in(mail)).status_code == 200
    assert session.scalars(select(AuditEntry.action)).all() == ["password_reset_asked"]


def test_only_the_hash_of_the_link_is_stored(client, people, session):
    ask(client)
    token = link_in(mails_to(session, "ada@example.org")[0]).rsplit("/", 1)[1]
    assert token not in session.scalars(select(MailedLink.token_hash)).one()


@pytest.mark.parametrize("email", ["", "ada", "a" * 255])
def test_address_is_needed(client, people, session, email):
    assert ask(client, email=email).status_code == 422
    assert session.scalars(select(OutgoingMail)).all() == []


def test_unknown_address_gets_the_same_answer_and_no_mail(client, people, session):
    known, unknown = ask(client), ask(client, email="eda@example.org")
    assert unknown.status_code == known.status_code
    assert lasting_text(unknown).replace("eda@", "ada@") == lasting_text(known)
    assert mails_to(session, "eda@example.org") == []


def test_mail_goes_to_the_stored_address(client, people, session):
    ask(client, email="ADA@EXAMPLE.ORG")
    assert [mail.to_address for mail in session.scalars(select(OutgoingMail))] == ["ada@example.org"]


def test_disabled_person_gets_no_mail(client, people, session):
    people.ada.disabled_at = people.ada.created_at
    assert ask(client).status_code == 200
    assert mails_to(session, "ada@example.org") == []


def test_only_the_newest_link_works(client, people, session):
    ask(client)
    ask(client)
    older, newer = (link_in(mail) for mail in mails_to(session, "ada@example.org"))
    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_sixth_mail_within_ten_minutes_is_not_sent_but_looks_sent(client, people, session, clock):
    texts = {lasting_text(ask(client)) for _ in range(8)}
    assert len(texts) == 1
    assert len(mails_to(session, "ada@example.org")) == 5
    clock.advance(minutes=10)
    ask(client)
    assert len(mails_to(session, "ada@example.org")) == 6


def test_one_place_is_braked(client, people):
    answers = [ask(client, email=f"p{number}@example.org").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


def test_host_of_the_request_never_reaches_the_mail(client, people, session):
    token = client.csrf_token()
    fields = {"csrf_token": token, "email": "ada@example.org"}
    client.post("/password-resets", data=fields, headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in mails_to(session, "ada@example.org")[0].body
