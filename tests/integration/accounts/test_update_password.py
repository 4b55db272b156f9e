"""Changing one's own password."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from academy.core.audit import AuditEntry
from tests.mails import link_in, mails_to
from tests.people import PASSWORD, sign_in

NEW = "seven copper windmills turning"


def change(client, current_password=PASSWORD, password=NEW):
    return client.submit("/account/password", current_password=current_password, password=password)


def test_new_password_counts_and_this_browser_stays(client, new_client, people, session):
    sign_in(client, people.ada)
    assert change(client).location == "/account"
    assert client.get("/account").status_code == 200
    assert new_client().submit("/sign-in", email="ada@example.org", password=NEW).status_code == 303
    assert new_client().submit("/sign-in", email="ada@example.org", password=PASSWORD).status_code == 422
    assert "password_changed" in session.scalars(select(AuditEntry.action)).all()


def test_other_browsers_are_signed_out_and_the_owner_is_told(client, new_client, people, session):
    other = sign_in(new_client(), people.ada)
    stranger = sign_in(new_client(), people.ben)
    change(sign_in(client, people.ada))
    assert other.get("/account").status_code == 303
    assert stranger.get("/account").status_code == 200
    assert [mail.subject for mail in mails_to(session, "ada@example.org")] == ["Your password was changed"]


@pytest.mark.parametrize("password", ["", "too short", "password12345", "ada@example.org", "x" * 257])
def test_weak_password_is_refused(client, people, password):
    sign_in(client, people.ada)
    assert change(client, password=password).status_code == 422
    assert change(client).status_code == 303


def test_present_password_is_asked(client, people, session):
    sign_in(client, people.ada)
    answer = change(client, current_password="gate purple nine badgers")
    assert answer.status_code == 422
    assert "not your present password" in answer.text
    assert "own_password_failed" in session.scalars(select(AuditEntry.action)).all()


def test_guesses_at_the_present_password_are_braked(client, people, clock):
    sign_in(client, people.ada)
    answers = [change(client, current_password=f"guess number {number}").status_code for number in range(6)]
    assert answers == [422] * 5 + [429]
    clock.advance(seconds=2)
    assert change(client).status_code == 303


def test_open_reset_links_die(client, new_client, people, session):
    new_client().submit("/password-resets", email="ada@example.org")
    link = link_in(mails_to(session, "ada@example.org")[0])
    change(sign_in(client, people.ada))
    assert new_client().get(link).status_code == 404


def test_signed_out_person_is_sent_to_sign_in(client, people):
    assert client.get("/account/password").location.startswith("/sign-in")
    assert change(client).status_code == 401
