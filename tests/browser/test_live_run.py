"""A day against the clock: two tabs, a lost connection, a lost answer, a reload."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.desks import DEBRIEF, deeds, open_first_request, position_of, queue_for_myself, wait_past
from tests.browser.keyboard import press
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

CAUSED = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")
BANNER = "[data-banner]"


@pytest.fixture
def desk(server: Server, new_context: NewContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A live day with its first request open."""
    visitor = Visitor(server.url)
    visitor.sign_up(f"Live-{abs(hash(request.node.name))}")
    page = new_context(as_person=visitor, expects=CAUSED).new_page()
    page.goto("/scenarios/ship-thursday")
    press(page, page.get_by_role("button", name=re.compile("Start against the clock")))
    page.wait_for_url(re.compile(r"/runs/\d+"))
    open_first_request(page)
    return page


def test_a_decision_made_by_keyboard_survives_a_reload(desk: Page) -> None:
    queue_for_myself(desk)
    expect(deeds(desk)).to_have_count(1)
    before = deeds(desk).all_inner_texts()
    desk.reload()
    expect(deeds(desk)).to_have_count(1)
    assert deeds(desk).all_inner_texts() == before


def test_the_day_can_be_paused_and_resumed_with_one_key(desk: Page) -> None:
    desk.locator("body").press("Space")
    expect(desk.get_by_role("button", name="Resume")).to_be_visible()
    stopped_at = desk.locator("[data-clock]").inner_text()
    desk.wait_for_timeout(2_000)
    assert desk.locator("[data-clock]").inner_text() == stopped_at
    desk.locator("body").press("Space")
    expect(desk.locator("[data-clock]")).not_to_have_text(stopped_at, timeout=10_000)


def test_a_second_tab_hears_that_the_day_moved_on_and_shows_how_it_stands(desk: Page) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    held: list[Route] = []
    other.route(
        re.compile("/desk"), lambda route: held.append(route)
    )  # the other tab learns of nothing by itself
    seen = position_of(other)
    queue_for_myself(desk)
    expect(deeds(desk)).to_have_count(1)
    with other.expect_response(re.compile("/decisions$")) as answer:
        queue_for_myself(other)
    assert answer.value.status == 409
    other.unroute(re.compile("/desk"))
    for route in held:
        route.continue_()
    expect(other.locator(BANNER)).to_contain_text("The day moved on in another tab")
    wait_past(other, seen)
    expect(deeds(other)).to_have_count(1)
    assert deeds(other).all_inner_texts() == deeds(desk).all_inner_texts()


def test_a_decision_made_offline_is_told_kept_and_sent_once(desk: Page) -> None:
    desk.context.set_offline(True)
    queue_for_myself(desk)
    expect(desk.locator(BANNER)).to_contain_text("The connection is lost")
    expect(deeds(desk)).to_have_count(0)
    desk.context.set_offline(False)
    expect(deeds(desk)).to_have_count(1, timeout=20_000)
    expect(desk.locator(BANNER)).to_be_hidden(timeout=20_000)
    desk.reload()
    expect(deeds(desk)).to_have_count(1)


def test_a_decision_whose_answer_is_lost_is_not_doubled(desk: Page) -> None:
    keys: list[str] = []

    def lose_first_answer(route: Route) -> None:
        keys.append(route.request.post_data_json["key"])
        answer = route.fetch()
        assert answer.status == 200
        if len(keys) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    desk.route(re.compile("/decisions$"), lose_first_answer)
    queue_for_myself(desk)
    expect(deeds(desk)).to_have_count(1)
    desk.reload()
    expect(deeds(desk)).to_have_count(1)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_ending_the_day_is_asked_first_and_leads_to_the_debrief(desk: Page) -> None:
    queue_for_myself(desk)
    expect(deeds(desk)).to_have_count(1)
    press(desk, desk.get_by_role("button", name="End the day", exact=True).first)
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("End the day now?")
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    desk.keyboard.press("Enter")
    press(desk, dialog.get_by_role("button", name="End the day"))
    desk.wait_for_url(DEBRIEF)
    expect(desk.get_by_role("img", name=re.compile(r"Outcome \d+ of 100"))).to_be_visible()
    expect(desk.get_by_text("1 decision ", exact=False).first).to_be_visible()
