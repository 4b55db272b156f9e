"""`academy digest send`: what it says and what it leaves in the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.core.db import Database
from academy.core.mail import OutgoingMail
from academy.notices.models import DigestChoice
from academy.notices.schedule import Rhythm
from academy.notices.services import tell
from tests.factories import make_person
from tests.integration.cli.conftest import Command

#: Somewhere it is morning or afternoon, whenever the test runs.
ZONES = ("Europe/London", "Asia/Tokyo", "America/Los_Angeles")


@pytest.fixture
def serving(academy_here: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `academy …` in the environment of a server."""
    monkeypatch.setenv("ACADEMY_SECRET_KEY", "a key for tests that is long enough")
    monkeypatch.setenv("ACADEMY_HOSTS", "academy.example")
    return academy_here


@pytest.fixture
def people(database: Database) -> None:
    """Three people on a daily digest, each of whom was told something an hour ago."""
    with database.writing() as session:
        now = datetime.now().astimezone()
        long_ago = now - timedelta(days=30)
        for zone in ZONES:
            person = make_person(session, name=zone.split("/")[1])
            person.time_zone, person.confirmed_at = zone, long_ago
            session.add(DigestChoice(person_id=person.id, rhythm=Rhythm.DAILY, chosen_at=long_ago))
            told_at = now - timedelta(hours=1)
            tell(session, person=person, kind="Feedback", title="x", url="/", now=told_at)
        session.commit()


@pytest.mark.usefixtures("people")
def test_a_dry_run_says_who_would_get_one_and_a_real_one_queues_it_once(
    serving: Command, session: Session
) -> None:
    rehearsal = serving("digest", "send", "--dry-run")
    assert rehearsal.exit_code == 0
    assert session.scalars(select(OutgoingMail)).all() == []
    session.rollback()
    first, second = serving("digest", "send"), serving("digest", "send")
    *people, count = first.output.splitlines()
    assert people
    assert all(line.endswith("@example.org: Academy: 1 new") for line in people)
    assert count == f"{len(people)} {'digest' if len(people) == 1 else 'digests'} queued."
    assert rehearsal.output.replace("would be queued", "queued") == first.output
    assert second.output == "0 digests queued.\n"
    assert len(session.scalars(select(OutgoingMail)).all()) == len(people)


def test_without_the_servers_environment_it_is_one_line_each(academy_here: Command) -> None:
    result = academy_here("digest", "send")
    assert result.exit_code == 2
    assert "ACADEMY_SECRET_KEY is not set" in result.stderr
    assert result.stdout == ""
