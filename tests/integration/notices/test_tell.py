"""Telling somebody something."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import MutedKind, Notice
from academy.notices.services import KEPT, tell, tell_all
from tests.clock import FakeClock
from tests.people import Cast


def test_a_notice_is_unread_and_belongs_to_one_person(
    session: Session, people: Cast, clock: FakeClock
) -> None:
    tell(session, person=people.ada, kind="Sign-off", title="x" * 400, url="/checklists", now=clock.now())
    session.commit()
    [notice] = session.scalars(select(Notice)).all()
    assert (notice.person_id, notice.kind, notice.read_at) == (people.ada.id, "Sign-off", None)
    assert len(notice.title) == 300
    assert notice.title.endswith("…")


@pytest.mark.parametrize("url", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere", "x"])
def test_a_notice_never_leads_away(session: Session, people: Cast, clock: FakeClock, url: str) -> None:
    with pytest.raises(ValueError, match="page of this site"):
        tell(session, person=people.ada, kind="Sign-off", title="x", url=url, now=clock.now())


def test_a_kind_that_is_not_wanted_is_not_told(session: Session, people: Cast, clock: FakeClock) -> None:
    session.add(MutedKind(person_id=people.ada.id, kind="Cohort"))
    told = tell(session, person=people.ada, kind="Cohort", title="x", url="/", now=clock.now())
    assert told is None
    assert tell(session, person=people.ada, kind="Feedback", title="y", url="/", now=clock.now()) is not None
    tell(session, person=people.ben, kind="Cohort", title="z", url="/", now=clock.now())
    assert sorted(session.scalars(select(Notice.title))) == ["y", "z"]


def test_the_oldest_goes_when_there_are_too_many(session: Session, people: Cast, clock: FakeClock) -> None:
    tell(session, person=people.ben, kind="Feedback", title="Ben's", url="/", now=clock.now())
    for number in range(KEPT):
        at = clock.now() + timedelta(minutes=number)
        session.add(Notice(person_id=people.ada.id, kind="Cohort", title=str(number), url="/", created_at=at))
    later = clock.advance(days=1)
    tell_all(session, titles={people.ada: "newest", people.ben: "b"}, kind="Feedback", url="/", now=later)
    titles = set(session.scalars(select(Notice.title).where(Notice.person_id == people.ada.id)))
    assert len(titles) == KEPT
    assert "newest" in titles
    assert "0" not in titles
    assert "1" in titles
    assert set(session.scalars(select(Notice.title).where(Notice.person_id == people.ben.id))) == {
        "Ben's",
        "b",
    }
