"""A drawn day from the list of practice to its debrief, by keyboard and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.desks import deeds, go_on, open_first_request, position_of, queue_for_myself, wait_past
from tests.browser.keyboard import press, tab_to
from tests.browser.watch import assert_accessible
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

DRAWING = 60_000  # milliseconds that drawing a day may take on a busy machine


@pytest.fixture
def player(server: Server, request: pytest.FixtureRequest) -> Visitor:
    """Somebody who has just signed up."""
    visitor = Visitor(server.url)
    visitor.sign_up(f"Drawn-{abs(hash(request.node.name))}")
    return visitor


def test_a_drawn_day_is_chosen_played_and_rated_by_keyboard(player: Visitor, new_context: NewContext) -> None:
    page = new_context(as_person=player).new_page()
    page.goto("/practise")
    expect(page.get_by_text("none yet")).to_be_visible()
    tab_to(page, page.get_by_label("Pre-production"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Production", exact=True)).to_be_checked()
    expect(page.get_by_label("Level", exact=True)).to_have_value("20")
    press(page, page.get_by_role("button", name="Start step by step, untimed"))
    page.wait_for_url(re.compile(r"/runs/\d+"), timeout=DRAWING)
    expect(page).to_have_title(re.compile("A drawn day: Production, level 20"))
    while not page.locator("a[data-request]").count():
        go_on(page)
    open_first_request(page)
    seen = position_of(page)
    queue_for_myself(page)
    wait_past(page, seen)
    expect(deeds(page)).to_have_count(1)
    for _ in range(3):
        go_on(page)
    assert_accessible(page)
    end_the_day(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Debrief: A drawn day: Production, level 20")
    expect(page.get_by_text("Practice rating:").or_(page.get_by_text("Not rated:"))).to_be_visible()
    assert_accessible(page)
    press(page, page.get_by_role("link", name="Choose another level"))
    expect(page.get_by_role("heading", level=1)).to_have_text("A drawn day: Production")


def test_a_drawn_day_starts_and_ends_without_scripts(player: Visitor, new_context: NewContext) -> None:
    page = new_context(as_person=player, java_script_enabled=False).new_page()
    page.goto("/days/delivery?level=40")
    page.get_by_role("button", name="Start step by step, untimed").click()
    page.wait_for_url(re.compile(r"/runs/\d+"), timeout=DRAWING)
    page.get_by_role("button", name="+30 min").click()
    page.goto("/practise")
    page.get_by_role("link", name="Go on: Post and delivery, level 40").click()
    page.get_by_role("button", name="End the day").first.click()
    expect(page.get_by_role("img", name=re.compile(r"Outcome \d+ of 100"))).to_be_visible()
    page.get_by_role("button", name="Play another day at level").click()
    page.wait_for_url(re.compile(r"/runs/\d+$"), timeout=DRAWING)


def end_the_day(page: Page) -> None:
    press(page, page.get_by_role("button", name="End the day"))
    press(page, page.get_by_role("dialog").get_by_role("button", name="End the day"))
    page.wait_for_url(re.compile(r"/debrief$"))
