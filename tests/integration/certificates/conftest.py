"""A course without questions and one with, and Ada signed in; `certificate` is the one she has got."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.certificates.models import Certificate
from academy.learning.library import Librarian
from tests.browsers import Browser
from tests.courses import write_course
from tests.integration.certificates.holders import GET_IT, certificates, read_all
from tests.people import Cast, sign_in

QUESTION = """\
- id: first-of-all
  module: pack
  objective: Name what happens
  behaviour: K1.1
  kind: single
  text: What comes first?
  options:
    - text: The pack
      right: true
      reason: It does.
    - text: The lunch
      reason: It does not.
    - text: The list
      reason: It comes second.
"""


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """The content folder; what a test changes in it counts after `shelve`."""
    write_course(tmp_path, "desk", title="A day at the desk")
    write_course(tmp_path, "tested", title="Packs and partners", modules=("Pack",), order=2)
    (tmp_path / "tested" / "questions.yaml").write_text(QUESTION)
    return tmp_path


@pytest.fixture(autouse=True)
def shelve(app: Flask, courses: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Puts the folder's content on the app's shelf, now and whenever it is called."""

    def put() -> None:
        librarian = Librarian(courses, is_watching=False)
        assert len(librarian.shelf().questions) == 1, librarian.shelf().questions.problems
        monkeypatch.setitem(app.extensions, "librarian", librarian)

    put()
    return put


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    """Ada's browser."""
    return sign_in(client, people.ada)


@pytest.fixture
def certificate(ada: Browser, people: Cast, session: Session) -> Certificate:
    """Ada's certificate of the course without a test."""
    read_all(session, people.ada)
    assert ada.submit(GET_IT).status_code == 303
    [certificate] = certificates(session)
    return certificate
