"""Sessions and times as the database keeps them."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from academy.accounts.models import Membership, Studio
from tests.factories import make_studio

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def test_times_come_back_aware_and_in_utc(session):
    studio = make_studio(session, slug="one")
    studio.created_at = NOON.astimezone(timezone(timedelta(hours=9)))
    session.commit()
    assert studio.created_at == NOON
    assert studio.created_at.tzinfo is UTC


def test_time_without_a_zone_is_refused(session):
    studio = make_studio(session, slug="one")
    studio.created_at = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a zone"):
        session.commit()


def test_reading_session_refuses_to_write(app, session):
    make_studio(session, slug="one")
    session.commit()
    with app.extensions["database"].reading() as reading:
        reading.scalars(select(Studio)).one().name = "changed"
        with pytest.raises(RuntimeError, match="tried to write"):
            reading.flush()


@pytest.mark.parametrize(
    "statement", [insert(Studio).values(slug="two"), update(Studio).values(name="changed"), delete(Studio)]
)
def test_reading_session_refuses_statements_that_write(app, statement):
    with app.extensions["database"].reading() as reading, pytest.raises(RuntimeError, match="tried to write"):
        reading.execute(statement)


def test_reading_session_sees_one_state(app, session):
    make_studio(session, slug="one")
    session.commit()
    with app.extensions["database"].reading() as reading:
        assert len(reading.scalars(select(Studio.id)).all()) == 1
        make_studio(session, slug="two")
        session.commit()
        assert len(reading.scalars(select(Studio.id)).all()) == 1


def test_writing_is_possible_after_reading(app, session):
    database = app.extensions["database"]
    for _ in range(25):  # more than the pool keeps: connections come back without the marks of reading
        with database.reading() as reading:
            reading.scalars(select(Studio.id)).all()
        with database.writing() as writing:
            make_studio(writing, slug="one")


def test_writers_side_by_side_lose_no_update(app, session):
    make_studio(session, slug="one", name="0")
    session.commit()
    database = app.extensions["database"]

    def count_up():
        for _ in range(10):
            with database.writing() as writing:
                studio = writing.scalars(select(Studio).with_for_update()).one()
                writing.execute(update(Studio).values(name=str(int(studio.name) + 1)))
                writing.commit()

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.scalars(select(Studio.name)).one() == "40"


def test_errors_do_not_repeat_what_was_to_be_stored(app):
    row = insert(Membership).values(person_id=1, studio_id=1, role="ada@example.org", joined_at=NOON)
    with app.extensions["database"].writing() as writing, pytest.raises(IntegrityError) as caught:
        writing.execute(row)
    assert "ada@example.org" not in str(caught.value)


def test_foreign_keys_are_enforced(app):
    row = insert(Membership).values(person_id=1, studio_id=1, role="learner", joined_at=NOON)
    with app.extensions["database"].writing() as writing, pytest.raises(IntegrityError):
        writing.execute(row)
