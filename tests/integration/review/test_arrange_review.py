"""Limits, pauses, and cards left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.review.models import Card, ReviewPause, ReviewSettings
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.review.cards import make_card
from tests.people import Cast

TODAY = MONDAY_MORNING.date()
START_OF_TODAY = MONDAY_MORNING.replace(hour=0)


def pause(client: Browser, first: date, days: int, key: str = "a-holiday") -> int:
    """Plan a pause of so many days."""
    last = first + timedelta(days=days - 1)
    return client.submit("/review/pauses", starts_on=first, ends_on=last, key=key).status_code


def due_days(session: Session) -> dict[str, int]:
    """In how many days from today each card is due."""
    session.expire_all()
    return {card.key: (card.due_at - START_OF_TODAY).days for card in session.scalars(select(Card))}


@pytest.fixture
def cards(session: Session, people: Cast) -> None:
    """Ada's cards, due yesterday, today, in three and in nine days; one of Ben's."""
    for key, days in (("acceptance", -1), ("adr", 0), ("lock", 3), ("pack", 9)):
        make_card(session, person=people.ada, key=key, due_at=START_OF_TODAY + timedelta(days=days))
    make_card(session, person=people.ben, key="manifest", due_at=START_OF_TODAY + timedelta(days=3))


def test_limits_are_kept_and_changed(ada: Browser, session: Session) -> None:
    for reviews, new in ((20, 3), (30, 0)):
        assert ada.submit("/review/settings", reviews=reviews, new=new).status_code == 303
        session.expire_all()
        settings = session.scalars(select(ReviewSettings)).one()
        assert (settings.reviews_a_day, settings.new_a_day) == (reviews, new)
    assert 'value="30"' in ada.get("/review/settings").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("reviews", "0", "between 1 and 100"),
        ("reviews", "101", "between 1 and 100"),
        ("reviews", "many", "integer"),
        ("new", "-1", "between 0 and 30"),
        ("new", "", "Give a number of cards, 0 for none."),
    ],
)
def test_limits_have_limits(ada: Browser, session: Session, field: str, value: str, said: str) -> None:
    answer = ada.submit("/review/settings", **({"reviews": 12, "new": 5} | {field: value}))
    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalars(select(ReviewSettings)).all() == []


def test_a_pause_moves_what_comes_due_and_closes_the_queue(
    ada: Browser, session: Session, cards: None
) -> None:
    assert pause(ada, TODAY, 7) == 303
    assert due_days(session) == {"acceptance": -1, "adr": 7, "lock": 10, "pack": 16, "manifest": 3}
    page = ada.get("/review").text
    assert "You are away until <strong>Sunday 8 March</strong>" in page
    assert ada.get("/review/next").location == "/review"
    assert "cards" not in ada.get("/").text.partition("next-list")[2].partition("</ul>")[0]


def test_after_the_pause_the_queue_is_open_and_nothing_has_piled_up(
    ada: Browser, session: Session, cards: None, clock: FakeClock
) -> None:
    pause(ada, TODAY, 7)
    clock.advance(days=7)
    assert "2 cards, about 1 min" in ada.get("/review").text


@pytest.mark.parametrize(("days_later", "moved"), [(0, 0), (3, 3), (7, 7), (9, 7)])
def test_a_pause_that_ends_early_gives_the_days_back(
    ada: Browser, session: Session, cards: None, clock: FakeClock, days_later: int, moved: int
) -> None:
    pause(ada, TODAY, 7)
    clock.advance(days=days_later)
    planned = session.scalars(select(ReviewPause)).one()
    statuses = [ada.submit(f"/review/pauses/{planned.id}/end").status_code for _ in range(2)]
    assert statuses == [303, 303]
    assert due_days(session) == {
        "acceptance": -1,
        "adr": 0 + moved,
        "lock": 3 + moved,
        "pack": 9 + moved,
        "manifest": 3,
    }


def test_a_planned_pause_is_cancelled_without_a_trace(ada: Browser, session: Session, cards: None) -> None:
    before = due_days(session)
    pause(ada, TODAY + timedelta(days=2), 5)
    assert due_days(session) == before | {"lock": 8, "pack": 14}
    ada.submit(f"/review/pauses/{session.scalars(select(ReviewPause.id)).one()}/end")
    assert due_days(session) == before


@pytest.mark.parametrize(
    ("first", "days", "said"),
    [
        (TODAY - timedelta(days=1), 3, "cannot begin before today"),
        (TODAY, 0, "last day comes before the first"),
        (TODAY, 121, "at most 120 days"),
        (TODAY + timedelta(days=400), 3, "a year ahead"),
    ],
)
def test_days_that_cannot_be_are_refused(
    ada: Browser, session: Session, cards: None, first: date, days: int, said: str
) -> None:
    last = first + timedelta(days=days - 1)
    answer = ada.submit("/review/pauses", starts_on=first, ends_on=last, key="a-holiday")
    assert answer.status_code == 400
    assert said in answer.text
    assert f'value="{first.isoformat()}"' in answer.text
    assert session.scalars(select(ReviewPause)).all() == []


def test_a_repeated_click_is_one_pause_and_a_second_pause_is_refused(
    ada: Browser, session: Session, cards: None
) -> None:
    assert [pause(ada, TODAY, 7), pause(ada, TODAY, 7), pause(ada, TODAY, 2, "another-one")] == [
        303,
        303,
        409,
    ]
    assert due_days(session)["lock"] == 10


@pytest.mark.parametrize("name", ["ben", "eve"])
def test_nobody_ends_the_pause_of_others(
    ada: Browser, session: Session, cards: None, as_person: Callable[[str], Browser], name: str
) -> None:
    pause(ada, TODAY, 7)
    path = f"/review/pauses/{session.scalars(select(ReviewPause.id)).one()}/end"
    assert as_person(name).submit(path).status_code == 404
    assert session.scalars(select(ReviewPause)).one().ended_at is None
