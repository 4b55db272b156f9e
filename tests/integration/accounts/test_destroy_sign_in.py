"""The list of one's own sign-ins, and ending them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.accounts.models import SignIn
from tests.people import sign_in


def ids_of(session, person):
    return list(session.scalars(select(SignIn.id).where(SignIn.person_id == person.id).order_by(SignIn.id)))


def test_list_shows_own_browsers_only(client, new_client, people, session):
    sign_in(client, people.ada)
    sign_in(new_client(), people.ada)
    sign_in(new_client(), people.ben)
    page = client.get("/account/sign-ins").text
    shown = [
        number for number in session.scalars(select(SignIn.id)) if f"/account/sign-ins/{number}/end" in page
    ]
    assert shown == ids_of(session, people.ada)
    assert "this one" in page


def test_ended_browser_is_out_at_its_next_request(client, new_client, people, session):
    other = sign_in(new_client(), people.ada)
    sign_in(client, people.ada)
    assert client.submit(f"/account/sign-ins/{ids_of(session, people.ada)[0]}/end").status_code == 303
    assert other.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_ending_the_own_browser_signs_out(client, people, session):
    sign_in(client, people.ada)
    answer = client.submit(f"/account/sign-ins/{ids_of(session, people.ada)[0]}/end")
    assert answer.location == "/sign-in"
    assert client.get("/account").status_code == 303


def test_all_others_end_at_once(client, new_client, people, session):
    others = [sign_in(new_client(), people.ada) for _ in range(3)]
    sign_in(client, people.ada)
    client.submit("/account/sign-ins/others/end")
    assert {other.get("/account").status_code for other in others} == {303}
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("name", ["ben", "eve", "adm"])
def test_nobody_ends_another_persons_sign_in(client, new_client, people, session, name):
    ada = sign_in(new_client(), people.ada)
    sign_in(client, people.by_name()[name])
    assert client.submit(f"/account/sign-ins/{ids_of(session, people.ada)[0]}/end").status_code == 404
    assert ada.get("/account").status_code == 200


def test_get_ends_nothing(client, people, session):
    sign_in(client, people.ada)
    assert client.get(f"/account/sign-ins/{ids_of(session, people.ada)[0]}/end").status_code == 405
    assert client.get("/account").status_code == 200


def test_ending_twice_keeps_the_first_time(client, new_client, people, session, clock):
    sign_in(new_client(), people.ada)
    sign_in(client, people.ada)
    first = ids_of(session, people.ada)[0]
    client.submit(f"/account/sign-ins/{first}/end")
    ended_at = session.get(SignIn, first).ended_at
    clock.advance(minutes=1)
    client.submit(f"/account/sign-ins/{first}/end")
    assert session.get(SignIn, first).ended_at == ended_at
