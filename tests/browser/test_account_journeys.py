"""A forgotten password, a theme, and leaving."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.keyboard import press
from tests.server.players import Visitor
from tests.server.processes import Server

pytestmark = pytest.mark.browser

NEW_PASSWORD = "seven lamps under ferry"
MAIL_SECONDS = 15.0


def link_mailed_to(email: str, folder: Path) -> str:
    """The address in the mail to this person, once it is there."""
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        for file in folder.glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            if email in str(mail["To"]):
                found = re.search(r"https?://\S+/password-resets/\S+", mail.get_content())
                assert found, mail.get_content()
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no mail to {email} in {folder}")


def test_a_forgotten_password_is_replaced_through_the_mail(page: Page, server: Server, data: Path) -> None:
    email = Visitor(server.url).sign_up("Forgetful")
    page.goto("/sign-in")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("E-mail address", exact=True).fill(email)
    page.keyboard.press("Enter")
    page.goto(link_mailed_to(email, data / "mail"))
    page.get_by_label(re.compile("password", re.IGNORECASE)).first.fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in"))
    page.get_by_label("E-mail address", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Forgetful")


def test_a_theme_is_kept(server: Server, new_context: NewContext) -> None:
    visitor = Visitor(server.url)
    visitor.sign_up("Night-Owl")
    page = new_context(as_person=visitor, color_scheme="light").new_page()
    page.goto("/account")
    ink = page.evaluate("getComputedStyle(document.body).color")
    page.get_by_role("combobox", name="Colours").select_option("dark")
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    page.goto("/courses")
    assert page.evaluate("getComputedStyle(document.body).color") != ink
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_leaving_closes_every_page_by_keyboard(server: Server, new_context: NewContext) -> None:
    visitor = Visitor(server.url)
    visitor.sign_up("Leaver")
    page = new_context(as_person=visitor).new_page()
    page.goto("/courses")
    press(page, page.locator("summary.menu-toggle"))
    press(page, page.get_by_role("button", name="Sign out"))
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/courses")
    expect(page).to_have_url(re.compile("/sign-in"))
