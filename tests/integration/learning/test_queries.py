"""What others ask about reading, and that the number of queries does not grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from academy.learning import services
from academy.learning.queries import completions_of, progress_in, progress_of
from tests.clock import MONDAY_MORNING
from tests.courses import make_course, make_module
from tests.people import Cast

DESK = make_course("open", "work", slug="desk")
PACKS = make_course("pack", slug="packs")


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    queries: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
        if statement.lstrip().upper().startswith("SELECT"):
            queries.append(statement)

    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


def complete(session: Session, person, course, slug: str, *, minutes: int = 0) -> None:  # type: ignore[no-untyped-def]
    services.set_completion(
        session,
        person=person,
        course=course,
        module=make_module(slug),
        is_complete=True,
        now=MONDAY_MORNING + timedelta(minutes=minutes),
    )


def test_completions_come_by_person_and_module(session: Session, people: Cast) -> None:
    complete(session, people.ada, DESK, "open")
    complete(session, people.ada, PACKS, "pack", minutes=7)
    complete(session, people.ben, DESK, "open")
    services.set_completion(
        session,
        person=people.ben,
        course=DESK,
        module=make_module("open"),
        is_complete=False,
        now=MONDAY_MORNING,
    )
    complete(session, people.eve, DESK, "open")
    assert completions_of(session, person_ids=[people.ada.id, people.ben.id]) == {
        people.ada.id: {
            ("desk", "open"): MONDAY_MORNING,
            ("packs", "pack"): MONDAY_MORNING + timedelta(minutes=7),
        },
        people.ben.id: {},
    }


def test_nobody_has_completed_nothing(session: Session) -> None:
    assert completions_of(session, person_ids=[]) == {}


def test_progress_is_ones_own_and_keeps_the_order(session: Session, people: Cast) -> None:
    complete(session, people.ada, DESK, "open")
    complete(session, people.ben, PACKS, "pack")
    desk, packs = progress_in(session, person=people.ada, courses=[DESK, PACKS])
    assert (desk.course.slug, desk.completed, packs.course.slug, packs.completed) == ("desk", 1, "packs", 0)
    assert progress_of(session, person=people.ada, course=DESK) == desk


def test_one_query_whatever_there_is(app: Flask, session: Session, people: Cast) -> None:
    for number in range(30):
        complete(session, people.ada, DESK, f"module-{number}")
    ids = [person.id for person in people.by_name().values()]
    with counted_queries(app) as queries:
        progress_in(session, person=people.ada, courses=[DESK, PACKS] * 5)
    assert len(queries) == 1
    with counted_queries(app) as queries:
        completions_of(session, person_ids=ids)
    assert len(queries) == 1
