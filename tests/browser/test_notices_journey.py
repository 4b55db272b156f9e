"""From the bell to what a notice is about, and an address for one's calendar; all by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.keyboard import press
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser


def test_a_notice_is_opened_from_the_bell_and_a_calendar_address_made(
    server: Server, new_context: NewContext
) -> None:
    visitor, ben = (
        Visitor(server.url),
        next(one for one in server.accounts if one["email"].startswith("ben@")),
    )
    assert visitor.sign_in(ben["email"], ben["password"]).status == 303
    page = new_context(as_person=visitor, expects=()).new_page()
    page.goto("/")
    bell = page.get_by_role("banner").get_by_role("link", name=re.compile("notices?$|none new$"))
    expect(bell).to_have_accessible_name("3 new notices")
    press(page, bell)
    press(
        page, page.get_by_role("button", name=re.compile("The coordinator's role, for Autumn intake")).first
    )
    expect(page).to_have_url(re.compile("/courses/coordinators-role$"))
    expect(bell).to_have_accessible_name("2 new notices")
    page.goto("/account/notices")
    press(page, page.get_by_role("button", name="Make a calendar address"))
    address = page.get_by_label("Address for your calendar app").input_value()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, page.get_by_role("button", name="Copy"))
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
