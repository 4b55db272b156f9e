"""Reviewers of the tests, and what they have done before: answers, cards, ratings."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.accounts.models import Person
from academy.content.questions.kinds import Question
from academy.quizzes.asking import digest_of, draw_for, order_for, plain_of
from academy.quizzes.models import Attempt, AttemptQuestion, QuestionVersion
from academy.quizzes.vocabulary import EndedBy, Mode
from academy.review.models import Card, CardKind, Review
from academy.review.schedule import CardState
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.integration.simulations.players import hidden_field

COURSE, MODULE = "coordinators-role", "what-the-job-is"
QUESTION = "job-dinner-table"

_keys = itertools.count(1)


class Reviewer:
    """Somebody at their cards."""

    def __init__(self, client: Browser, session: Session) -> None:
        self.client = client
        self._session = session

    def start(self) -> TestResponse:
        """Press the button of the queue."""
        return self.client.submit("/review/sessions")

    def page(self) -> str:
        """The card whose turn it is."""
        return self.client.get("/review/next").text

    def shown(self) -> Card:
        """The same as it is stored."""
        action = self.page().split('action="/review/cards/', 1)[1]
        return self.stored(int(action.split("/", 1)[0]))

    def stored(self, card_id: int) -> Card:
        self._session.expire_all()
        return self._session.get_one(Card, card_id)

    def rate(self, rating: int = 3, *, card: Card | None = None, **fields: Any) -> TestResponse:
        """Rate the card whose turn it is, or `card`, as it stands."""
        card = card or self.shown()
        fields = {"turn": card.turn, "key": fresh_key(), "rating": rating} | fields
        return self.client.submit(f"/review/cards/{card.id}/reviews", **fields)

    def undo(self) -> TestResponse:
        """Press the button beside the last rating."""
        reviews = self.reviews()
        return self.client.submit(f"/review/reviews/{reviews[-1].id}/undoing")

    def reviews(self, *, undone: bool = False) -> Sequence[Review]:
        """The ratings that stand, or those taken back, in order."""
        self._session.expire_all()
        wanted = Review.undone_at.is_not(None) if undone else Review.undone_at.is_(None)
        return self._session.scalars(select(Review).where(wanted).order_by(Review.id)).all()

    def cards(self, kind: CardKind | None = None) -> Sequence[Card]:
        """All cards."""
        self._session.expire_all()
        cards = select(Card).order_by(Card.id)
        return self._session.scalars(cards.where(Card.kind == kind) if kind else cards).all()


def fresh_key() -> str:
    """A key that no test has used."""
    return f"reviewkey-{next(_keys)}"


def question_of(app: Flask, question_id: str = QUESTION, course: str = COURSE) -> Question:
    """A shipped question."""
    question: Question | None = app.extensions["librarian"].shelf().questions.question(course, question_id)
    assert question is not None
    return question


def make_answer(
    session: Session,
    *,
    person: Person,
    question: Question,
    response: Any,
    is_right: bool,
    at: datetime = MONDAY_MORNING,
) -> None:
    """A graded answer, as the one question of an attempt of its own."""
    digest = digest_of(COURSE, question)
    if session.get(QuestionVersion, digest) is None:
        session.add(
            QuestionVersion(
                digest=digest,
                course_slug=COURSE,
                module_slug=question.module,
                question_id=question.id,
                kind=question.kind,
                behaviour=question.behaviour,
                objective=question.objective,
                document=plain_of(question),
                created_at=at,
            )
        )
    attempt = Attempt(
        person_id=person.id,
        start_key=fresh_key(),
        course_slug=COURSE,
        quiz=question.module,
        title="Check yourself",
        seed=1,
        mode=Mode.PRACTICE,
        rules={},
        time_factor="1.0",
        digest="0" * 64,
        started_at=at,
        submitted_at=at,
        ended_by=EndedBy.PERSON,
        score=float(is_right),
        out_of=1,
        questions=[
            AttemptQuestion(
                position=1,
                digest=digest,
                drawn=draw_for(question, 1),
                shown=order_for(question, 1),
                response=response,
                graded_at=at,
                points=float(is_right),
                is_right=is_right,
            )
        ],
    )
    session.add(attempt)
    session.commit()


def make_card(session: Session, *, person: Person, key: str, **values: Any) -> Card:
    """A term's card that was last reviewed four days ago and is due."""
    usual = {
        "kind": CardKind.TERM,
        "reasons": [],
        "created_at": MONDAY_MORNING,
        "state": CardState.REVIEW,
        "due_at": MONDAY_MORNING,
        "stability": 4.0,
        "difficulty": 5.0,
        "last_review_at": MONDAY_MORNING - timedelta(days=4),
    }
    card = Card(person_id=person.id, key=key, **(usual | values))
    session.add(card)
    session.commit()
    return card


def key_on(page: str) -> str:
    """The key that a card's page would send."""
    return hidden_field(page, "key")
