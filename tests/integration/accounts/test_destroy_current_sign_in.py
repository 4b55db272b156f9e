"""Signing out."""

from __future__ import annotations

from sqlalchemy import select

from academy.accounts.models import SignIn
from academy.core.audit import AuditEntry
from tests.people import sign_in


def test_signing_out_ends_the_session_on_the_server(client, people, session, clock):
    sign_in(client, people.ada)
    copied = client.session_cookie().value
    assert client.submit("/sign-out").location == "/sign-in"
    assert session.scalars(select(SignIn)).one().ended_at == clock.now()
    client.set_cookie("__Host-academy", copied, domain="academy.example")
    assert client.get("/account").location.startswith("/sign-in")
    assert "sign_out" in session.scalars(select(AuditEntry.action)).all()


def test_other_browsers_stay_signed_in(client, new_client, people):
    other = sign_in(new_client(), people.ada)
    sign_in(client, people.ada)
    client.submit("/sign-out")
    assert other.get("/account").status_code == 200


def test_get_does_not_sign_out(client, people):
    sign_in(client, people.ada)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200


def test_signing_out_twice_is_harmless(client, people):
    sign_in(client, people.ada)
    client.submit("/sign-out")
    assert client.submit("/sign-out").location == "/sign-in"
