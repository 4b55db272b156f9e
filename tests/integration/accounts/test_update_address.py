"""Asking for another address, and moving to it by the mailed link."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.core.audit import AuditEntry
from tests.mails import link_in, mails_to
from tests.people import PASSWORD, sign_in

NEW = "ada.new@example.org"


def ask(client, email=NEW, current_password=PASSWORD):
    return client.submit("/account/address", email=email, current_password=current_password)


def moved(client, session, email=NEW):
    return client.submit(link_in(mails_to(session, email)[-1]))


def test_address_moves_when_the_new_one_is_confirmed(client, new_client, people, session):
    sign_in(client, people.ada)
    assert ask(client).location == "/account"
    assert people.ada.email == "ada@example.org"
    assert moved(client, session).status_code == 303
    assert people.ada.email == NEW
    assert new_client().submit("/sign-in", email=NEW, password=PASSWORD).status_code == 303
    assert "address_changed" in session.scalars(select(AuditEntry.action)).all()


def test_old_address_gets_the_notice(client, people, session):
    ask(sign_in(client, people.ada))
    moved(client, session)
    assert [mail.subject for mail in mails_to(session, "ada@example.org")] == ["Your address was changed"]


def test_opening_the_link_changes_nothing(client, people, session):
    ask(sign_in(client, people.ada))
    assert client.get(link_in(mails_to(session, NEW)[0])).status_code == 200
    assert people.ada.email == "ada@example.org"


@pytest.mark.parametrize("email", ["", "ada", "àda@example.org", "ada@example.org\r\nBcc: x@example.org"])
def test_address_is_checked(client, people, session, email):
    assert ask(sign_in(client, people.ada), email=email).status_code == 422
    assert mails_to(session, email) == []


def test_password_is_asked_and_guesses_are_braked(client, people, session):
    sign_in(client, people.ada)
    answers = [ask(client, current_password=f"guess number {number}").status_code for number in range(6)]
    assert answers == [422] * 5 + [429]
    assert mails_to(session, NEW) == []


def test_taken_address_gives_the_same_answer_and_tells_its_owner(client, people, session):
    sign_in(client, people.ada)
    assert ask(client, email="Ben@example.org").location == "/account"
    mail = mails_to(session, "ben@example.org")[0]
    assert mail.subject == "An account tried to move to your address"
    assert "http" not in mail.body


def test_address_taken_meanwhile_is_refused(client, people, session):
    ask(sign_in(client, people.ada))
    people.ben.email = people.ben.email_key = NEW
    assert moved(client, session).status_code == 409
    assert people.ada.email == "ada@example.org"


def test_link_works_once_and_lapses(client, people, session, clock):
    sign_in(client, people.ada, is_remembered=True)
    ask(client)
    moved(client, session)
    assert moved(client, session).status_code == 404
    ask(client, email="ada.third@example.org")
    clock.advance(days=1)
    assert moved(client, session, "ada.third@example.org").status_code == 404


def test_reset_links_sent_to_the_old_address_die(client, new_client, people, session):
    new_client().submit("/password-resets", email="ada@example.org")
    old_link = link_in(mails_to(session, "ada@example.org")[0])
    ask(sign_in(client, people.ada))
    moved(client, session)
    assert new_client().get(old_link).status_code == 404


def test_sixth_link_within_an_hour_has_to_wait(client, people, session):
    sign_in(client, people.ada)
    answers = [ask(client).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]
    assert len(mails_to(session, NEW)) == 5
