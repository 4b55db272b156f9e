"""Home: what to do next, or, signed out, what this is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.learning.next_steps import NextStep, reading_steps
from tests.browsers import Browser
from tests.integration.learning.readers import CLOSE, OPEN, WORK, links, mark, words
from tests.people import Cast


def test_a_new_person_starts_reading_with_one_click(ada: Browser) -> None:
    page = ada.get("/")
    assert "Good morning, Ada." in words(page)
    target = links(page, "where everybody starts")
    assert target == [OPEN]
    assert ada.get(target[0]).status_code == 200


def test_the_greeting_follows_the_persons_zone(ada: Browser, people: Cast, session: Session) -> None:
    people.ada.time_zone = "Asia/Seoul"
    assert "Good evening, Ada." in words(ada.get("/"))


def test_a_begun_course_says_how_much_is_left(ada: Browser) -> None:
    mark(ada, OPEN)
    page = ada.get("/")
    assert links(page, "Work the desk") == [WORK]
    assert "A day at the desk · 1 of 3 modules complete 9 min" in words(page)


def test_after_a_course_the_next_one_is_offered(ada: Browser) -> None:
    for module in (OPEN, WORK, CLOSE):
        mark(ada, module)
    assert links(ada.get("/"), "First module: Pack the desk") == ["/courses/packs/pack"]


def test_with_everything_read_nothing_is_waiting(ada: Browser) -> None:
    for module in (OPEN, WORK, CLOSE, "/courses/packs/pack"):
        mark(ada, module)
    assert "Nothing is waiting for you" in words(ada.get("/"))


def test_what_is_due_soon_stands_above_what_is_recommended(
    ada: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def due(session: Session, person: Person, now: datetime) -> list[NextStep]:
        return [
            NextStep(
                kind="Due today",
                title=f"Ship Thursday for {person.name}",
                url="/somewhere",
                reason="set by Tom",
                due_at=now + timedelta(hours=3, minutes=20),
                icon="clock",
            )
        ]

    monkeypatch.setitem(app.extensions, "next_steps", [reading_steps, due])
    page = ada.get("/")
    assert links(page, "Ship Thursday for Ada") == ["/somewhere"]
    assert words(page).index("Due today") < words(page).index("Start")
    assert "Mon 12:20 GMT , in 3 h 20" in words(page)


def test_signed_out_sees_what_this_is_and_two_ways_in(client: Browser, people: Cast) -> None:
    page = client.get("/")
    assert page.status_code == 200
    for heading in ("Courses", "Practice", "Trainers"):
        assert f"<h2>{heading}</h2>" in page.text
    assert "/sign-up" in links(page, "Sign up")
    assert "/sign-in" in links(page, "Sign in")


def test_the_visitors_shift_is_offered_once_it_exists(client: Browser, people: Cast, app: Flask) -> None:
    offered = links(client.get("/"), "Try a three-minute shift")
    assert bool(offered) == ("simulations.show_visitor_shift" in app.view_functions)


def test_home_takes_no_post(ada: Browser) -> None:
    assert ada.submit("/").status_code == 405
