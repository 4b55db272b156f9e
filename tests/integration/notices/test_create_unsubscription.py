"""Stopping the digest from a mail: by a page for people, by one click of a mail client."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import DigestChoice
from academy.notices.schedule import Rhythm
from academy.notices.services import claim_digest, set_rhythm
from tests.browsers import BASE_URL, Browser
from tests.clock import FakeClock
from tests.people import Cast

TOKEN = "U" * 43
PATH = f"/unsubscribe/{TOKEN}"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def sent(session: Session, people: Cast, clock: FakeClock) -> None:
    """A digest that was sent to Ada."""
    now = clock.now()
    assert claim_digest(session, person_id=people.ada.id, day=now.date(), token=TOKEN, now=now)
    session.commit()


def choices(session: Session) -> dict[int, str]:
    session.expire_all()
    return {one.person_id: str(one.rhythm) for one in session.scalars(select(DigestChoice))}


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}])
def test_a_mail_client_stops_it_with_one_post_and_nothing_else(
    client: Browser, people: Cast, session: Session, headers: dict[str, str]
) -> None:
    answer = client.post(PATH, data=ONE_CLICK, headers=headers)
    assert (answer.status_code, answer.text) == (200, "The digest is off.\n")  # RFC 8058: no redirect
    assert choices(session) == {people.ada.id: "off"}


def test_a_person_presses_a_button_and_sees_that_it_is_off(
    client: Browser, people: Cast, session: Session
) -> None:
    page = client.get(PATH).text
    assert "Stop the digest" in page
    assert "ada" not in page.lower().replace("academy", "")
    assert choices(session) == {}
    answer = client.post(PATH)
    assert (answer.status_code, answer.location) == (303, PATH)
    assert "The digest is off" in client.get(PATH).text
    assert choices(session) == {people.ada.id: "off"}


def test_said_again_it_stays_off(client: Browser, people: Cast, session: Session, clock: FakeClock) -> None:
    set_rhythm(session, person_id=people.ada.id, rhythm=Rhythm.DAILY, now=clock.now())
    for _ in range(2):
        assert client.post(PATH, data=ONE_CLICK).status_code == 200
    assert choices(session) == {people.ada.id: "off"}


@pytest.mark.parametrize("token", ["V" * 43, "x"])
def test_another_address_stops_nothing(client: Browser, session: Session, token: str) -> None:
    assert client.get(f"/unsubscribe/{token}").status_code == 404
    assert client.post(f"/unsubscribe/{token}", data=ONE_CLICK).status_code == 404
    assert choices(session) == {}


def test_the_address_stands_on_our_host(client: Browser) -> None:
    assert (
        client.post(f"{BASE_URL}{PATH}", data=ONE_CLICK, base_url="https://evil.example").status_code == 400
    )
