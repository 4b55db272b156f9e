"""Signing in through the form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from academy.accounts.models import SignIn, Try
from academy.accounts.passwords import Hasher
from academy.core.audit import AuditEntry
from tests.factories import make_person
from tests.people import PASSWORD, TINY_COST, hash_of

WRONG = "gate purple nine badgers"


def enter(client, email="ada@example.org", password=PASSWORD, **fields):
    return client.submit("/sign-in", email=email, password=password, **fields)


def test_right_password_signs_in(client, people, session):
    answer = enter(client)
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "Ada" in client.get("/account").text
    assert session.scalars(select(AuditEntry.action)).all() == ["sign_in"]


def test_address_may_be_spelled_differently(client, people):
    assert enter(client, email=" ADA@Example.ORG ").status_code == 303


@pytest.mark.parametrize(
    ("field", "value"), [("email", ""), ("password", ""), ("email", "a" * 255), ("password", "a" * 257)]
)
def test_each_field_is_needed_and_bounded(client, people, session, field, value):
    answer = enter(client, **{field: value})
    assert answer.status_code == 422
    assert session.scalars(select(SignIn)).all() == []


def test_wrong_password_is_refused_and_noted(client, people, session):
    answer = enter(client, password=WRONG)
    assert answer.status_code == 422
    assert "do not match" in answer.text
    assert WRONG not in answer.text
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.address) == (
        "sign_in_failed",
        f"person {people.ada.id}",
        "127.0.0.1",
    )


def test_unconfirmed_person_cannot_sign_in(client, session):
    make_person(session, name="Uma", password_hash=hash_of(PASSWORD), is_confirmed=False)
    assert enter(client, email="uma@example.org").status_code == 422


def test_disabled_person_cannot_sign_in(client, people, session):
    people.ada.disabled_at = people.ada.created_at
    assert enter(client).status_code == 422


def test_signed_in_person_is_sent_home(client, people):
    enter(client)
    assert client.get("/sign-in").location == "/"


def test_remembered_browser_keeps_the_cookie(client, people, session):
    enter(client, is_remembered="y")
    assert client.session_cookie().expires is not None
    assert session.scalars(select(SignIn)).one().is_remembered


def test_browser_that_is_not_remembered_loses_the_cookie_when_it_closes(client, people):
    enter(client)
    assert client.session_cookie().expires is None


def test_hash_of_an_older_cost_is_renewed(client, people, session):
    people.ada.password_hash = Hasher(**{**TINY_COST, "rounds": 2}).hash(PASSWORD)
    enter(client)
    assert "t=1" in people.ada.password_hash
    assert Hasher(**TINY_COST).check(people.ada.password_hash, PASSWORD).is_right


def test_sixth_wrong_try_from_one_place_has_to_wait(client, people, clock):
    for _ in range(5):
        assert enter(client, password=WRONG).status_code == 422
    answer = enter(client)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "2"
    clock.advance(seconds=2)
    assert enter(client).status_code == 303


def test_pause_grows_to_ten_minutes_and_no_further(client, people, clock):
    pauses = []
    for _ in range(18):
        answer = enter(client, password=WRONG)
        if answer.status_code == 429:
            pauses.append(int(answer.headers["Retry-After"]))
            clock.advance(seconds=pauses[-1])
            assert enter(client, password=WRONG).status_code == 422
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600, 600]


def test_refused_tries_do_not_lengthen_the_pause(client, people, clock):
    for _ in range(30):
        enter(client, password=WRONG)
    clock.advance(seconds=2)
    assert enter(client).status_code == 303


def test_owner_elsewhere_is_not_held_up_by_guesses_from_one_place(client, new_client, people):
    for _ in range(8):
        enter(client, password=WRONG)
    owner = new_client()
    owner.environ_base["REMOTE_ADDR"] = "198.51.100.9"
    assert enter(owner).status_code == 303


def test_account_is_braked_when_guesses_come_from_many_places(client, people):
    answers = []
    for number in range(31):
        client.environ_base["REMOTE_ADDR"] = f"198.51.100.{number}"
        answers.append(enter(client, password=WRONG).status_code)
    assert answers == [422] * 30 + [429]


def test_one_place_is_braked_when_it_tries_many_accounts(client, people):
    answers = [
        enter(client, email=f"person{number}@example.org", password=WRONG).status_code for number in range(31)
    ]
    assert answers == [422] * 30 + [429]


def test_one_subscriber_of_ipv6_is_one_place(client, people):
    answers = []
    for number in range(6):
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{number}"
        answers.append(enter(client, password=WRONG).status_code)
    assert answers[-1] == 429


def test_right_sign_ins_never_add_up_to_a_brake(new_client, people):
    assert [enter(new_client()).status_code for _ in range(40)] == [303] * 40


def test_right_sign_in_forgets_the_wrong_ones(client, new_client, people, clock):
    for _ in range(4):
        enter(client, password=WRONG)
    enter(new_client())
    assert [enter(client, password=WRONG).status_code for _ in range(5)] == [422] * 5


def test_old_tries_are_pruned(client, people, session, clock):
    enter(client, password=WRONG)
    clock.advance(hours=25)
    enter(client, password=WRONG)
    assert {one.at for one in session.scalars(select(Try))} == {clock.now()}


def test_old_sign_ins_of_the_person_are_pruned(client, new_client, people, session, clock):
    enter(client)
    clock.advance(days=31)
    enter(new_client())
    assert [one.began_at for one in session.scalars(select(SignIn))] == [clock.now()]


def test_second_click_of_the_same_form_opens_no_second_sign_in(client, people, session):
    token = client.csrf_token()
    fields = {"csrf_token": token, "email": "ada@example.org", "password": PASSWORD}
    assert client.post("/sign-in", data=fields).status_code == 303
    assert client.post("/sign-in", data=fields).status_code in {303, 400}
    assert len(session.scalars(select(SignIn)).all()) == 1


def test_sign_in_tells_where_and_when(client, people, session, clock):
    enter(client)
    sign_in = session.scalars(select(SignIn)).one()
    assert (sign_in.began_at, sign_in.seen_at, sign_in.address) == (clock.now(), clock.now(), "127.0.0.1")
    assert clock.now() - sign_in.seen_at == timedelta(0)
