"""One demo server for the tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server.processes import Server, up


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`academy up` on a fresh folder."""
    with up(tmp_path_factory.mktemp("demo") / "data") as server:
        yield server
