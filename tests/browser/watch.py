"""What a page must never do, and how accessible it must be."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


class Watch:
    """Notes script errors, messages of the content policy and requests to other origins.

    `expected` holds parts of messages that the test itself causes, for instance by cutting the connection.
    """

    def __init__(self, context: BrowserContext, origin: str, expected: Sequence[str]) -> None:
        self._origin = origin
        self._expected = expected
        self._messages: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._messages.append(f"error: {error.error}"))
        context.on("request", self._see)

    @property
    def faults(self) -> list[str]:
        return [text for text in self._messages if not any(part in text for part in self._expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._messages.append(f"{message.type}: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self._origin + "/", "data:")):
            self._messages.append(f"foreign request: {request.url}")


def assert_accessible(page: Page) -> None:
    """Both themes pass every rule of axe, one on a phone, one on a desk; nothing scrolls sideways."""
    for viewport, scheme in ((PHONE, "dark"), (DESK, "light")):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        broken = violations_of(page)
        assert broken == [], f"{page.url}, {scheme}, {viewport['width']} px: {broken}"
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), f"{page.url} scrolls sideways at {viewport['width']} px"


def violations_of(page: Page, part: str | None = None) -> list[str]:
    """The rules of axe that the page, or the part of a selector, breaks; each with the elements that do."""
    found = Axe().run(page, context=part).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found]
