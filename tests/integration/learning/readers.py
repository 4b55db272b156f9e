"""What a reader's browser does, and what a page says, for the tests of learning."""

from __future__ import annotations

import re
from html import unescape

from werkzeug.test import TestResponse

from tests.browsers import Browser, csrf_token_in

OPEN = "/courses/desk/open"
WORK = "/courses/desk/work"
CLOSE = "/courses/desk/close"


def mark(browser: Browser, module: str, is_complete: str = "yes") -> TestResponse:
    """Send the form at the end of a module."""
    return browser.submit(f"{module}/completion", is_complete=is_complete)


def reach(browser: Browser, module: str, place: object) -> TestResponse:
    """Tell which heading is being read, as reading.js does."""
    token = csrf_token_in(browser.get(module).text)
    return browser.post(f"{module}/place", json={"place": place}, headers={"X-CSRFToken": token})


def words(response: TestResponse) -> str:
    """The text of a page, on one line."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.text, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def links(response: TestResponse, text: str) -> list[str]:
    """Where the links lead whose text contains this."""
    found = re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', response.text, flags=re.DOTALL)
    return [unescape(target) for target, inner in found if text in unescape(re.sub(r"<[^>]+>", "", inner))]
