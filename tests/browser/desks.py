"""The desk as tests use it."""

from __future__ import annotations

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError, expect

#: How often a key is pressed until the page's scripts have loaded and hear it.
TRIES = 10
DEBRIEF = re.compile(r"/(runs/\d+|try)/debrief")


def position_of(page: Page) -> int:
    """How long the log is that the page has seen."""
    return int(page.locator(".desk").get_attribute("data-position") or "")


def wait_past(page: Page, position: int, *, timeout: float = 30_000) -> None:
    """Wait until the page shows a longer log than this, or the debrief."""
    desk = "document.querySelector('.desk')"
    page.wait_for_function(
        f"seen => !{desk} || +{desk}.dataset.position > seen", arg=position, timeout=timeout
    )


def go_on(page: Page) -> None:
    """Let time pass until the next event, by keyboard."""
    seen = position_of(page)
    for _ in range(TRIES):
        page.keyboard.press("n")
        with suppress(TimeoutError):
            return wait_past(page, seen, timeout=3000)
    raise AssertionError("the day does not go on")


def open_first_request(page: Page) -> None:
    """Open what stands first in the inbox, by keyboard."""
    expect(page.locator("a[data-request]").first).to_be_visible(timeout=30_000)
    opened = page.locator("[data-open-request]")
    for _ in range(TRIES):
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        with suppress(TimeoutError):
            opened.wait_for(timeout=1000)
            break
    expect(opened).to_be_visible()


def queue_for_myself(page: Page) -> None:
    """Decide to do the open request last: D opens the choices, Enter takes them as they are."""
    for _ in range(TRIES):
        page.keyboard.press("d")
        with suppress(AssertionError):
            expect(page.locator("input[name=place]:checked")).to_be_focused(timeout=1000)
            break
    expect(page.locator("input[name=place]:checked")).to_be_focused()
    page.keyboard.press("Enter")


def deeds(page: Page) -> Locator:
    """What the page says has been done about the open request."""
    return page.get_by_label("What you did").get_by_role("listitem")
