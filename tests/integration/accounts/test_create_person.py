"""Signing up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import MailedLink, Person
from academy.core.mail import OutgoingMail
from tests.mails import link_in, mails_to

NEW = {"name": "Nia", "email": "nia@example.org", "password": "quiet lamp over harbour"}


def person_at(session, email):
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def test_new_person_gets_a_link_and_no_session_yet(client, session):
    answer = client.submit("/sign-up", **NEW)
    assert answer.status_code == 200
    assert "Look into your mail" in answer.text
    assert person_at(session, "nia@example.org").confirmed_at is None
    assert link_in(mails_to(session, "nia@example.org")[0]).startswith("/confirmations/")
    assert client.get("/account").status_code == 303


def test_new_person_is_signed_in_at_once_where_addresses_are_not_confirmed(
    client, session, change_settings, clock
):
    change_settings(confirms_address=False)
    assert client.submit("/sign-up", **NEW).location == "/"
    assert person_at(session, "nia@example.org").confirmed_at == clock.now()
    assert "Nia" in client.get("/account").text
    assert session.scalars(select(OutgoingMail)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "n" * 121),
        ("name", "Nia\u202egnp.exe"),
        ("name", "Nia\x00"),
        ("email", ""),
        ("email", "nia"),
        ("email", "nia@localhost"),
        ("email", "nia@example..org"),
        ("email", "nia@example.org\nBcc: ben@example.org"),
        ("email", f"{'n' * 250}@example.org"),
        ("email", "nıa@example.org"),
        ("password", ""),
        ("password", "eleven char"),
        ("password", "password12345"),
        ("password", "nia.example.org"),
        ("password", "q" * 257),
    ],
)
def test_each_field_is_checked(client, session, field, value):
    answer = client.submit("/sign-up", **{**NEW, field: value})
    assert answer.status_code == 422
    assert session.scalars(select(Person)).all() == []


def test_role_cannot_be_chosen(client, session):
    assert client.submit("/sign-up", **NEW, role="trainer").status_code == 400
    assert session.scalars(select(Person)).all() == []


def test_known_address_changes_nothing_and_tells_its_owner(client, people, session):
    answer = client.submit("/sign-up", **{**NEW, "email": "Ada@Example.org"})
    assert "Look into your mail" in answer.text
    assert people.ada.name == "Ada"
    assert [mail.subject for mail in mails_to(session, "ada@example.org")] == ["You already have an account"]
    assert session.scalars(select(MailedLink)).all() == []


def test_known_address_is_named_where_addresses_are_not_confirmed(client, people, session, change_settings):
    change_settings(confirms_address=False)
    answer = client.submit("/sign-up", **{**NEW, "email": "ada@example.org"})
    assert answer.status_code == 422
    assert "There is an account with this address already" in answer.text


@pytest.mark.parametrize(
    "twin", ["ADA@EXAMPLE.ORG", "ada@example.org ", "ａda@example.org", "ada@example.ORG"]
)
def test_twin_address_makes_no_second_account(client, people, session, change_settings, twin):
    change_settings(confirms_address=False)
    assert client.submit("/sign-up", **{**NEW, "email": twin}).status_code == 422
    assert len(session.scalars(select(Person)).all()) == 6


def test_signing_up_again_before_confirming_replaces_the_link(client, session):
    client.submit("/sign-up", **NEW)
    client.submit("/sign-up", **{**NEW, "name": "Nia Two"})
    first, second = mails_to(session, "nia@example.org")
    assert client.get(link_in(first)).status_code == 404
    assert client.get(link_in(second)).status_code == 200
    assert person_at(session, "nia@example.org").name == "Nia Two"


def test_sixth_sign_up_for_one_address_has_to_wait(client, session):
    answers = [client.submit("/sign-up", **NEW).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert len(mails_to(session, "nia@example.org")) == 5


def test_sign_ups_from_one_place_are_braked(client, session):
    answers = [
        client.submit("/sign-up", **{**NEW, "email": f"n{n}@example.org"}).status_code for n in range(101)
    ]
    assert answers == [200] * 100 + [429]


def test_password_is_kept_verbatim(client, new_client, change_settings):
    change_settings(confirms_address=False)
    password = " ünïcode 🦦 lamp \t over " + "x" * 80
    client.submit("/sign-up", **{**NEW, "password": password})
    assert new_client().submit("/sign-in", email=NEW["email"], password=password).status_code == 303
    assert new_client().submit("/sign-in", email=NEW["email"], password=password[:-1]).status_code == 422


def test_signed_in_person_is_sent_home(client, change_settings):
    change_settings(confirms_address=False)
    client.submit("/sign-up", **NEW)
    assert client.get("/sign-up").location == "/"
