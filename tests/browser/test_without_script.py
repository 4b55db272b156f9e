"""Everything but the clock works with JavaScript switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.desks import DEBRIEF
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser


def decide_something(page: Page) -> None:
    """Open the newest request and queue it for oneself."""
    page.locator("a[data-request]").first.click()
    page.locator("summary", has_text="Do it myself").click()
    page.get_by_role("button", name="Put it there").click()
    expect(page.get_by_label("What you did").get_by_role("listitem")).to_have_count(1)


def play_to_the_end(page: Page, move: str) -> None:
    while not DEBRIEF.search(page.url):
        page.get_by_role("button", name=move).click()
    expect(page.get_by_role("img", name=re.compile(r"Outcome \d+ of 100"))).to_be_visible()


def test_a_visitor_plays_the_shift_to_its_score(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Try a three-minute shift").click()
    while not page.locator("a[data-request]").count():
        page.get_by_role("button", name="Next").click()
    decide_something(page)
    play_to_the_end(page, "+5 min")
    expect(page.get_by_role("link", name="Sign up for whole days")).to_be_visible()
    page.get_by_role("button", name="Start the shift again").click()
    expect(page).to_have_url(re.compile("/try$"))


def test_a_learner_reads_and_plays(server: Server, new_context: NewContext) -> None:
    visitor = Visitor(server.url)
    visitor.sign_up("Without-Script")
    page = new_context(as_person=visitor, java_script_enabled=False).new_page()
    page.goto("/courses/coordinators-role/what-the-job-is")
    page.get_by_role("button", name="Mark as complete").click()
    expect(page.get_by_text("1 of 6 complete")).to_be_visible()
    page.goto("/scenarios/ship-thursday")
    page.get_by_role("button", name="Start step by step, untimed").click()
    while not page.locator("a[data-request]").count():
        page.get_by_role("button", name="Next").click()
    decide_something(page)
    play_to_the_end(page, "+30 min")
    page.get_by_role("button", name="Work out skills and moments").click()
    expect(page.get_by_role("heading", name="Five skills")).to_be_visible()
    expect(page).to_have_url(re.compile("#skills$"))
    page.get_by_role("link", name="Put it last in my queue").last.click()
    expect(page.get_by_role("heading", name="What else could I have done?")).to_be_visible()
