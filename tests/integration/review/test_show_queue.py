"""How much there is today, in which order, and what the page says of memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.review.models import Card, Review
from academy.review.schedule import CardState
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.databases import counted_queries
from tests.integration.review.cards import Reviewer, fresh_key, make_card
from tests.people import Cast

TERMS = (
    "acceptance",
    "addendum",
    "adr",
    "ageing",
    "animatic",
    "animatic-lock",
    "approval-matrix",
    "approved",
)


def make_review(session: Session, card: Card, *, rating: int, at: datetime, state: str = "review") -> None:
    """A rating of the past that stands."""
    session.add(
        Review(
            card_id=card.id,
            person_id=card.person_id,
            key=fresh_key(),
            turn=card.turn,
            rating=rating,
            at=at,
            duration_milliseconds=30_000,
            state_before=state,
            due_before=at,
        )
    )
    card.turn += 1


@pytest.fixture
def due(session: Session, people: Cast) -> list[Card]:
    """Eight due cards of Ada's, the last the likeliest to be forgotten."""
    return [
        make_card(session, person=people.ada, key=key, stability=float(20 - number))
        for number, key in enumerate(TERMS)
    ]


def test_the_likeliest_to_be_forgotten_comes_first(ada: Browser, session: Session, due: list[Card]) -> None:
    reviewer, keys = Reviewer(ada, session), []
    for _ in due:
        keys.append(reviewer.shown().key)
        reviewer.rate(3)
    assert keys == list(reversed(TERMS))
    page = ada.get("/review").text
    assert "Done for today" in page
    assert "8 cards reviewed" in page


def test_a_day_holds_no_more_than_its_limits(ada: Browser, session: Session, due: list[Card]) -> None:
    ada.submit("/review/settings", reviews=3, new=0)
    page = ada.get("/review").text
    assert "3 cards, about 1 min" in page
    assert "5 more are due and wait" in page
    reviewer = Reviewer(ada, session)
    for _ in range(3):
        assert reviewer.rate(3).location == "/review/next"
    assert ada.get("/review/next").location == "/review"
    assert "5 more are due and wait for tomorrow" in ada.get("/review").text


def test_a_new_day_holds_as_many_again(
    ada: Browser, session: Session, due: list[Card], clock: FakeClock
) -> None:
    ada.submit("/review/settings", reviews=3, new=0)
    for _ in range(3):
        Reviewer(ada, session).rate(3)
    clock.advance(days=1)
    assert "3 cards, about 1 min" in ada.get("/review").text


def test_new_cards_are_spread_over_the_due_ones(
    ada: Browser, people: Cast, session: Session, due: list[Card]
) -> None:
    for key in ("lock", "pack"):
        make_card(session, person=people.ada, key=key, state=CardState.NEW, stability=None, difficulty=None,
                  last_review_at=None)  # fmt: skip
    reviewer, states = Reviewer(ada, session), []
    for _ in range(10):
        states.append(reviewer.shown().state)
        reviewer.rate(4)
    assert [place for place, state in enumerate(states) if state == "new"] == [4, 9]


def test_minutes_come_from_the_median_of_own_durations(
    ada: Browser, session: Session, due: list[Card]
) -> None:
    for number in range(10):
        at = MONDAY_MORNING - timedelta(days=2, minutes=number)
        make_review(session, due[0], rating=3, at=at)
    assert "8 cards, about 4 min" in ada.get("/review").text


def test_retention_counts_learnt_cards_of_thirty_days(
    ada: Browser, session: Session, due: list[Card]
) -> None:
    for days, rating, state in ((1, 3, "review"), (2, 1, "review"), (3, 4, "review"), (4, 2, "review"),
                                (5, 1, "new"), (6, 1, "relearning"), (31, 1, "review")):  # fmt: skip
        make_review(session, due[0], rating=rating, at=MONDAY_MORNING - timedelta(days=days), state=state)
    page = ada.get("/review").text
    assert '<strong class="review-figure">75 %</strong>' in page
    assert "3 of 4 cards that came due" in page


def test_the_forecast_counts_each_day_in_the_persons_zone(
    ada: Browser, people: Cast, session: Session, due: list[Card]
) -> None:
    people.ada.time_zone = "Asia/Seoul"
    make_card(session, person=people.ada, key="pack", due_at=MONDAY_MORNING + timedelta(hours=5))
    make_card(session, person=people.ada, key="lock", due_at=MONDAY_MORNING + timedelta(hours=7))
    assert "Mon 2 Mar: 9 cards, Tue 3 Mar: 1 card, Wed 4 Mar: 0 cards" in unescape(ada.get("/review").text)


def test_nothing_at_all_teaches_where_cards_come_from(ada: Browser) -> None:
    page = ada.get("/review").text
    assert "Nothing to review yet" in page
    assert "Cards make themselves" in page


def test_the_home_page_tells_how_many_and_how_long(ada: Browser, due: list[Card]) -> None:
    page = ada.get("/").text
    assert '<span class="next-title">8 cards' in page
    assert "8 due · before they are forgotten" in page


def test_a_card_whose_content_is_gone_is_passed_over(
    ada: Browser, people: Cast, session: Session, due: list[Card]
) -> None:
    make_card(session, person=people.ada, key="no-such-term", stability=0.1)
    assert Reviewer(ada, session).shown().key == TERMS[-1]


@pytest.mark.parametrize("name", ["ben", "tom", "eve"])
def test_others_see_nothing_of_it(as_person: Callable[[str], Browser], due: list[Card], name: str) -> None:
    assert "Nothing to review yet" in as_person(name).get("/review").text


def test_the_page_asks_no_more_with_more_cards(
    app: Flask, ada: Browser, people: Cast, session: Session, due: list[Card]
) -> None:
    counts = []
    for number in range(3):
        for key in range(5):
            make_card(session, person=people.ada, key=f"more-{number}-{key}")
        with counted_queries(app.extensions["database"].engine) as queries:
            ada.get("/review")
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
