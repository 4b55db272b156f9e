"""A debrief fills itself in, says what goes wrong, and is read by keyboard."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.desks import DEBRIEF
from tests.browser.keyboard import press, tab_to
from tests.server.players import Visitor, start_run
from tests.server.processes import Server

pytestmark = pytest.mark.browser

_numbers = itertools.count(1)

OFFER = "Work out skills and moments"


@pytest.fixture
def visitor(server: Server) -> Visitor:
    """Somebody with an account and a day at hand."""
    visitor = Visitor(server.url)
    visitor.sign_up(f"Debriefed-{next(_numbers)}")
    return visitor


def end_a_day(page: Page, visitor: Visitor, key: str) -> None:
    """Go to a day's desk and end it there."""
    player = start_run(visitor, key=key)
    page.goto(f"/runs/{player.run_id}")
    page.get_by_role("button", name="End the day").first.click()
    page.locator("dialog[open] button[value=yes]").click()
    page.wait_for_url(DEBRIEF)


def test_skills_and_moments_come_by_themselves(new_context: NewContext, visitor: Visitor) -> None:
    page = new_context(as_person=visitor).new_page()
    end_a_day(page, visitor, "a-day-to-debrief")
    expect(page.get_by_role("heading", name="Five skills")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    expect(page.locator("[data-analysis-news]")).to_contain_text("worked out")
    evidence = page.locator("summary", has_text="What it rests on").first
    press(page, evidence)
    expect(page.get_by_role("table", name="Evidence of organisation")).to_be_visible()
    tab_to(page, page.get_by_role("table", name="Evidence of organisation").get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#request-"))
    assert page.locator("details.debrief-request[open]").count() == 1


def test_a_failure_is_said_and_the_button_stays(new_context: NewContext, visitor: Visitor) -> None:
    page = new_context(as_person=visitor, expects=("Failed to load resource",)).new_page()
    page.route("**/analysis", lambda route: route.abort())
    end_a_day(page, visitor, "a-day-that-fails")
    expect(page.get_by_text("The server could not be reached")).to_be_visible()
    page.unroute("**/analysis")
    button = page.get_by_role("button", name=OFFER)
    press(page, button)
    expect(page.get_by_role("heading", name="Five skills")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.activeElement.id") == "skills"


def test_a_busy_server_is_asked_again(new_context: NewContext, visitor: Visitor) -> None:
    page = new_context(as_person=visitor, expects=("status of 503",)).new_page()
    busy = {"status": 503, "headers": {"Retry-After": "1"}, "body": '{"message": "Busy."}'}
    page.route("**/analysis", lambda route: route.fulfill(**busy), times=1)  # type: ignore[arg-type]
    end_a_day(page, visitor, "a-day-that-waits")
    expect(page.get_by_role("heading", name="Five skills")).to_be_visible(timeout=30_000)
