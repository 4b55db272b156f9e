"""The calendar feed, as a calendar app fetches it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.cohorts.models import Assignment, WorkKind
from academy.notices.deadlines import Deadline
from academy.notices.services import keep_address
from tests.browsers import BASE_URL, Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.factories import make_cohort, make_day, make_run
from tests.people import Cast

TOKEN = "A" * 43
PATH = f"/calendar/{TOKEN}.ics"
DUE_AT = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def assignment(session: Session, people: Cast, clock: FakeClock) -> Assignment:
    """Ship Thursday for Ada and Ben, due on Thursday; Ada's calendar knows her address."""
    cohort = make_cohort(session, studio=people.studio, members=(people.ada, people.ben))
    assignment = Assignment(
        cohort=cohort,
        kind=WorkKind.SCENARIO,
        slug="ship-thursday",
        assigned_at=MONDAY_MORNING,
        due_at=DUE_AT,
    )
    session.add(assignment)
    keep_address(session, person=people.ada, token=TOKEN, seen=0, now=clock.now())
    session.commit()
    return assignment


def events_in(answer: TestResponse) -> list:  # type: ignore[type-arg]
    assert answer.status_code == 200
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_due_work_is_an_event_in_utc_with_an_alarm_a_day_before(
    client: Browser, assignment: Assignment, clock: FakeClock
) -> None:
    answer = client.get(PATH)
    assert answer.content_type == "text/calendar; charset=utf-8"
    [event] = events_in(answer)
    assert str(event["summary"]) == "Due: Ship Thursday (Spring intake)"
    assert event["uid"] == f"assignment-{assignment.id}@academy.example"
    assert event["url"] == f"{BASE_URL}/scenarios/ship-thursday"
    assert (event.decoded("dtstart"), event.decoded("dtstamp")) == (DUE_AT, clock.now())
    assert b"DTSTART:20260305T170000Z" in answer.data
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-1)


def test_an_unchanged_feed_is_not_sent_again(
    client: Browser, clock: FakeClock, session: Session, assignment: Assignment
) -> None:
    first = client.get(PATH)
    assert first.headers["Cache-Control"] == "no-store"
    clock.advance(hours=1)
    again = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assignment.due_at = DUE_AT + timedelta(days=1)
    moved = client.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    [event] = events_in(moved)
    assert event.decoded("dtstart") == DUE_AT + timedelta(days=1)
    assert event["uid"] == events_in(first)[0]["uid"]


def test_work_that_is_done_leaves_the_calendar(client: Browser, people: Cast, session: Session) -> None:
    make_run(session, person=people.ada, day=make_day(session), outcome=50)
    assert events_in(client.get(PATH)) == []


def test_features_add_their_due_times(
    client: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch, people: Cast
) -> None:
    def worklists(session, person, now):  # type: ignore[no-untyped-def]
        return [
            Deadline("worklist-7", f"SCR for {person.name}, “ä”", now + timedelta(hours=2), "/worklists/7")
        ]

    monkeypatch.setitem(app.extensions, "deadlines", [*app.extensions["deadlines"], worklists])
    soonest = events_in(client.get(PATH))[0]
    assert str(soonest["summary"]) == "Due: SCR for Ada, “ä”"


def test_only_ones_own_work_is_in_it(client: Browser, session: Session, people: Cast) -> None:
    cohort = make_cohort(session, studio=people.studio, name="Others", members=(people.rio,))
    session.add(
        Assignment(
            cohort=cohort,
            kind=WorkKind.COURSE,
            slug="coordinators-role",
            assigned_at=MONDAY_MORNING,
            due_at=DUE_AT,
        )
    )
    assert len(events_in(client.get(PATH))) == 1


@pytest.mark.parametrize("token", ["B" * 43, "A", "a" * 43])
def test_another_address_shows_nothing(client: Browser, token: str) -> None:
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_a_closed_account_has_no_calendar(
    client: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    people.ada.disabled_at = clock.now()
    assert client.get(PATH).status_code == 404


def test_a_calendar_takes_no_post(client: Browser) -> None:
    assert client.submit(PATH).status_code == 405
