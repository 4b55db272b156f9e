"""Sessions live in the database: they cannot be fixed, copied past their end, or kept past their limits."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import SignIn
from tests.browsers import HOST
from tests.people import PASSWORD, sign_in

COOKIE = "__Host-academy"


def is_signed_in(client):
    return client.get("/account").status_code == 200


def test_session_of_before_the_sign_in_is_worth_nothing_after_it(client, new_client, people):
    client.get("/sign-in")
    fixed = client.session_cookie().value
    client.submit("/sign-in", email="ada@example.org", password=PASSWORD)
    attacker = new_client()
    attacker.set_cookie(COOKIE, fixed, domain=HOST, secure=True)
    assert is_signed_in(client)
    assert not is_signed_in(attacker)


def test_each_sign_in_has_a_token_of_its_own(client, new_client, people, session):
    for browser in (client, new_client()):
        browser.submit("/sign-in", email="ada@example.org", password=PASSWORD)
    hashes = session.scalars(select(SignIn.token_hash)).all()
    assert len(set(hashes)) == 2


def test_database_does_not_hold_the_token(client, people, session):
    sign_in(client, people.ada)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    assert len(token) >= 43
    assert session.scalars(select(SignIn.token_hash)).one() != token


@pytest.mark.parametrize("token", ["1", "", "x" * 43, "x" * 100_000, "\x00", None])
def test_invented_tokens_sign_nobody_in(client, people, token):
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert client.get("/account").status_code == 303


@pytest.mark.parametrize("value", ["", "x", "a.b.c", "." * 1000, "é"])
def test_forged_cookies_are_ignored(client, value):
    client.set_cookie(COOKIE, value, domain=HOST, secure=True)
    assert client.get("/account").status_code == 303


def test_idle_session_ends_after_twelve_hours(client, people, clock):
    sign_in(client, people.ada)
    clock.advance(hours=11, minutes=59)
    assert is_signed_in(client)
    clock.advance(hours=11, minutes=59)
    assert is_signed_in(client)
    clock.advance(hours=12)
    assert not is_signed_in(client)


@pytest.mark.parametrize("is_remembered", [True, False])
def test_session_ends_after_fourteen_days_however_busy(client, people, clock, is_remembered):
    sign_in(client, people.ada, is_remembered=is_remembered)
    for _ in range(27):
        clock.advance(hours=11, minutes=59)
        assert is_signed_in(client)
    clock.advance(hours=12, minutes=30)
    client.get("/account")
    assert not is_signed_in(client)


def test_remembered_session_may_rest_for_days(client, people, clock):
    sign_in(client, people.ada, is_remembered=True)
    clock.advance(days=13)
    assert is_signed_in(client)


def test_being_seen_is_noted_every_ten_minutes_and_not_more_often(client, people, session, clock):
    sign_in(client, people.ada)
    began = clock.now()
    clock.advance(minutes=9)
    client.get("/account")
    assert session.scalars(select(SignIn.seen_at)).one() == began
    clock.advance(minutes=2)
    client.get("/account")
    session.commit()
    assert session.scalars(select(SignIn.seen_at)).one() == clock.now()


def test_disabled_person_is_out_at_the_next_request(client, people):
    sign_in(client, people.ada)
    people.ada.disabled_at = people.ada.created_at
    assert not is_signed_in(client)


def test_deleted_person_is_out_at_the_next_request(client, people, session):
    sign_in(client, people.ada)
    session.delete(people.ada)
    assert not is_signed_in(client)


@pytest.mark.parametrize("wall_seconds", [0, 4_000_000_000])
def test_a_step_of_the_wall_clock_signs_nobody_out(client, people, monkeypatch, wall_seconds):
    sign_in(client, people.ada)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: wall_seconds)
    assert client.get("/account").status_code == 200
    assert client.submit("/sign-out").status_code == 303
