"""Server time of a module page, on the database that `academy up` uses."""

from __future__ import annotations

import statistics
import time

import pytest
from flask import Flask

from tests.browsers import Browser
from tests.people import Cast, sign_in

VISITS = 300
LIMIT_MS = 5.0


@pytest.mark.benchmark
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_module_page_takes_less_than_five_milliseconds(app: Flask, client: Browser, people: Cast) -> None:
    sign_in(client, people.ada)
    course = app.extensions["librarian"].shelf().library.courses[0]
    path = f"/courses/{course.slug}/{course.modules[0].slug}"
    taken = []
    for _ in range(VISITS):
        began = time.perf_counter()
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"module page: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    assert p50 < LIMIT_MS
