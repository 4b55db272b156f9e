"""Confirming the address of a new account by the mailed link and the password chosen at sign-up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import Person
from tests.mails import link_in, mails_to

CHOSEN = "quiet lamp over harbour"


def sign_up(client, session, password=CHOSEN):
    client.submit("/sign-up", name="Nia", email="nia@example.org", password=password)
    return link_in(mails_to(session, "nia@example.org")[-1])


def nia(session):
    return session.scalars(select(Person).where(Person.email == "nia@example.org")).one()


def test_link_and_password_open_the_account_and_sign_in(client, session, clock):
    link = sign_up(client, session)
    assert client.submit(link, password=CHOSEN).location == "/"
    assert nia(session).confirmed_at == clock.now()
    assert "Nia" in client.get("/account").text


def test_opening_the_link_changes_nothing(client, session):
    link = sign_up(client, session)
    assert client.get(link).status_code == 200
    assert client.get(link).status_code == 200
    assert nia(session).confirmed_at is None


@pytest.mark.parametrize("password", ["", "another lamp over harbour"])
def test_without_the_password_the_account_stays_closed(client, session, password):
    link = sign_up(client, session)
    assert client.submit(link, password=password).status_code == 422
    assert nia(session).confirmed_at is None


def test_account_begun_by_somebody_else_is_not_opened_with_their_password(client, new_client, session):
    """Somebody signs up with the victim's address, then the victim does: the latest password counts."""
    attacker = new_client()
    sign_up(attacker, session, password="thirteen stolen kettles")
    link = sign_up(client, session)
    assert client.submit(link, password=CHOSEN).status_code == 303
    answer = attacker.submit("/sign-in", email="nia@example.org", password="thirteen stolen kettles")
    assert answer.status_code == 422


def test_used_link_is_gone(client, new_client, session):
    link = sign_up(client, session)
    client.submit(link, password=CHOSEN)
    assert new_client().get(link).status_code == 404
    assert new_client().submit(link, password=CHOSEN).status_code == 404


def test_link_lapses_after_a_day(client, session, clock):
    link = sign_up(client, session)
    clock.advance(hours=24)
    assert client.submit(link, password=CHOSEN).status_code == 404


def test_link_of_another_kind_is_no_confirmation(client, people, session):
    client.submit("/password-resets", email="ada@example.org")
    token = link_in(mails_to(session, "ada@example.org")[0]).rsplit("/", 1)[1]
    assert client.get(f"/confirmations/{token}").status_code == 404


def test_invented_links_are_braked(client):
    answers = [client.submit(f"/confirmations/{'x' * 43}", password=CHOSEN).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_guesses_at_the_password_are_braked(client, session):
    link = sign_up(client, session)
    answers = [client.submit(link, password="another lamp over harbour").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
