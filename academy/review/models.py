"""Cards, how they were rated, and how much somebody wants to review. The rule: a rating is never deleted."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from academy.accounts.models import Person
from academy.core.db import Base, UtcDateTime
from academy.review.schedule import CardState, Memory, Rating


class CardKind(StrEnum):
    """What a card asks about."""

    QUESTION = "question"
    TERM = "term"
    DECISION = "decision"


class Aside(StrEnum):
    """Why a card was set aside."""

    KNOWN = "known"
    UNFIT = "unfit"
    WRONG = "wrong"
    GONE = "gone"  # what it asks about is no longer there; by the server itself


class Card(Base):
    """Something that one person reviews. `key` is "course/question", a term's slug, or "run:decision"."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "key"),
        # Holds all that counting and ordering of a queue look at, so that they never touch the rows.
        Index(
            "ix_cards_waiting",
            *("person_id", "state", "due_at", "last_review_at", "stability"),
            sqlite_where=text("suspended_at is null and pulled_at is null"),
            postgresql_where=text("suspended_at is null and pulled_at is null"),
        ),
        Index(
            "ix_cards_pulled",
            "person_id",
            sqlite_where=text("pulled_at is not null"),
            postgresql_where=text("pulled_at is not null"),
        ),
        Index(
            "ix_cards_flagged",
            "person_id",
            sqlite_where=text("flagged_at is not null and settled_at is null"),
            postgresql_where=text("flagged_at is not null and settled_at is null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[CardKind] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(200))
    #: Why it is there: `Reason`s as JSON, the newest first.
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    #: What a decision's card shows, as it was; the others are read from the content.
    face: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: When it was last got wrong outside of review.
    missed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: When its person asked for it to come first.
    pulled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Counts what was done to it: a page that shows an earlier turn is out of date.
    turn: Mapped[int] = mapped_column(default=0)

    state: Mapped[CardState] = mapped_column(String(10))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    step: Mapped[int | None]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    last_review_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    suspended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspended_because: Mapped[Aside | None] = mapped_column(String(10))
    suspended_note: Mapped[str] = mapped_column(String(500), default="")
    flagged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()

    @property
    def memory(self) -> Memory:
        """What FSRS knows of it."""
        return Memory(
            CardState(self.state),
            self.due_at,
            self.step,
            self.stability,
            self.difficulty,
            self.last_review_at,
        )


class Review(Base):
    """One rating of a card, and the card as it was before, so that it can be taken back."""

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("card_id", "turn"),
        UniqueConstraint("person_id", "key"),
        Index("ix_reviews_person_id_at", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    #: The client's: sent twice, stored once.
    key: Mapped[str] = mapped_column(String(64))
    turn: Mapped[int]
    rating: Mapped[Rating] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: From showing the front to the rating, at most five minutes; None when it is not known.
    duration_milliseconds: Mapped[int | None]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    state_before: Mapped[CardState] = mapped_column(String(10))
    due_before: Mapped[datetime] = mapped_column(UtcDateTime)
    step_before: Mapped[int | None]
    stability_before: Mapped[float | None]
    difficulty_before: Mapped[float | None]
    last_review_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pulled_before: Mapped[datetime | None] = mapped_column(UtcDateTime)

    card: Mapped[Card] = relationship()

    @property
    def memory_before(self) -> Memory:
        """What FSRS knew of the card before."""
        return Memory(
            CardState(self.state_before),
            self.due_before,
            self.step_before,
            self.stability_before,
            self.difficulty_before,
            self.last_review_before,
        )


class ReviewSettings(Base):
    """How much a person wants to review in a day; without a row, the usual."""

    __tablename__ = "review_settings"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    reviews_a_day: Mapped[int]
    new_a_day: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewPause(Base):
    """Days in which a person does not review, in their own calendar; `ends_on` is the last of them."""

    __tablename__ = "review_pauses"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
