"""A session of review by keyboard alone: show, rate, undo, and on to the end of the queue."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.keyboard import press
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser


def same_but_for_numbers(text: str) -> re.Pattern[str]:
    """The same question: one with sums comes with other numbers each time."""
    return re.compile(r"\d+".join(map(re.escape, re.split(r"\d+", text.strip()))))


def test_a_session_needs_the_keyboard_only(server: Server, new_context: NewContext) -> None:
    ben, account = Visitor(server.url), server.accounts[2]
    assert ben.sign_in(account["email"], account["password"]).status == 303
    page = new_context(as_person=ben).new_page()
    page.goto("/review")
    press(page, page.get_by_role("button", name="Start reviewing"))
    left = page.locator(".review-head .quiet")
    expect(left).to_have_text("5 left, about 1 min")
    first = page.locator(".review-prompt").inner_text()
    page.keyboard.press("3")
    expect(page.locator(".review-ratings")).to_be_hidden()
    page.keyboard.press(" ")
    expect(page.get_by_role("heading", name="Answer")).to_be_focused()
    page.keyboard.press("3")
    expect(left).to_have_text("4 left, about 1 min")
    page.keyboard.press("u")
    expect(left).to_have_text("5 left, about 1 min")
    expect(page.locator(".review-prompt")).to_have_text(same_but_for_numbers(first))
    for rest in (4, 3, 2, 1):
        page.keyboard.press(" ")
        page.keyboard.press("4")
        expect(left).to_have_text(f"{rest} left, about 1 min")
    page.keyboard.press(" ")
    page.keyboard.press("4")
    expect(page).to_have_url(f"{server.url}/review")
    expect(page.get_by_text("Done for today")).to_be_visible()
