"""Somebody holds SQLite's only write lock: reading goes on."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select, text

from academy.accounts.models import SignIn
from tests.people import sign_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True, scope="session")


def test_a_page_does_not_wait_to_note_that_the_browser_was_seen(client, people, session, app, clock):
    sign_in(client, people.ada)
    session.commit()
    client.arranging = None
    began_at = clock.now()
    clock.advance(minutes=11)
    with app.extensions["database"].writing() as holder:
        holder.execute(text("select 1"))  # takes the lock
        began = time.perf_counter()
        assert client.get("/account").status_code == 200
        assert time.perf_counter() - began < 1
    assert seen_at(session) == began_at
    client.get("/account")
    assert seen_at(session) == clock.now()


def seen_at(session):
    moment = session.scalars(select(SignIn.seen_at)).one()
    session.rollback()  # lets go of the lock
    return moment
