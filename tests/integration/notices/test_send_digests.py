"""Rounds of digests: who gets one, once, with what in it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.cohorts.models import Assignment, WorkKind
from academy.core.mail import OutgoingMail
from academy.notices.models import Digest, DigestChoice
from academy.notices.schedule import Rhythm
from academy.notices.sending import DigestRound, SentDigest
from tests.browsers import BASE_URL, Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.factories import make_cohort, make_person
from tests.integration.notices.conftest import Telling
from tests.mails import mails_to
from tests.people import Cast
from tests.security.test_races import at_once

NEXT_MONDAY = MONDAY_MORNING + timedelta(days=7)
ADA = "ada@example.org"


@pytest.fixture(autouse=True)
def on_the_next_monday(people: Cast, clock: FakeClock) -> None:
    """It is nine on a Monday; the cast has been here for a week."""
    clock.advance(days=7)


@pytest.fixture
def send(app: Flask, session: Session):  # type: ignore[no-untyped-def]
    """Makes a round; returns who got a digest."""

    def do(**options: bool) -> list[str]:
        session.commit()
        found: list[SentDigest] = app.extensions["digests"].send(**options)
        session.expire_all()
        return [one.email for one in found]

    return do


def prefer(session: Session, person_id: int, rhythm: Rhythm, at: datetime = MONDAY_MORNING) -> None:
    session.add(DigestChoice(person_id=person_id, rhythm=rhythm, chosen_at=at))


def test_a_digest_says_what_is_new_and_due_and_how_to_stop_it(  # type: ignore[no-untyped-def]
    send, people: Cast, told: Telling, session: Session, client: Browser
) -> None:
    told(people.ada, "Tom wrote about your day", hours=3, url="/courses")
    cohort = make_cohort(session, studio=people.studio, members=(people.ada,))
    for slug, days in (("ship-thursday", 3), ("day-production", 30)):
        due_at = NEXT_MONDAY + timedelta(days=days)
        session.add(
            Assignment(
                cohort=cohort, kind=WorkKind.SCENARIO, slug=slug, assigned_at=MONDAY_MORNING, due_at=due_at
            )
        )
    assert ADA in send()
    [mail] = mails_to(session, ADA)
    assert mail.subject == "Academy: 1 due, 1 new"
    assert "Ship Thursday" in mail.body
    assert "Drawn day" not in mail.body  # due in a month
    assert f"{BASE_URL}/scenarios/ship-thursday" in mail.body
    assert "Thu 12 Mar, 09:00 GMT, in 3 days" in mail.body
    assert mail.unsubscribe_url in mail.body
    assert client.get(mail.unsubscribe_url.removeprefix(BASE_URL)).status_code == 200


def test_nobody_gets_two_for_one_day_and_no_news_twice(  # type: ignore[no-untyped-def]
    send, people: Cast, told: Telling, session: Session, clock: FakeClock
) -> None:
    prefer(session, people.ada.id, Rhythm.DAILY)
    told(people.ada, "Something", hours=3)
    assert send() == [ADA]
    clock.advance(minutes=10)
    told(people.ada, "Something more")
    assert send() == []
    clock.advance(days=1)
    assert send() == [ADA]
    clock.advance(days=1)
    assert send() == []
    first, second = mails_to(session, ADA)
    assert "Something more" in second.body
    assert "  Something\n" in first.body
    assert "  Something\n" not in second.body


def test_rounds_at_the_same_moment_send_one_mail(  # type: ignore[no-untyped-def]
    app: Flask, people: Cast, told: Telling, session: Session
) -> None:
    for person in (people.ada, people.ben):
        told(person, "Something", hours=1)
    session.commit()
    rounds = [DigestRound(app, app.extensions["digests"]._matter_of) for _ in range(4)]
    sent = at_once([lambda one=one: len(one.send()) for one in rounds])
    assert sum(sent) == 2
    assert len(session.scalars(select(OutgoingMail)).all()) == 2
    assert len(session.scalars(select(Digest)).all()) == 6  # the whole cast, most with nothing to say


def test_nothing_to_say_is_no_mail(send, people: Cast, told: Telling, session: Session) -> None:  # type: ignore[no-untyped-def]
    told(people.ada, "Opened long ago", hours=1).read_at = MONDAY_MORNING
    told(people.ben, "Told before the week", hours=8 * 24)
    assert send() == []
    assert session.scalars(select(OutgoingMail)).all() == []


def test_who_wants_none_or_may_not_have_one_gets_none(  # type: ignore[no-untyped-def]
    send, people: Cast, told: Telling, session: Session, clock: FakeClock
) -> None:
    stranger = make_person(session, name="Unconfirmed", is_confirmed=False)
    late = make_person(session, name="Late")
    late.confirmed_at = clock.now() - timedelta(minutes=1)
    prefer(session, people.ada.id, Rhythm.OFF)
    prefer(session, people.tom.id, Rhythm.WEEKLY, at=clock.now())
    people.ben.disabled_at = clock.now()
    for person in (stranger, late, people.ada, people.ben, people.tom, people.rio):
        told(person, "Something", hours=1)
    assert send() == ["rio@example.org"]


@pytest.mark.parametrize(
    ("zone", "days", "hour", "is_sent"),
    [
        ("Europe/London", 0, 8, True),
        ("Europe/London", 0, 7, False),
        ("Europe/London", 0, 20, False),
        ("Europe/London", 1, 9, False),
        ("Asia/Seoul", -1, 23, True),
        ("America/Los_Angeles", 0, 9, False),
        ("America/Los_Angeles", 0, 16, True),
    ],
)
def test_it_comes_on_monday_at_eight_where_the_person_is(  # type: ignore[no-untyped-def]
    send, people: Cast, told: Telling, clock: FakeClock, zone: str, days: int, hour: int, is_sent: bool
) -> None:
    people.ada.time_zone = zone
    there = datetime(2026, 3, 9, hour, tzinfo=UTC) + timedelta(days=days)
    clock.advance(seconds=(there - clock.now()).total_seconds())
    told(people.ada, "Something", hours=1)
    assert send() == ([ADA] if is_sent else [])


def test_moving_to_another_zone_brings_no_second_one(  # type: ignore[no-untyped-def]
    send, people: Cast, told: Telling, clock: FakeClock, session: Session
) -> None:
    prefer(session, people.ada.id, Rhythm.DAILY)
    told(people.ada, "Something", hours=1)
    assert send() == [ADA]
    people.ada.time_zone = "America/Los_Angeles"
    clock.advance(hours=7)
    told(people.ada, "Something more")
    assert send() == []


def test_a_rehearsal_changes_nothing(send, people: Cast, told: Telling, session: Session) -> None:  # type: ignore[no-untyped-def]
    told(people.ada, "Something", hours=1)
    assert send(is_rehearsal=True) == [ADA]
    assert session.scalars(select(OutgoingMail)).all() == []
    assert send() == [ADA]


def test_one_persons_trouble_does_not_keep_the_others_from_their_mail(  # type: ignore[no-untyped-def]
    send, app: Flask, people: Cast, told: Telling, monkeypatch: pytest.MonkeyPatch, caplog
) -> None:
    def fail_for_ada(session, person, now):  # type: ignore[no-untyped-def]
        if person.name == "Ada":
            raise RuntimeError("no steps for Ada")
        return []

    monkeypatch.setitem(app.extensions, "next_steps", [fail_for_ada])
    for person in (people.ada, people.ben):
        told(person, "Something", hours=1)
    with caplog.at_level(logging.ERROR):
        assert send() == ["ben@example.org"]
    assert "digest not made" in caplog.text
    monkeypatch.setitem(app.extensions, "next_steps", [])
    assert send() == [ADA]


def test_a_trainer_is_told_who_needs_a_look(send, people: Cast, session: Session) -> None:  # type: ignore[no-untyped-def]
    make_cohort(session, studio=people.studio, members=(people.ada,))
    assert "tom@example.org" in send()
    [mail] = mails_to(session, "tom@example.org")
    assert "WAITING FOR YOU\n  Spring intake: 1 of 1 learners need a look" in mail.body
