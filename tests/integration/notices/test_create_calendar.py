"""The address for one's calendar: made, shown once, replaced, revoked."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import CalendarFeed
from tests.browsers import BASE_URL, Browser
from tests.people import Cast, sign_in

PATH = "/account/notices"
MAKE, REVOKE = f"{PATH}/calendar", f"{PATH}/calendar/revocation"


def form_in(page: str) -> dict[str, str]:
    """What the form that makes an address would send."""
    found = re.findall(r'name="(token|seen)" value="([^"]*)"', page)
    assert [name for name, _ in found] == ["token", "seen"]
    return dict(found)


def address_in(page: str) -> str:
    [address] = re.findall(r'id="calendar-address"[^>]*value="([^"]+)"', page)
    assert address.startswith(f"{BASE_URL}/calendar/")
    return unescape(address).removeprefix(BASE_URL)


def make(browser: Browser) -> str:
    """Make an address as a person does; returns its path."""
    assert browser.submit(MAKE, **form_in(browser.get(PATH).text)).status_code == 303
    return address_in(browser.get(PATH).text)


def test_an_address_is_shown_once_and_works_without_signing_in(
    ada: Browser,
    new_client,
    session: Session,  # type: ignore[no-untyped-def]
) -> None:
    path = make(ada)
    assert "calendar-address" not in ada.get(PATH).text
    assert new_client().get(path).status_code == 200
    [feed] = session.scalars(select(CalendarFeed)).all()
    assert path.split("/")[-1].removesuffix(".ics") not in (feed.token_hash or "")


def test_a_double_click_makes_one_address(ada: Browser, session: Session) -> None:
    form = form_in(ada.get(PATH).text)
    for _ in range(2):
        assert ada.submit(MAKE, **form).status_code == 303
    assert ada.get(address_in(ada.get(PATH).text)).status_code == 200
    assert session.scalars(select(CalendarFeed.revision)).one() == 1


def test_a_new_address_ends_the_old_one(ada: Browser) -> None:
    old = make(ada)
    new = make(ada)
    assert new != old
    assert ada.get(old).status_code == 404
    assert ada.get(new).status_code == 200


def test_a_revoked_address_is_gone_and_a_form_from_before_does_not_bring_it_back(ada: Browser) -> None:
    form = form_in(ada.get(PATH).text)
    ada.submit(MAKE, **form)
    path = address_in(ada.get(PATH).text)
    for _ in range(2):
        assert ada.submit(REVOKE).status_code == 303
    assert ada.get(path).status_code == 404
    assert "You have no address at present." in ada.get(PATH).text
    answer = ada.submit(MAKE, **form)
    assert answer.status_code == 409
    assert "changed in another tab" in answer.text
    assert ada.get(path).status_code == 404
    assert ada.get(make(ada)).status_code == 200


def test_two_tabs_make_one_address_and_the_second_is_told(ada: Browser) -> None:
    first, second = (form_in(ada.get(PATH).text) for _ in range(2))
    assert ada.submit(MAKE, **first).status_code == 303
    assert ada.submit(MAKE, **second).status_code == 409
    assert ada.get(address_in(ada.get(PATH).text)).status_code == 200


@pytest.mark.parametrize(
    "fields", [{}, {"token": "short", "seen": "0"}, {"token": "x" * 43}, {"token": "x" * 43, "seen": "-1"}]
)
def test_a_form_that_is_not_ours_makes_nothing(
    ada: Browser, session: Session, fields: dict[str, str]
) -> None:
    assert ada.submit(MAKE, **fields).status_code == 400
    assert session.scalars(select(CalendarFeed)).all() == []


def test_nobody_revokes_anothers(ada: Browser, people: Cast, new_client) -> None:  # type: ignore[no-untyped-def]
    path = make(ada)
    ben = sign_in(new_client(), people.ben)
    assert ben.submit(REVOKE).status_code == 303
    assert ben.get(path).status_code == 200


def test_nobody_takes_a_token_that_is_anothers(ada: Browser, people: Cast, new_client) -> None:  # type: ignore[no-untyped-def]
    form = form_in(ada.get(PATH).text)
    ada.submit(MAKE, **form)
    ben = sign_in(new_client(), people.ben)
    assert ben.submit(MAKE, **form).status_code == 409


def test_an_address_is_made_by_posting(ada: Browser) -> None:
    assert ada.get(MAKE).status_code == 405
    assert ada.get(REVOKE).status_code == 405
