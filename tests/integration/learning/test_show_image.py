"""Images of courses: only checked ones, inert, cached, compressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.courses import write_module
from tests.people import Cast

IMAGE = "/courses/desk/img/desk.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture(autouse=True)
def image(courses: Path, shelve: Callable[[], None]) -> Path:
    path = courses / "desk" / "img" / "desk.svg"
    path.parent.mkdir()
    path.write_text(DRAWING)
    write_module(courses / "desk" / "01-open.md", title="Open", text="![A desk](img/desk.svg)")
    shelve()
    return path


def test_an_image_is_sent_as_what_it_is(ada: Browser) -> None:
    answer = ada.get(IMAGE)
    assert answer.text == DRAWING
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


def test_a_known_image_is_not_sent_again(ada: Browser) -> None:
    for encoding in ("identity", "gzip"):
        tag = ada.get(IMAGE, headers={"Accept-Encoding": encoding}).headers["ETag"]
        again = ada.get(IMAGE, headers={"Accept-Encoding": encoding, "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")


def test_a_drawing_is_compressed(ada: Browser) -> None:
    assert ada.get(IMAGE, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_a_changed_drawing_is_a_new_one(ada: Browser, image: Path) -> None:
    before = ada.get(IMAGE).headers["ETag"]
    image.write_text(DRAWING.replace("rect", "circle"))
    assert ada.get(IMAGE).headers["ETag"] != before


@pytest.mark.parametrize(
    "name", ["none.svg", "..%2fcourse.yaml", "../course.yaml", "course.yaml", "desk.svg%00.png", "desk.SVG"]
)
def test_nothing_else_can_be_fetched(ada: Browser, name: str) -> None:
    assert ada.get(f"/courses/desk/img/{name}").status_code == 404


def test_a_file_that_has_gone_is_not_found(ada: Browser, image: Path) -> None:
    image.unlink()
    assert ada.get(IMAGE).status_code == 404


def test_signed_out_sees_no_image(client: Browser, people: Cast) -> None:
    assert client.get(IMAGE).status_code == 303
