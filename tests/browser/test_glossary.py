"""Looking a word up: the pop-up beside the text, by keyboard and touch, and the glossary's own field."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

ADA = "ada@lantern-row.example"
MODULE = "/courses/coordinators-role/who-decides"
PHONE = {"width": 360, "height": 640}
INSIDE = """(note) => { const box = note.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight; }"""


@pytest.fixture(scope="module")
def ada(server: Server) -> Visitor:
    visitor = Visitor(server.url)
    password = next(one["password"] for one in server.accounts if one["email"] == ADA)
    assert visitor.sign_in(ADA, password).status == 303
    return visitor


def test_a_term_opens_by_keyboard_and_by_touch_and_stays_in_the_window(
    new_context: NewContext, ada: Visitor
) -> None:
    page = new_context(as_person=ada, viewport=PHONE, has_touch=True).new_page()
    page.goto(MODULE)
    links = page.locator("a.term[aria-expanded]")
    expect(links.first).to_be_attached()
    for position in range(min(links.count(), 6)):
        link = links.nth(position)
        note = page.locator(f"#{link.get_attribute('aria-controls')}")
        link.scroll_into_view_if_needed()
        page.wait_for_timeout(50)  # a scroll that still runs would close it
        link.tap()
        expect(note).to_be_visible()
        assert note.evaluate(INSIDE), position
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(link).to_be_focused()
    link.press("Enter")
    expect(note).to_be_visible()
    assert link.get_attribute("aria-describedby") == note.locator("span").get_attribute("id")
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_the_glossary_narrows_while_somebody_types(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/glossary")
    page.get_by_role("searchbox", name="Find a term").fill("leica")
    expect(page.get_by_role("status").first).to_contain_text("terms")
    shown = page.locator("[data-filter-item]:visible")
    expect(shown.first).to_contain_text("Leica reel")
    assert shown.count() < 10
    page.get_by_role("searchbox", name="Find a term").fill("zzzz")
    expect(page.locator("[data-filter-item]:visible")).to_have_count(0)
    expect(page.locator("[data-filter-group]:visible")).to_have_count(0)
