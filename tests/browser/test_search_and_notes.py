"""Finding something by keyboard, keeping a note while typing, and looking a word up."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.watch import assert_accessible
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

ADA = "ada@lantern-row.example"
MODULE = "/courses/coordinators-role/who-decides"
PHONE = {"width": 360, "height": 640}
INSIDE = """(note) => { const box = note.getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight; }"""

AsAda = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def ada(server: Server) -> Visitor:
    visitor = Visitor(server.url)
    password = next(one["password"] for one in server.accounts if one["email"] == ADA)
    assert visitor.sign_in(ADA, password).status == 303
    return visitor


def test_search_by_keyboard_alone(new_context: NewContext, ada: Visitor) -> None:
    page = new_context(as_person=ada).new_page()
    page.goto("/courses")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("animati")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Animatic")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("animati")
    page.keyboard.type("c")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary#animatic")
    page.keyboard.press("/")
    page.keyboard.type("retake")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=retake")
    expect(page.locator(".hit").first).to_contain_text("Retake")


def test_a_note_saves_itself_and_an_older_tab_keeps_what_it_holds(
    new_context: NewContext, ada: Visitor
) -> None:
    context = new_context(as_person=ada, expects=("status of 409",))
    older, newer = context.new_page(), context.new_page()
    for page in (older, newer):
        page.goto(f"{MODULE}#my-notes")
    note = "Note on: The whole module"
    newer.get_by_label(note).fill("Ask Maya who signs.")
    status = newer.locator("[data-note-status]").first
    expect(status).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
    older.get_by_label(note).fill("Ask Tom who signs.")
    other = older.locator("[data-note-other]").first
    expect(other).to_contain_text("Ask Maya who signs.")
    expect(older.get_by_label(note)).to_have_value("Ask Tom who signs.")
    assert_accessible(older)
    other.get_by_role("button", name="Keep mine").click()
    expect(older.locator("[data-note-status]").first).to_have_text(re.compile("Saved"))
    newer.goto("/notes")
    expect(newer.locator(".note-text").first).to_have_text("Ask Tom who signs.")
    newer.get_by_role("button", name="Delete").first.click()
    newer.get_by_role("button", name="Undo").click()
    expect(newer.locator(".note-text").first).to_have_text("Ask Tom who signs.")


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
    assert_accessible(page)
    page.keyboard.press("Tab")
    expect(note.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")


def test_the_glossary_narrows_while_somebody_types(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/glossary")
    page.get_by_label("Find a term").fill("leica")
    expect(page.get_by_role("status").first).to_contain_text("terms")
    shown = page.locator("[data-filter-item]:visible")
    expect(shown.first).to_contain_text("Leica reel")
    assert shown.count() < 10
    page.get_by_label("Find a term").fill("zzzz")
    expect(page.locator("[data-filter-item]:visible")).to_have_count(0)
    expect(page.locator("[data-filter-group]:visible")).to_have_count(0)
