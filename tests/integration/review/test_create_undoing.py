"""Taking the last rating back: the card is exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from academy.review.models import Card
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.review.cards import Reviewer, fresh_key

LASTING = ("state", "due_at", "step", "stability", "difficulty", "last_review_at", "pulled_at")


def state_of(card: Card) -> list[object]:
    return [getattr(card, name) for name in LASTING]


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_the_card_is_as_it_was_and_the_rating_is_kept_as_undone(reviewer: Reviewer, rating: int) -> None:
    card = reviewer.shown()
    before = state_of(card)
    reviewer.rate(rating)
    answer = reviewer.undo()
    assert (answer.status_code, answer.location) == (303, "/review/next")
    assert state_of(reviewer.stored(card.id)) == before
    assert reviewer.reviews() == []
    assert [review.rating for review in reviewer.reviews(undone=True)] == [rating]
    assert reviewer.shown().id == card.id


def test_ratings_are_taken_back_one_after_the_other(reviewer: Reviewer, clock: FakeClock) -> None:
    card = reviewer.shown()
    states = [state_of(card)]
    for _ in range(3):
        reviewer.rate(1)
        clock.advance(minutes=10)
        states.append(state_of(reviewer.stored(card.id)))
    for expected in reversed(states[:-1]):
        assert reviewer.undo().status_code == 303
        assert state_of(reviewer.stored(card.id)) == expected


def test_a_card_can_be_rated_anew_after_undo(reviewer: Reviewer) -> None:
    card = reviewer.shown()
    reviewer.rate(1)
    reviewer.undo()
    assert reviewer.rate(4, card=reviewer.stored(card.id)).status_code == 303
    assert [review.rating for review in reviewer.reviews()] == [4]


def test_the_page_offers_it_with_the_rating(reviewer: Reviewer) -> None:
    assert "data-undo" not in reviewer.page()
    reviewer.rate(2)
    page = reviewer.page()
    assert "data-undo" in page
    assert "Rated hard:" in page


def test_only_the_last_one_can_be_taken_back(reviewer: Reviewer) -> None:
    reviewer.rate(3)
    first = reviewer.reviews()[0]
    reviewer.rate(3)
    answer = reviewer.client.submit(f"/review/reviews/{first.id}/undoing")
    assert answer.status_code == 409
    assert "Only the last rating" in answer.text
    assert len(reviewer.reviews()) == 2


def test_not_on_another_day(reviewer: Reviewer, clock: FakeClock) -> None:
    reviewer.rate(3)
    clock.advance(days=1)
    assert reviewer.undo().status_code == 409
    assert len(reviewer.reviews()) == 1


def test_not_after_a_pause_has_moved_the_cards(reviewer: Reviewer, clock: FakeClock) -> None:
    reviewer.rate(3)
    clock.advance(minutes=1)
    today = clock.now().date()
    reviewer.client.submit(
        "/review/pauses", starts_on=today, ends_on=today + timedelta(days=3), key=fresh_key()
    )
    assert reviewer.undo().status_code == 409


def test_a_repeated_click_takes_one_back(reviewer: Reviewer) -> None:
    reviewer.rate(3)
    reviewer.rate(3)
    last = reviewer.reviews()[-1]
    statuses = [reviewer.client.submit(f"/review/reviews/{last.id}/undoing").status_code for _ in range(2)]
    assert statuses == [303, 303]
    assert len(reviewer.reviews()) == 1


@pytest.mark.parametrize("name", ["ben", "eve", "tom"])
def test_nobody_takes_back_the_ratings_of_others(
    reviewer: Reviewer, as_person: Callable[[str], Browser], name: str
) -> None:
    reviewer.rate(3)
    path = f"/review/reviews/{reviewer.reviews()[0].id}/undoing"
    assert as_person(name).submit(path).status_code == 404
    assert len(reviewer.reviews()) == 1


def test_it_needs_a_post_with_its_token_and_nothing_else(reviewer: Reviewer) -> None:
    reviewer.rate(3)
    path = f"/review/reviews/{reviewer.reviews()[0].id}/undoing"
    assert reviewer.client.get(path).status_code == 405
    assert reviewer.client.post(path).status_code == 400
    assert reviewer.client.submit(path, rating=4).status_code == 400
    assert len(reviewer.reviews()) == 1
