"""A person who has no mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MAX_STOPS = 150


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; fails when it cannot be reached."""
    for _ in range(MAX_STOPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached with Tab")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to the target with Tab and press a key there."""
    tab_to(page, target)
    page.keyboard.press(key)


def fill(page: Page, label: str, text: str) -> None:
    """Go to the field with this label and type."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)
