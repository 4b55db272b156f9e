"""Leaving a card out, bringing it back, and what trainers hear of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import Notice
from academy.review.models import Card
from tests.browsers import Browser
from tests.integration.review.cards import Reviewer, make_card
from tests.people import Cast


@pytest.fixture
def card(session: Session, people: Cast) -> Card:
    return make_card(session, person=people.ada, key="addendum")


def leave_out(client: Browser, card: Card, **fields: str) -> int:
    return client.submit(f"/review/cards/{card.id}/suspension", **fields).status_code


def notices(session: Session) -> list[tuple[int, str, str]]:
    session.expire_all()
    return [(one.person_id, one.title, one.url) for one in session.scalars(select(Notice))]


@pytest.mark.parametrize("because", ["known", "unfit", "wrong"])
def test_the_card_leaves_the_queue_and_comes_back_as_it_was(
    ada: Browser, session: Session, card: Card, because: str
) -> None:
    memory = card.memory
    assert leave_out(ada, card, because=because, note="as said") == 303
    assert ada.get("/review/next").location == "/review"
    assert "“as said”" in ada.get("/review/settings").text
    assert ada.submit(f"/review/cards/{card.id}/return").status_code == 303
    session.expire_all()
    assert (card.memory, card.suspended_at, card.flagged_at) == (memory, None, None)
    assert Reviewer(ada, session).shown().id == card.id


def test_a_wrong_one_reaches_the_trainers_of_the_studio_once(
    ada: Browser, people: Cast, session: Session, card: Card, as_person: Callable[[str], Browser]
) -> None:
    for _ in range(2):
        assert leave_out(ada, card, because="wrong", note="An addendum may be unnumbered.") == 303
    assert notices(session) == [(people.tom.id, "Ada says this is wrong: Addendum", "/review/flags")]
    tom = as_person("tom")
    page = tom.get("/review/flags").text
    assert "An addendum may be unnumbered." in page
    assert "A numbered addition to a pack already sent" in page
    assert '<span class="next-kind">Called wrong</span>' in tom.get("/").text


def test_the_trainers_answer_reaches_the_learner_once(
    ada: Browser, people: Cast, session: Session, card: Card, as_person: Callable[[str], Browser]
) -> None:
    leave_out(ada, card, because="wrong")
    tom = as_person("tom")
    statuses = [
        tom.submit(f"/review/flags/{card.id}/answer", answer="They are always numbered.").status_code
        for _ in range(2)
    ]
    assert statuses == [303, 404]
    told = (people.ada.id, "Your trainer about “Addendum”: They are always numbered.", "/review/settings")
    assert notices(session)[1:] == [told]
    assert "Nothing is called wrong" in tom.get("/review/flags").text
    assert "your trainer has answered" in ada.get("/review/settings").text


@pytest.mark.parametrize("answer", ["", "  ", "x" * 181, "no\u202e"])
def test_a_trainer_says_what_they_found(
    ada: Browser, session: Session, card: Card, as_person: Callable[[str], Browser], answer: str
) -> None:
    leave_out(ada, card, because="wrong")
    assert as_person("tom").submit(f"/review/flags/{card.id}/answer", answer=answer).status_code == 400
    session.expire_all()
    assert card.settled_at is None


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ben", 403), ("eve", 404), ("adm", 403)])
def test_only_trainers_of_the_studio_answer(
    ada: Browser, session: Session, card: Card, as_person: Callable[[str], Browser], name: str, status: int
) -> None:
    leave_out(ada, card, because="wrong")
    other = as_person(name)
    assert other.submit(f"/review/flags/{card.id}/answer", answer="It is fine.").status_code == status
    assert "Addendum" not in other.get("/review/flags").text
    session.expire_all()
    assert card.settled_at is None


@pytest.mark.parametrize(
    "fields",
    [{}, {"because": "gone"}, {"because": "known", "note": "x" * 501}, {"because": "known", "who": "me"}],
)
def test_anything_else_is_refused(ada: Browser, session: Session, card: Card, fields: dict[str, str]) -> None:
    assert leave_out(ada, card, **fields) == 400
    session.expire_all()
    assert card.suspended_at is None


@pytest.mark.parametrize("name", ["ben", "eve", "tom"])
def test_nobody_touches_the_cards_of_others(
    session: Session, card: Card, as_person: Callable[[str], Browser], name: str
) -> None:
    other = as_person(name)
    assert leave_out(other, card, because="known") == 404
    assert other.submit(f"/review/cards/{card.id}/return").status_code == 404
    session.expire_all()
    assert card.suspended_at is None
