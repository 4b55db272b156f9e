"""Deleting a note, and putting it back."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.learning.readers import words
from tests.integration.notes.writers import ids, kept, write
from tests.people import Cast, sign_in


@pytest.fixture
def note(ada: Browser, session: Session) -> int:
    """A note of Ada's."""
    write(ada, "About noon", place="s-noon")
    return ids(session)[0]


def test_a_deleted_note_is_gone_and_can_be_put_back(ada: Browser, session: Session, note: int) -> None:
    answer = ada.submit(f"/notes/{note}/deletion")
    assert answer.location == f"/notes?deleted={note}"
    assert kept(session) == []
    page = words(ada.get(answer.location))
    assert "The note on Noon is deleted" in page
    assert "Deleted in the last 30 days: 1" in page
    assert ada.submit(f"/notes/{note}/restoration").location == "/notes"
    assert [row[1:3] for row in kept(session)] == [("s-noon", "About noon")]


def test_both_clicks_may_be_repeated(ada: Browser, session: Session, note: int) -> None:
    for _ in range(2):
        assert ada.submit(f"/notes/{note}/deletion").status_code == 303
    for _ in range(2):
        assert ada.submit(f"/notes/{note}/restoration").status_code == 303
    assert len(kept(session)) == 1


def test_a_newer_note_at_the_place_is_never_overwritten(ada: Browser, session: Session, note: int) -> None:
    ada.submit(f"/notes/{note}/deletion")
    write(ada, "A newer one", place="s-noon")
    answer = ada.submit(f"/notes/{note}/restoration")
    assert answer.status_code == 409
    assert "Both are kept" in words(answer)
    assert [row[2] for row in kept(session)] == ["A newer one"]
    assert "About noon" in words(ada.get("/notes"))


def test_after_thirty_days_the_next_deletion_clears_it(
    ada: Browser, people: Cast, session: Session, note: int, clock: FakeClock
) -> None:
    ada.submit(f"/notes/{note}/deletion")
    write(ada, "Another", place="s-evening")
    other = ids(session)[1]
    clock.advance(minutes=31 * 24 * 60)
    sign_in(ada, people.ada)
    assert "Deleted in the last" not in words(ada.get("/notes"))
    ada.submit(f"/notes/{other}/deletion")
    assert ids(session) == [other]


@pytest.mark.parametrize("action", ["deletion", "restoration"])
def test_a_strangers_note_is_not_there(
    ada: Browser, ben: Browser, session: Session, note: int, action: str
) -> None:
    assert ben.submit(f"/notes/{note}/{action}").status_code == 404
    assert len(kept(session)) == 1


@pytest.mark.parametrize("action", ["deletion", "restoration"])
def test_both_are_posted(ada: Browser, people: Cast, note: int, action: str) -> None:
    assert ada.get(f"/notes/{note}/{action}").status_code == 405
