"""Two people at one list: each sees the other's ticks, by keyboard alone, and typing is never interrupted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

ADA, BEN = (f"{name}@lantern-row.example" for name in ("ada", "ben"))
#: The page asks every five seconds; a busy machine may be slow on top.
SEEN_WITHIN = 20_000


def visitor_of(server: Server, email: str) -> Visitor:
    visitor = Visitor(server.url)
    passwords = {account["email"]: account["password"] for account in server.accounts}
    assert visitor.sign_in(email, passwords[email]).status == 303
    return visitor


def start_list(page: Page) -> str:
    """Ada's fresh list; returns its path."""
    page.goto("/checklists/scr")
    page.get_by_text("Start this list for my production").click()
    page.get_by_label("Production", exact=True).fill("Two at one list")
    page.get_by_role("button", name="Start this list").click()
    page.wait_for_url(re.compile(r"/worklists/\d+$"))
    return page.url


def test_two_people_tick_one_list_and_see_each_other(server: Server, new_context: NewContext) -> None:
    ada = new_context(as_person=visitor_of(server, ADA)).new_page()
    url = start_list(ada)
    ada.get_by_role("link", name="People and share link").click()
    ada.get_by_role("button", name="Add Ben Castellano").click()
    ben = new_context(as_person=visitor_of(server, BEN)).new_page()
    ben.goto(url)
    ben.locator("#c-scr-02 .work-more summary").click()
    ben.locator("#c-scr-02").get_by_label("Note").fill("Half a thought")

    ada.goto(url)
    ada.get_by_role("button", name="Tick C-SCR-01", exact=True).focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("#c-scr-01 .work-word")).to_contain_text("Ticked by Ada Lindqvist")
    expect(ada.get_by_role("button", name="Take back the tick of C-SCR-01")).to_be_focused()
    expect(ada).to_have_url(url)

    expect(ben.locator("#c-scr-01 .work-word")).to_contain_text("Ada Lindqvist", timeout=SEEN_WITHIN)
    expect(ben.get_by_role("status").filter(has_text="C-SCR-01: Ticked by Ada")).to_be_visible()
    expect(ben.locator("#c-scr-02").get_by_label("Note")).to_have_value("Half a thought")
    ben.locator("#c-scr-02").get_by_role("button", name="Save and tick").click()
    expect(ben.locator("#c-scr-02 .work-note")).to_contain_text("Half a thought")
    expect(ben.locator("#c-scr-02 .work-more summary")).to_be_focused()
    expect(ada.locator("#c-scr-02 .work-note")).to_contain_text("Half a thought", timeout=SEEN_WITHIN)
    expect(ada.locator(".work-summary")).to_contain_text(re.compile(r"2 of \d+ items"))


def test_a_list_is_worked_without_script(server: Server, new_context: NewContext) -> None:
    page = new_context(as_person=visitor_of(server, ADA), java_script_enabled=False).new_page()
    start_list(page)
    page.get_by_role("button", name="Tick C-SCR-01", exact=True).click()
    expect(page).to_have_url(re.compile("#c-scr-01$"))
    expect(page.locator("#c-scr-01 .work-word")).to_contain_text("Ticked by Ada Lindqvist")
    page.locator("#c-scr-02 .work-more summary").click()
    page.locator("#c-scr-02").get_by_label("Why it does not apply here").fill("A film without dialogue")
    page.locator("#c-scr-02").get_by_role("button", name="Not applicable").click()
    expect(page.locator("#c-scr-02 .work-word")).to_contain_text("A film without dialogue")
