"""Two small courses on the shelf, Ada and Ben signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browsers import Browser
from tests.integration.learning.conftest import courses, shelve
from tests.people import Cast, sign_in

__all__ = ["courses", "shelve"]


@pytest.fixture
def ada(client: Browser, people: Cast) -> Browser:
    """Ada's browser."""
    return sign_in(client, people.ada)


@pytest.fixture
def ben(new_client: Callable[[], Browser], people: Cast) -> Browser:
    """Ben's browser."""
    return sign_in(new_client(), people.ben)
