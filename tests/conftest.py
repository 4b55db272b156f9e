"""Fixtures: the app on SQLite and on PostgreSQL, a client, a session to arrange with, a clock, the cast.

Properties are tried 300 times, or `pytest --hypothesis-profile=quick` (60) or `exhaustive` (5,000).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from academy.accounts.passwords import Hasher
from academy.app import create_app
from academy.config import Settings, courses_folder
from academy.core.db import Database
from tests import databases
from tests.browsers import BASE_URL, HOST, Browser
from tests.clock import FakeClock
from tests.people import TINY_COST, Cast, make_cast

hypothesis_settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True)
hypothesis_settings.register_profile("usual", max_examples=300, deadline=None, derandomize=True)
hypothesis_settings.register_profile("exhaustive", max_examples=5000, deadline=None)
hypothesis_settings.load_profile("usual")  # the command line's choice is loaded after this file


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with databases.sqlite_database(tmp_path_factory.mktemp("sqlite")) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with databases.postgres_database() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database; every test that asks for it runs on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def shared_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app per worker and database; tests use `app`, which starts each of them with an empty database."""
    settings = make_settings(database_url, tmp_path_factory.mktemp("data"))
    app = create_app(settings, clock=FakeClock(), delivers_mail=False)
    app.testing = False  # errors are answered as they are in production
    app.test_client_class = Browser
    app.extensions["hasher"] = Hasher(**TINY_COST)
    database: Database = app.extensions["database"]
    databases.relax(database.engine)
    yield app
    database.dispose()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def app(shared_app: Flask, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Flask:
    databases.empty(shared_app.extensions["database"].engine)
    monkeypatch.setitem(shared_app.extensions, "clock", clock)
    return shared_app


@pytest.fixture
def change_settings(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Change settings that are read with each request: `change_settings(confirms_address=False)`."""

    def change(**changes: Any) -> None:
        monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], **changes))

    return change


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session to arrange and to look with; a request through a client commits it first."""
    database: Database = app.extensions["database"]
    session = Session(database.engine.execution_options(is_writing=True))
    yield session
    session.close()


@pytest.fixture
def new_client(app: Flask, session: Session) -> Callable[[], Browser]:
    """Makes a further browser."""

    def make() -> Browser:
        client: Browser = app.test_client()  # type: ignore[assignment]
        client.arranging = session
        return client

    return make


@pytest.fixture
def client(new_client: Callable[[], Browser]) -> Browser:
    return new_client()


@pytest.fixture
def people(session: Session) -> Cast:
    return make_cast(session)


def make_settings(database_url: str, data_folder: Path) -> Settings:
    return Settings(
        secret_key="a key for tests that is long enough",
        database_url=database_url,
        data_folder=data_folder,
        public_url=BASE_URL,
        hosts=(HOST,),
        courses_folder=courses_folder(),
    )
