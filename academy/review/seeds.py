"""What a card can come from: a seed. Pure; sources answer seeds, and only a POST turns them into cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.review.models import CardKind

#: Reasons that a card keeps, the newest first.
REASONS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a card is there: "you answered it wrong", when, and where that was."""

    text: str
    at: datetime
    place: str
    url: str

    def to_plain(self) -> dict[str, str]:
        """The reason as JSON holds it."""
        return {"text": self.text, "at": self.at.isoformat(), "place": self.place, "url": self.url}


def reason_from_plain(plain: dict[str, str]) -> Reason:
    """The reason that JSON holds."""
    return Reason(plain["text"], datetime.fromisoformat(plain["at"]), plain["place"], plain["url"])


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer to a question: the response, and the numbers drawn for it as "name=value name=value"."""

    response: Any
    draw: str = ""


@dataclass(frozen=True, slots=True)
class CardSeed:
    """A card that there could be. `missed_at` is when it was last got wrong,
    `right_since` how often it was right after that.

    `face` makes what a card shows when that cannot be read from the content later; it may take a while, so it
    is called for cards that are really made, or shown.
    """

    kind: CardKind
    key: str
    reasons: tuple[Reason, ...]  # the newest first
    first_due: datetime
    missed_at: datetime | None = None
    times_missed: int = 0
    right_since: int = 0
    wrong: Wrong | None = None  # the last one
    face: Callable[[], dict[str, Any]] | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """What makes a card the same card for one person."""
        return str(self.kind), self.key


#: Answers the seeds that a person has gathered by a time; must not write.
CardSource = Callable[[Session, Person, datetime], list[CardSeed]]
