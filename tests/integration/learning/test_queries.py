"""What others ask about reading, and that the number of queries does not grow."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from academy.learning import services
from academy.learning.queries import progress_in, progress_of
from tests.clock import MONDAY_MORNING
from tests.courses import make_course, make_module
from tests.databases import counted_queries
from tests.people import Cast

DESK = make_course("open", "work", slug="desk")
PACKS = make_course("pack", slug="packs")


def complete(session: Session, person, course, slug: str, *, minutes: int = 0) -> None:  # type: ignore[no-untyped-def]
    services.set_completion(
        session,
        person=person,
        course=course,
        module=make_module(slug),
        is_complete=True,
        now=MONDAY_MORNING + timedelta(minutes=minutes),
    )


def test_progress_is_ones_own_and_keeps_the_order(session: Session, people: Cast) -> None:
    complete(session, people.ada, DESK, "open")
    complete(session, people.ben, PACKS, "pack")
    desk, packs = progress_in(session, person=people.ada, courses=[DESK, PACKS])
    assert (desk.course.slug, desk.completed, packs.course.slug, packs.completed) == ("desk", 1, "packs", 0)
    assert progress_of(session, person=people.ada, course=DESK) == desk


def test_one_query_whatever_there_is(app: Flask, session: Session, people: Cast) -> None:
    for number in range(30):
        complete(session, people.ada, DESK, f"module-{number}")
    with counted_queries(app.extensions["database"].engine) as queries:
        progress_in(session, person=people.ada, courses=[DESK, PACKS] * 5)
    assert len(queries) == 1
