"""From signing up to the debrief of a first day, without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.desks import (
    DEBRIEF,
    deeds,
    go_on,
    open_first_request,
    position_of,
    queue_for_myself,
    wait_past,
)
from tests.browser.keyboard import fill, press, tab_to
from tests.browser.watch import assert_accessible
from tests.people import PASSWORD
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

MODULE = "/courses/coordinators-role/what-the-job-is"


@pytest.fixture
def reader(server: Server, request: pytest.FixtureRequest) -> Visitor:
    """Somebody who has just signed up."""
    visitor = Visitor(server.url)
    visitor.sign_up(f"Reader-{abs(hash(request.node.name))}")
    return visitor


def test_signing_up_leads_to_the_first_useful_act(page: Page) -> None:
    page.goto("/")
    press(page, page.get_by_role("main").get_by_role("link", name="Sign up"))
    fill(page, "Name", "Ada")
    fill(page, "E-mail address", "ada.keys@example.org")
    fill(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    press(page, page.get_by_role("region", name="Next").get_by_role("link").first)
    expect(page).to_have_url(re.compile("/try$"))
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    page.goto("/")
    press(page, page.get_by_role("region", name="Next").get_by_role("link", name=re.compile("^Start")))
    expect(page.get_by_role("heading", level=1)).to_have_text("What the job is, and what it is not")


def test_a_wrong_form_says_what_to_mend_beside_the_field(new_context: NewContext) -> None:
    page = new_context(expects=("status of 422",)).new_page()
    page.goto("/sign-up")
    fill(page, "Name", "Ada")
    fill(page, "E-mail address", "ada.example.org")
    fill(page, "Password", "short")
    page.keyboard.press("Enter")
    email = page.get_by_label("E-mail address", exact=True)
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_accessible_description(re.compile("Write the whole address"))
    assert_accessible(page)


def test_a_module_is_completed_undone_and_resumed_elsewhere(reader: Visitor, new_context: NewContext) -> None:
    page = new_context(as_person=reader).new_page()
    page.goto(MODULE)
    press(page, page.get_by_role("button", name="Mark as complete"))
    expect(page.get_by_text("1 of 6 complete")).to_be_visible()
    press(page, page.get_by_role("button", name="Undo: not complete yet"))
    expect(page.get_by_text("0 of 6 complete")).to_be_visible()
    heading = page.locator(".prose h2[id]").nth(1)
    with page.expect_request(lambda request: request.url.endswith("/place"), timeout=10_000):
        heading.scroll_into_view_if_needed()
        page.mouse.wheel(0, 900)
    other = new_context(as_person=reader).new_page()
    other.goto("/courses/coordinators-role")
    continuing = other.get_by_role("main").get_by_role("link", name=re.compile("^Continue"))
    place = (continuing.get_attribute("href") or "").partition("#")[2]
    assert place
    press(other, continuing)
    expect(other).to_have_url(re.compile(f"{MODULE}#{place}$"))
    expect(other.locator(f"[id='{place}']")).to_be_in_viewport()


def test_a_day_is_played_step_by_step_to_its_debrief(reader: Visitor, new_context: NewContext) -> None:
    page = new_context(as_person=reader).new_page()
    page.goto("/scenarios/ship-thursday")
    press(page, page.get_by_role("button", name="Start step by step, untimed"))
    page.wait_for_url(re.compile(r"/runs/\d+"))
    while not page.locator("a[data-request]").count():
        go_on(page)
    open_first_request(page)
    seen = position_of(page)
    queue_for_myself(page)
    wait_past(page, seen)
    expect(deeds(page)).to_have_count(1)
    assert_accessible(page)
    tab_to(page, page.get_by_role("button", name="+30 min"))
    while not DEBRIEF.search(page.url):
        expect(page.get_by_role("button", name="+30 min")).to_be_focused()
        seen = position_of(page)
        page.keyboard.press("Enter")
        wait_past(page, seen)
    expect(page.get_by_role("img", name=re.compile(r"Outcome \d+ of 100"))).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Debrief: Ship Thursday")
    press(page, page.locator(".debrief-request summary").first)
    expect(page.locator(".debrief-request").first.get_by_text("The ideal move")).to_be_visible()
