"""Setting a new password with a mailed link."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import SignIn
from academy.core.audit import AuditEntry
from tests.mails import link_in, mails_to
from tests.people import PASSWORD, sign_in

NEW = "seven copper windmills turning"


def reset_link(client, session, email="ada@example.org"):
    client.submit("/password-resets", email=email)
    return link_in(mails_to(session, email)[-1])


def may_sign_in(client, password):
    return client.submit("/sign-in", email="ada@example.org", password=password).status_code == 303


def test_new_password_counts_and_the_old_one_does_not(client, new_client, people, session):
    link = reset_link(client, session)
    assert client.submit(link, password=NEW).location == "/sign-in"
    assert not may_sign_in(new_client(), PASSWORD)
    assert may_sign_in(new_client(), NEW)


def test_every_session_ends_and_the_owner_is_told(client, new_client, people, session):
    phone, laptop = sign_in(new_client(), people.ada), sign_in(new_client(), people.ada)
    client.submit(reset_link(client, session), password=NEW)
    assert phone.get("/account").status_code == laptop.get("/account").status_code == 303
    assert all(one.ended_at for one in session.scalars(select(SignIn)))
    assert mails_to(session, "ada@example.org")[-1].subject == "Your password was changed"
    assert "password_reset" in session.scalars(select(AuditEntry.action)).all()


def test_opening_the_link_changes_nothing(client, people, session):
    link = reset_link(client, session)
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.submit(link, password=NEW).status_code == 303


@pytest.mark.parametrize("password", ["", "too short", "password12345", "ada@example.org", "x" * 257])
def test_weak_password_is_refused_and_the_link_stays_good(client, people, session, password):
    link = reset_link(client, session)
    assert client.submit(link, password=password).status_code == 422
    assert client.submit(link, password=NEW).status_code == 303


def test_link_works_once(client, people, session):
    link = reset_link(client, session)
    client.submit(link, password=NEW)
    assert client.submit(link, password="eight copper windmills").status_code == 404
    assert may_sign_in(client, NEW)


def test_link_lapses_after_an_hour(client, people, session, clock):
    link = reset_link(client, session)
    clock.advance(minutes=59, seconds=59)
    assert client.get(link).status_code == 200
    clock.advance(seconds=1)
    assert client.submit(link, password=NEW).status_code == 404


def test_invented_links_are_braked(client, people):
    answers = [client.submit(f"/password-resets/{'x' * 43}", password=NEW).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_reset_works_and_lets_in_while_sign_in_is_braked(client, people, session):
    for _ in range(6):
        may_sign_in(client, "gate purple nine badgers")
    client.submit(reset_link(client, session), password=NEW)
    assert may_sign_in(client, NEW)


def test_reset_confirms_the_address(client, people, session, clock):
    people.ada.confirmed_at = None
    client.submit(reset_link(client, session), password=NEW)
    assert people.ada.confirmed_at == clock.now()


def test_refused_passwords_do_not_brake_a_good_link(client, people, session):
    link = reset_link(client, session)
    answers = {client.submit(link, password="too short").status_code for _ in range(31)}
    assert answers == {422}
    assert client.submit(link, password=NEW).status_code == 303
