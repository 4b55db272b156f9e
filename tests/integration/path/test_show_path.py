"""The ladder with what somebody has on it, and the way that their plan asks for."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.accounts.models import Rung
from academy.learning.library import Librarian
from academy.path.counting import State
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.courses import write_course
from tests.databases import counted_queries
from tests.factories import make_day, make_progress, make_run
from tests.integration.path.conftest import plan_of
from tests.people import Cast, sign_in

RUNNER_MODULES = [
    ("coordinators-role", "what-the-job-is"),
    ("coordinators-role", "a-day-and-a-week"),
    ("runner-to-coordinator", "ways-in"),
    ("runner-to-coordinator", "the-runners-work"),
    ("key-skills", "order-the-work"),
    ("runner-to-coordinator", "cv-portfolio-interview"),
]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def rung(page: str, title: str) -> str:
    """What the ladder says about one rung."""
    return words(next(part for part in page.split('<li class="rung')[1:] if f">{title}</a>" in part))


def test_the_ladder_goes_from_the_producer_down_to_the_runner(ada: Browser) -> None:
    page = ada.get("/path").text
    titles = re.findall(r'rung-title"><a href="([^"]+)"', page)
    assert titles[0] == "/path/producer"
    assert titles[-1] == "/path/runner"
    assert len(titles) == 7
    assert '<ol class="ladder" reversed>' in page


def test_a_rung_shows_what_is_done_on_it(ada: Browser, people: Cast, session: Session) -> None:
    assert "0 of 8 done" in rung(ada.get("/path").text, "Runner")
    for course, module in RUNNER_MODULES[:3]:
        make_progress(session, person=people.ada, course=course, module=module)
    make_progress(session, person=people.ada, course="key-skills", module="order-the-work", is_complete=False)
    make_progress(session, person=people.ben, course="key-skills", module="order-the-work")
    assert "3 of 8 done" in rung(ada.get("/path").text, "Runner")
    make_run(session, person=people.ada, day=make_day(session, scenario="day-pre"), outcome=40)
    page = ada.get("/path").text
    assert "4 of 8 done, 43 min left" in rung(page, "Runner")


def test_a_whole_rung_is_filled(
    app: Flask, ada: Browser, people: Cast, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "list_states", [lambda session, person: {"SCR": State.DONE}])
    for course, module in RUNNER_MODULES:
        make_progress(session, person=people.ada, course=course, module=module)
    make_run(session, person=people.ada, day=make_day(session, scenario="day-pre"), outcome=40)
    page = ada.get("/path").text
    assert "8 of 8 done, 0 min left" in rung(page, "Runner")
    assert page.count('<rect class="rung-fill" width="100%"') == 1


def test_an_open_day_is_begun_and_not_done(ada: Browser, people: Cast, session: Session) -> None:
    make_run(session, person=people.ada, day=make_day(session), outcome=None)
    page = words(ada.get("/path/coordinator").text)
    assert "Ship Thursday Practice day · day still open Begun" in page


def test_the_profile_says_where_one_stands(ada: Browser, people: Cast) -> None:
    assert "You are here" in rung(ada.get("/path").text, "Assistant coordinator")
    people.ada.rung = Rung.STUDENT
    page = ada.get("/path").text
    assert "You are here" not in page
    assert "puts you on none of the rungs yet" in words(page)


def test_without_a_plan_the_page_says_what_one_is_for(ada: Browser) -> None:
    page = words(ada.get("/path").text)
    assert "No plan yet." in page
    assert "Make this my plan" in page


def test_a_plan_says_what_is_next_what_is_left_and_how_much_a_week(
    ada: Browser, people: Cast, session: Session
) -> None:
    session.add(plan_of(people.ada.id))
    page = ada.get("/path").text
    text = words(page)
    assert "Production coordinator by 11 May 2026" in text
    assert "0 of 34 things done" in text
    assert "Until the date 70 days" in text
    left = re.search(r"Left in all (\d+) h (\d+)", text)
    assert left
    weekly = re.search(r"Needed a week (\d+) min", text)
    assert weekly
    minutes = 60 * int(left[1]) + int(left[2])
    assert int(weekly[1]) == -(-minutes // 10)
    first = re.search(r'path-thing-title" href="([^"]+)"', page)
    assert first
    assert first[1] == "/courses/coordinators-role/who-decides"
    make_progress(session, person=people.ada, course="coordinators-role", module="who-decides")
    assert '"/courses/coordinators-role/who-decides"' not in ada.get("/path").text.split("ladder-title")[0]


def test_a_date_that_has_passed_is_said_and_loses_nothing(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    session.add(plan_of(people.ada.id))
    clock.advance(days=71)
    sign_in(ada, people.ada)
    page = words(ada.get("/path").text)
    assert "The date has passed, and nothing you did is lost." in page
    assert "Needed a week" not in page


@pytest.mark.parametrize("target", ["assistant", "runner"])
def test_a_target_that_is_reached_is_over(ada: Browser, people: Cast, session: Session, target: str) -> None:
    session.add(plan_of(people.ada.id, target=target))
    assert "You stand on this rung, or above it." in words(ada.get("/path").text)


def test_a_target_that_has_left_the_ladder_asks_for_another(
    ada: Browser, people: Cast, session: Session
) -> None:
    session.add(plan_of(people.ada.id, target="showrunner"))
    assert "no longer on the ladder" in words(ada.get("/path").text)


def test_plans_of_others_are_not_shown(ada: Browser, people: Cast, session: Session) -> None:
    session.add(plan_of(people.ben.id))
    assert "No plan yet." in ada.get("/path").text


def test_the_page_asks_no_more_with_more_to_show(
    app: Flask, ada: Browser, people: Cast, session: Session
) -> None:
    counts = []
    for place, (course, module) in enumerate(RUNNER_MODULES[:3]):
        make_progress(session, person=people.ada, course=course, module=module)
        make_run(session, person=people.ada, day=make_day(session, scenario=f"s-{place}"), outcome=50)
        plan = plan_of(people.ada.id, at=MONDAY_MORNING + timedelta(minutes=place))
        plan.ended_at = MONDAY_MORNING
        session.add(plan)
        session.commit()
        with counted_queries(app.extensions["database"].engine) as queries:
            ada.get("/path")
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_without_a_ladder_the_page_says_so(
    app: Flask, ada: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path, "desk", title="A day at the desk")
    monkeypatch.setitem(app.extensions, "librarian", Librarian(tmp_path, is_watching=False))
    for path in ("/path", "/path/runner", "/path/skills", "/path/self-assessment"):
        answer = ada.get(path)
        assert answer.status_code == 404
        assert "its file is missing or has a fault" in answer.text
    assert ada.get("/").status_code == 200


def test_signed_out_nobody_sees_it(client: Browser) -> None:
    assert client.get("/path").location == "/sign-in?next=/path"
