"""All processes of a boot share one anchor of the clock, however they race for it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from academy.core.clock import Clock, ClockAnchor, anchored_clock
from academy.core.db import Database
from tests import databases

STARTERS = 8


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with databases.sqlite_database(tmp_path) as url:
        database = Database(url)
        yield database
        database.dispose()


def test_processes_that_start_together_agree_on_the_time(database: Database) -> None:
    barrier = Barrier(STARTERS)

    def start(_number: int) -> Clock:
        barrier.wait()
        return anchored_clock(database.engine)

    with ThreadPoolExecutor(STARTERS) as pool:
        clocks = list(pool.map(start, range(STARTERS)))
    times = [clock.now() for clock in clocks]
    assert max(times) - min(times) < timedelta(seconds=1)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClockAnchor)) == 1
