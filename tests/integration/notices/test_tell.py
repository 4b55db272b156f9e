"""Telling somebody something."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import Notice
from academy.notices.services import tell
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
