"""A course with a question of each kind on the shelf, and Ada signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from flask import Flask
from sqlalchemy.orm import Session

from academy.learning.library import Librarian
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.courses import write_course
from tests.integration.quizzes.takers import Taker
from tests.people import Cast, sign_in
from tests.unit.quizzes.bank import PLAIN

NewTaker = Callable[..., Taker]


@pytest.fixture(autouse=True)
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content folder: the course desk, with nine questions about its first module."""
    write_course(tmp_path, "desk")
    (tmp_path / "desk" / "questions.yaml").write_text(yaml.safe_dump(list(PLAIN), sort_keys=False))
    monkeypatch.setitem(app.extensions, "librarian", Librarian(tmp_path, is_watching=False))
    return tmp_path


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    return sign_in(client, people.ada)


@pytest.fixture
def tom(new_client: Callable[[], Browser], people: Cast) -> Browser:
    """The browser of Ada's trainer."""
    return sign_in(new_client(), people.tom)


@pytest.fixture
def eve(new_client: Callable[[], Browser], people: Cast) -> Browser:
    """The browser of a trainer of another studio."""
    return sign_in(new_client(), people.eve)


@pytest.fixture
def test(ada: Browser, session: Session, clock: FakeClock) -> Taker:
    """Ada in the test of the course."""
    return Taker.started(ada, session, clock, "test")


@pytest.fixture
def round_(ada: Browser, session: Session, clock: FakeClock) -> Taker:
    """Ada in a round of practice."""
    return Taker.started(ada, session, clock, "open")
