"""Rating a card: once, as it was seen, by its own person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.review.schedule import CardState, Rating, after
from tests.browsers import HOST, Browser
from tests.clock import FakeClock
from tests.integration.review.cards import Reviewer, fresh_key, key_on
from tests.integration.simulations.players import at_once, hidden_field
from tests.people import Cast


def test_a_rating_moves_the_card_as_fsrs_says_and_shows_the_next(
    reviewer: Reviewer, people: Cast, clock: FakeClock
) -> None:
    card = reviewer.shown()
    expected = after(card.memory, Rating.GOOD, now=clock.now(), zone=ZoneInfo(people.ada.time_zone))
    answer = reviewer.rate(3)
    assert (answer.status_code, answer.location) == (303, "/review/next")
    assert reviewer.stored(card.id).memory == expected
    assert reviewer.shown().id != card.id
    [review] = reviewer.reviews()
    assert (review.card_id, review.rating, review.at) == (card.id, Rating.GOOD, clock.now())


def test_the_page_tells_when_each_rating_brings_the_card_back(reviewer: Reviewer) -> None:
    page = reviewer.page()
    for words in ("in 10 min", "in 15 min", "in 2 days", "in 8 days"):
        assert f'<span class="review-interval">{words}</span>' in page


def test_again_brings_the_card_back_today_without_counting_against_the_limit(
    reviewer: Reviewer, clock: FakeClock
) -> None:
    card = reviewer.shown()
    reviewer.rate(1)
    clock.advance(minutes=10)
    assert reviewer.shown().id == card.id
    assert reviewer.stored(card.id).state == CardState.LEARNING


def test_the_time_it_took_is_kept_and_at_most_five_minutes(reviewer: Reviewer, clock: FakeClock) -> None:
    for seconds, kept in ((7, 7_000), (3600, 300_000)):
        shown_at = hidden_field(reviewer.page(), "shown_at")
        clock.advance(seconds=seconds)
        reviewer.rate(3, shown_at=shown_at)
        assert reviewer.reviews()[-1].duration_milliseconds == kept


def test_a_time_from_the_future_is_not_believed(reviewer: Reviewer) -> None:
    reviewer.rate(3, shown_at="99999999999999")
    assert reviewer.reviews()[-1].duration_milliseconds is None


@pytest.mark.parametrize(
    "fields",
    [
        {"rating": 0},
        {"rating": 5},
        {"rating": "good"},
        {"turn": -1},
        {"turn": ""},
        {"key": "short"},
        {"key": "<script>alert(1)</script>"},
        {"shown_at": "yesterday"},
        {"due_at": "2030-01-01"},
    ],
)
def test_anything_else_is_refused(reviewer: Reviewer, fields: dict[str, str]) -> None:
    assert reviewer.rate(**fields).status_code == 400  # type: ignore[arg-type]
    assert reviewer.reviews() == []


@pytest.mark.parametrize("name", ["ben", "eve", "tom", "adm"])
def test_nobody_rates_the_cards_of_others(
    reviewer: Reviewer, as_person: Callable[[str], Browser], session: Session, name: str
) -> None:
    card = reviewer.shown()
    assert Reviewer(as_person(name), session).rate(3, card=card).status_code == 404
    assert reviewer.reviews() == []


def test_it_needs_a_post(reviewer: Reviewer) -> None:
    assert reviewer.client.get(f"/review/cards/{reviewer.shown().id}/reviews").status_code == 405


def test_a_repeated_click_is_one_rating(reviewer: Reviewer) -> None:
    card, key = reviewer.shown(), key_on(reviewer.page())
    statuses = [reviewer.rate(3, card=card, key=key, turn=0).status_code for _ in range(2)]
    assert statuses == [303, 303]
    assert len(reviewer.reviews()) == 1


def test_of_two_tabs_the_first_rating_stands(reviewer: Reviewer) -> None:
    card = reviewer.shown()
    reviewer.rate(4, card=card, turn=0)
    late = reviewer.rate(1, card=card, turn=0)
    assert late.status_code == 409
    assert "that rating stands" in late.text
    assert [review.rating for review in reviewer.reviews()] == [Rating.EASY]


def test_many_clicks_at_once_are_one_rating(reviewer: Reviewer) -> None:
    card, token, key = reviewer.shown(), reviewer.client.csrf_token(), fresh_key()
    app, cookie = reviewer.client.application, reviewer.client.session_cookie()
    path, fields = (
        f"/review/cards/{card.id}/reviews",
        {"csrf_token": token, "turn": 0, "key": key, "rating": 3},
    )

    def click() -> TestResponse:
        tab: Browser = app.test_client()  # type: ignore[assignment]
        tab.set_cookie(cookie.key, cookie.value, domain=HOST, secure=True)
        return tab.post(path, data=fields)

    assert reviewer.client.arranging is not None
    reviewer.client.arranging.commit()
    assert set(at_once([click] * 6)) == {303}
    assert len(reviewer.reviews()) == 1


def test_a_card_left_out_meanwhile_is_not_rated(reviewer: Reviewer) -> None:
    card = reviewer.shown()
    reviewer.client.submit(f"/review/cards/{card.id}/suspension", because="known")
    assert reviewer.rate(3, card=card, turn=0).status_code == 409
    assert reviewer.reviews() == []


def test_a_due_date_in_a_planned_pause_moves_behind_it(reviewer: Reviewer, clock: FakeClock) -> None:
    tomorrow = clock.now().date() + timedelta(days=1)
    last = tomorrow + timedelta(days=9)
    reviewer.client.submit("/review/pauses", starts_on=tomorrow, ends_on=last, key=fresh_key())
    card = reviewer.shown()
    reviewer.rate(3)
    assert reviewer.stored(card.id).due_at.date() == last + timedelta(days=2)
