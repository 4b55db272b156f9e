"""Starting on the queue: cards are made of what has been met, and only then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.review.models import Card, CardKind
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.factories import make_progress
from tests.integration.review.cards import (
    COURSE,
    MODULE,
    QUESTION,
    Reviewer,
    make_answer,
    make_card,
    question_of,
)
from tests.people import Cast


def test_terms_of_completed_modules_become_cards_with_their_reason(
    app: Flask, reviewer: Reviewer, people: Cast
) -> None:
    module = app.extensions["librarian"].shelf().library.course(COURSE).module(MODULE)
    cards = reviewer.cards(CardKind.TERM)
    assert {card.key for card in cards} == set(module.terms)
    assert {card.person_id for card in cards} == {people.ada.id}
    assert "You met it on" in reviewer.page()
    assert f'<a href="/courses/{COURSE}/{MODULE}">{module.title}</a>' in reviewer.page()


def test_modules_that_are_only_open_make_no_card(ada: Browser, people: Cast, session: Session) -> None:
    make_progress(session, person=people.ada, course=COURSE, module=MODULE, is_complete=False)
    assert ada.submit("/review/sessions").status_code == 303
    assert session.scalars(select(Card)).all() == []


def test_an_answered_question_becomes_a_card_and_a_wrong_one_comes_first(
    app: Flask, reviewer: Reviewer, people: Cast, session: Session, clock: FakeClock
) -> None:
    make_answer(
        session, person=people.ada, question=question_of(app), response=0, is_right=False, at=clock.now()
    )
    reviewer.start()
    card = reviewer.shown()
    assert (card.kind, card.key) == (CardKind.QUESTION, f"{COURSE}/{QUESTION}")
    assert "You answered it wrong on" in reviewer.page()


def test_a_card_missed_again_comes_due_and_says_so(
    app: Flask, reviewer: Reviewer, people: Cast, session: Session, clock: FakeClock
) -> None:
    question = question_of(app)
    make_answer(session, person=people.ada, question=question, response=1, is_right=True, at=clock.now())
    clock.advance(days=1)
    reviewer.start()
    card = reviewer.cards(CardKind.QUESTION)[0]
    reviewer.rate(4, card=card)
    clock.advance(days=1)
    make_answer(session, person=people.ada, question=question, response=0, is_right=False, at=clock.now())
    reviewer.start()
    card = reviewer.stored(card.id)
    assert card.due_at == clock.now()
    assert [reason["text"] for reason in card.reasons] == ["you answered it wrong", "you answered it right"]


def test_starting_again_makes_no_second_card(reviewer: Reviewer) -> None:
    count = len(reviewer.cards())
    assert [reviewer.start().status_code for _ in range(2)] == [303, 303]
    assert len(reviewer.cards()) == count > 5


def test_what_is_gone_is_set_aside_and_comes_back_with_its_content(
    app: Flask, reviewer: Reviewer, people: Cast, session: Session
) -> None:
    gone = make_card(session, person=people.ada, key="no-such-term", pulled_at=MONDAY_MORNING)
    there = make_card(
        session, person=people.ada, key="addendum", suspended_at=MONDAY_MORNING, suspended_because="gone"
    )
    reviewer.start()
    assert reviewer.stored(gone.id).suspended_because == "gone"
    assert reviewer.stored(there.id).suspended_at is None


def test_a_first_due_date_waits_for_the_end_of_a_pause(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    today = clock.now().date()
    ada.submit("/review/pauses", starts_on=today, ends_on=today + timedelta(days=6), key="a-holiday")
    make_progress(session, person=people.ada, course=COURSE, module=MODULE)
    ada.submit("/review/sessions")
    assert {card.due_at.day for card in session.scalars(select(Card))} <= {10, 12}


@pytest.mark.parametrize("name", ["ben", "tom", "eve"])
def test_others_get_cards_of_their_own_only(
    reviewer: Reviewer, as_person: Callable[[str], Browser], name: str, people: Cast
) -> None:
    assert as_person(name).submit("/review/sessions").status_code == 303
    assert {card.person_id for card in reviewer.cards()} == {people.ada.id}


def test_looking_makes_no_card(ada: Browser, people: Cast, session: Session, clock: FakeClock) -> None:
    make_progress(session, person=people.ada, course=COURSE, module=MODULE)
    session.commit()
    clock.advance(days=4)
    assert "5 cards, about 1 min" in ada.get("/review").text
    assert ada.get("/review/next").location == "/review"
    assert ada.get("/review/mistakes").status_code == 200
    assert ada.get("/review/sessions").status_code == 405
    assert session.scalars(select(Card)).all() == []
