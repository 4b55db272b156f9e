"""Two small courses on the shelf, and Ada signed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from academy.learning.library import Librarian
from academy.learning.next_steps import reading_steps
from tests.browsers import Browser
from tests.courses import write_course
from tests.people import Cast, sign_in


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """The content folder; what a test changes in it counts after `shelve`."""
    write_course(tmp_path, "desk", title="A day at the desk")
    write_course(tmp_path, "packs", title="Packs and partners", modules=("Pack",), order=2)
    return tmp_path


@pytest.fixture(autouse=True)
def shelve(app: Flask, courses: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Puts the folder's content on the app's shelf, now and whenever it is called."""

    def put() -> None:
        monkeypatch.setitem(app.extensions, "librarian", Librarian(courses, is_watching=False))

    put()
    return put


@pytest.fixture(autouse=True)
def only_reading(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home shows what learning itself says; the rows of other features have tests of their own."""
    monkeypatch.setitem(app.extensions, "next_steps", [reading_steps])


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    """Ada's browser."""
    return sign_in(client, people.ada)
