"""The shipped modules are light: page, styles, scripts and images of a first visit, as they travel."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

from tests import shipped
from tests.browsers import Browser

LIMIT_BYTES = 60_000
ADDRESS = re.compile(r'(?:href|data-src|src)="(/static/[^"]+|/courses/[^"]+/img/[^"]+)"')
PAGES = {
    course.slug: [f"/courses/{course.slug}/{module.slug}" for module in course.modules]
    for course in shipped.library().courses
}


@pytest.fixture(autouse=True)
def shipped_courses(shelve: object, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real courses instead of the small ones."""
    monkeypatch.setitem(app.extensions, "librarian", shipped.librarian())


def sent_bytes(browser: Browser, path: str) -> int:
    answer = browser.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers)
    return head + len(answer.data)


@pytest.mark.parametrize("course", PAGES)
def test_a_first_visit_to_a_module_is_light(ada: Browser, course: str) -> None:
    sizes: dict[str, int] = {}
    for path in PAGES[course]:
        assets = {unescape(address) for address in ADDRESS.findall(ada.get(path).text)}
        assert len(assets) > 10
        sizes |= {asset: sent_bytes(ada, asset) for asset in assets - sizes.keys()}
        total = sent_bytes(ada, path) + sum(sizes[asset] for asset in assets)
        assert total <= LIMIT_BYTES, f"{path}: {total} bytes"


def test_everything_comes_from_our_own_origin(ada: Browser) -> None:
    for path in (path for paths in PAGES.values() for path in paths):
        loaded = re.findall(r'<(?:link|script|img|source)\b[^>]*(?:href|src)="([^"]+)"', ada.get(path).text)
        assert loaded
        assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
