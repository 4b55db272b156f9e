"""Time of a search over the shipped curriculum: the search alone, and the page on the database of `up`.

Judged by processor time, which other work on the machine lengthens least; the clock is printed, too.
"""

from __future__ import annotations

import random
import statistics
import time

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.learning.notes.services import save_note
from academy.search.index import SearchIndex
from academy.search.queries import RESULTS_A_PAGE
from academy.search.shelf_index import ShelfIndex
from academy.search.wording import wording_of
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.people import Cast, sign_in

QUERIES = 200
LIMIT_MS = 30.0

Taken = tuple[float, float]  # milliseconds of the processor, and by the clock


@pytest.fixture
def typed(app: Flask) -> list[str]:
    """One to three words each, out of titles, terms and objectives; every tenth is misspelt."""
    library = app.extensions["librarian"].shelf().library
    texts = [term.term for term in library.glossary]
    texts += [module.title for course in library.courses for module in course.modules]
    texts += [one for course in library.courses for module in course.modules for one in module.objectives]
    dice = random.Random(7)  # the same queries each time
    found = []
    for number in range(QUERIES):
        words = dice.choice(texts).split()
        start = dice.randrange(len(words))
        query = " ".join(words[start : start + dice.randint(1, 3)])
        found.append(query[:2] + query[3:] if number % 10 == 0 else query)
    return found


@pytest.fixture
def index(app: Flask) -> SearchIndex:
    began = time.perf_counter()
    index = ShelfIndex().of(app.extensions["librarian"].shelf())
    print(f"index built in {(time.perf_counter() - began) * 1000:.0f} ms")
    return index


@pytest.mark.benchmark
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_search_takes_less_than_thirty_milliseconds(index: SearchIndex, typed: list[str]) -> None:
    taken: list[Taken] = []
    for query in typed:
        began = _now()
        wording = wording_of(query)
        if index.counts(wording):
            index.find(wording, limit=RESULTS_A_PAGE)
        else:
            index.correction(wording)
        taken.append(_since(began))
    assert _report("search", taken) < LIMIT_MS


@pytest.mark.benchmark
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["/search", "/search/suggestions"])
def test_the_answer_with_own_notes_takes_less_than_thirty_milliseconds(
    app: Flask, client: Browser, session: Session, people: Cast, typed: list[str], path: str
) -> None:
    _write_notes(app, session, people)
    sign_in(client, people.ada)
    assert client.get(path, query_string={"q": "retake"}).status_code == 200  # builds the index
    taken: list[Taken] = []
    for query in typed:
        began = _now()
        answer = client.get(path, query_string={"q": query})
        taken.append(_since(began))
        assert answer.status_code == 200
    assert _report(path, taken) < LIMIT_MS


def _write_notes(app: Flask, session: Session, people: Cast) -> None:
    """A note of some 300 characters on each module."""
    library = app.extensions["librarian"].shelf().library
    for course in library.courses:
        for module in course.modules:
            text = f"Ask about {module.title}. " * 6
            where = {"course": course, "module": module, "place": ""}
            save_note(session, person=people.ada, text=text, version=0, now=MONDAY_MORNING, **where)
    session.commit()


def _now() -> Taken:
    return time.thread_time() * 1000, time.perf_counter() * 1000


def _since(began: Taken) -> Taken:
    now = _now()
    return now[0] - began[0], now[1] - began[1]


def _report(name: str, taken: list[Taken]) -> float:
    """Print the figures; returns p95 of the processor's time."""
    p95s = []
    for kind, times in zip(("processor", "clock"), zip(*taken, strict=True), strict=True):
        p95s.append(statistics.quantiles(times, n=20)[-1])
        print(f"{name}, {kind}: p50 {statistics.median(times):.1f} ms, p95 {p95s[-1]:.1f} ms of {len(times)}")
    return p95s[0]
