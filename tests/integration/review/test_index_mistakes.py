"""My mistakes: what went wrong and why, narrowed, practised again, put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.review.models import Card
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.review.cards import COURSE, QUESTION, Reviewer, make_answer, question_of
from tests.people import Cast

KEY = f"{COURSE}/{QUESTION}"
OPEN = "Still open, 1"


@pytest.fixture
def wrong(app: Flask, people: Cast, session: Session) -> None:
    """Ada has taken the first option of a question, which is wrong."""
    make_answer(session, person=people.ada, question=question_of(app), response=0, is_right=False)


def mistakes(client: Browser, query: str = "") -> str:
    return unescape(client.get(f"/review/mistakes{query}").text)


def practise(client: Browser, key: str = KEY, kind: str = "question") -> int:
    return client.submit("/review/mistakes/practice", kind=kind, key=key).status_code


def test_it_tells_what_was_answered_what_is_better_and_why(app: Flask, ada: Browser, wrong: None) -> None:
    page, question = mistakes(ada), question_of(app)
    assert OPEN in page
    assert question.options[0].text in page  # type: ignore[union-attr]
    assert question.options[0].reason in page  # type: ignore[union-attr]
    assert question.options[1].text in page  # type: ignore[union-attr]
    assert f'href="/courses/{COURSE}/what-the-job-is"' in page
    assert "Say in two sentences" in page
    assert "Answered wrong on" in page


def test_right_answers_are_no_mistakes(app: Flask, ada: Browser, people: Cast, session: Session) -> None:
    make_answer(session, person=people.ada, question=question_of(app), response=1, is_right=True)
    assert "No mistakes so far" in mistakes(ada)


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("?skill=K4", True),
        ("?skill=K1", False),
        (f"?course={COURSE}", True),
        ("?course=key-skills", False),
        (f"?skill=K4&course={COURSE}", True),
        ("?skill=nonsense&page=-3", False),
    ],
)
def test_skill_and_course_narrow_it(ada: Browser, wrong: None, query: str, is_shown: bool) -> None:
    page = mistakes(ada, query)
    assert (OPEN in page) is is_shown
    assert ("Nothing open with this filter" in page) is not is_shown


def test_right_twice_afterwards_puts_it_right(
    app: Flask, ada: Browser, people: Cast, session: Session, wrong: None
) -> None:
    for hours, count in ((1, "right once since"), (2, "right 2 times since")):
        at = MONDAY_MORNING + timedelta(hours=hours)
        make_answer(session, person=people.ada, question=question_of(app), response=1, is_right=True, at=at)
        assert count in mistakes(ada)
    page = mistakes(ada)
    assert "Still open, 0" in page
    assert "Put right, 1" in page


def test_good_reviews_put_it_right_as_well(
    ada: Browser, session: Session, wrong: None, clock: FakeClock
) -> None:
    reviewer = Reviewer(ada, session)
    for days in (1, 5):
        clock.advance(days=days)
        reviewer.start()
        practise(ada)
        reviewer.rate(3)
    assert "Put right, 1" in mistakes(ada)
    reviewer.undo()
    assert OPEN in mistakes(ada)


def test_practising_again_puts_the_card_first_and_makes_it_if_need_be(
    ada: Browser, session: Session, wrong: None, reviewer: Reviewer
) -> None:
    assert [practise(ada), practise(ada)] == [303, 303]
    assert reviewer.shown().key == KEY
    assert len(session.scalars(select(Card).where(Card.key == KEY)).all()) == 1
    assert "It comes first in" in mistakes(ada)


@pytest.mark.parametrize(
    ("kind", "key", "status"),
    [
        ("question", f"{COURSE}/no-such", 404),
        ("term", "addendum", 404),
        ("nonsense", KEY, 400),
        ("question", "", 400),
        ("question", "x" * 201, 400),
    ],
)
def test_only_a_mistake_can_be_practised(
    ada: Browser, session: Session, wrong: None, kind: str, key: str, status: int
) -> None:
    assert practise(ada, key, kind) == status
    assert session.scalars(select(Card)).all() == []


@pytest.mark.parametrize("name", ["ben", "eve", "tom"])
def test_nobody_sees_or_practises_the_mistakes_of_others(
    as_person: Callable[[str], Browser], session: Session, wrong: None, name: str
) -> None:
    other = as_person(name)
    assert "No mistakes so far" in mistakes(other)
    assert practise(other) == 404
    assert session.scalars(select(Card)).all() == []


def test_it_needs_a_post(ada: Browser) -> None:
    assert ada.get("/review/mistakes/practice").status_code == 405
