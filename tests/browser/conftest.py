"""One Chromium and one demo server for each worker; contexts that notice whatever goes wrong in a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.watch import Watch
from tests.server.players import Visitor
from tests.server.processes import Server, up

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1280, "height": 800}

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("There is no Chromium for the browser tests; install it: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`academy up` with its demo studio."""
    with up(tmp_path_factory.mktemp("server") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def data(server: Server) -> Path:
    """The server's data folder."""
    return server.log.with_suffix("")


@pytest.fixture
def new_context(browser: Browser, server: Server) -> Iterator[NewContext]:
    """Makes further browsers; `as_person=visitor` gives one the session of somebody who signed in over HTTP.

    At the end of the test every page must have been free of faults but those that `expects` names.
    """
    watches: list[Watch] = []
    with ExitStack() as contexts:

        def make(
            *, as_person: Visitor | None = None, expects: tuple[str, ...] = (), **options: Any
        ) -> BrowserContext:
            options = {"viewport": DESK, "reduced_motion": "reduce", "base_url": server.url} | options
            context = browser.new_context(**options)
            contexts.callback(context.close)
            watches.append(Watch(context, server.url, expects))
            if as_person is not None:
                cookies = [{"name": one.name, "value": one.value or ""} for one in as_person.cookies]
                context.add_cookies([{**cookie, "url": server.url} for cookie in cookies])
            return context

        yield make
        faults = [fault for watch in watches for fault in watch.faults]
    assert faults == []


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A page of somebody without an account."""
    return new_context().new_page()
