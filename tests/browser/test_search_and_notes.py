"""Finding something by keyboard, and keeping a note while typing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.watch import assert_accessible
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

ADA = "ada@lantern-row.example"
MODULE = "/courses/coordinators-role/who-decides"


@pytest.fixture(scope="module")
def ada(server: Server) -> Visitor:
    visitor = Visitor(server.url)
    password = next(one["password"] for one in server.accounts if one["email"] == ADA)
    assert visitor.sign_in(ADA, password).status == 303
    return visitor


def test_search_by_keyboard_alone(new_context: NewContext, ada: Visitor) -> None:
    page = new_context(as_person=ada).new_page()
    page.goto("/courses")
    field = page.get_by_role("combobox", name="Search")  # it becomes one when the script has started
    expect(field).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("animatic")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Animatic")
    assert_accessible(page)  # at a phone's width, too, where the field is gone and the list with it
    expect(field).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("animatic")
    expect(options.first).to_contain_text("Animatic")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("animatic")
    page.keyboard.type(" lo")
    expect(options.first).to_contain_text("Animatic lock")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary#animatic-lock")
    expect(field).to_be_visible()
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
    assert_accessible(newer)
    newer.get_by_role("button", name="Delete").first.click()
    newer.get_by_role("button", name="Undo").click()
    expect(newer.locator(".note-text").first).to_have_text("Ask Tom who signs.")
