"""What somebody who takes a quiz sends, as the page would."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.content.questions.numeric import set_task
from academy.quizzes.asking import question_of, values_of
from academy.quizzes.models import Attempt, AttemptQuestion
from academy.quizzes.responses import to_shown
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.unit.quizzes.bank import right_answer

JSON = {"Accept": "application/json"}
WRONG: dict[str, Any] = {
    "one": 0,
    "several": [1, 3],
    "order": [3, 2, 1, 0],
    "match": [1, 2, 3],
    "number": "999",
    "clock": "03:00",
    "word": "manifest",
    "lines": [0, 2],
    "reply": {"best": 2, "worst": 1},
}


def start(browser: Browser, quiz: str, key: str | None = None) -> TestResponse:
    """Press the button of a quiz's page."""
    return browser.submit(f"/courses/desk/quizzes/{quiz}/attempts", key=key or token_hex(16))


@dataclass
class Taker:
    """Somebody in an attempt."""

    browser: Browser
    session: Session
    clock: FakeClock
    attempt_id: int

    @classmethod
    def started(cls, browser: Browser, session: Session, clock: FakeClock, quiz: str) -> Taker:
        location = start(browser, quiz).location
        return cls(browser, session, clock, int(location.split("/")[2]))

    @property
    def url(self) -> str:
        return f"/attempts/{self.attempt_id}"

    @property
    def attempt(self) -> Attempt:
        """The attempt as it is stored now."""
        self.session.expire_all()
        return self.session.get_one(Attempt, self.attempt_id)

    def asked(self, question_id: str) -> AttemptQuestion:
        """The question as it is stored now."""
        self.session.expire_all()
        statement = select(AttemptQuestion).filter_by(attempt_id=self.attempt_id)
        return next(one for one in self.session.scalars(statement) if one.version.question_id == question_id)

    def ids(self) -> list[str]:
        """The questions in their order."""
        return [asked.version.question_id for asked in self.attempt.questions]

    def right(self, question_id: str) -> Any:
        """The right answer, as it is kept."""
        asked = self.asked(question_id)
        question = question_of(asked.version.document)
        if question_id == "number":
            return str(float(set_task(question, values_of(asked.drawn)).answer))  # type: ignore[arg-type]
        return right_answer(question)

    def fields(self, question_id: str, answer: Any) -> dict[str, Any]:
        """The form of a question with an answer."""
        asked = self.asked(question_id)
        question = question_of(asked.version.document)
        shown = to_shown(question, asked.shown, answer)
        common = {"position": asked.position, "revision": asked.revision}
        match question.kind:
            case "ordering":
                return common | {f"place-{n}": place + 1 for n, place in enumerate(shown)}
            case "matching":
                return common | {f"match-{n}": place for n, place in enumerate(shown)}
            case "replies":
                return common | shown
            case "numeric" | "text":
                return common | {"typed": shown}
        return common | {"choice": shown}

    def save(self, question_id: str, answer: Any, **more: Any) -> TestResponse:
        """Save an answer as the page's script does."""
        data = {"csrf_token": self.browser.csrf_token(), **self.fields(question_id, answer), **more}
        return self.browser.post(f"{self.url}/answers", data=data, headers=JSON)

    def save_right(self, *question_ids: str) -> None:
        for question_id in question_ids or self.ids():
            assert self.save(question_id, self.right(question_id)).status_code == 200

    def check(self, question_id: str, answer: Any) -> TestResponse:
        return self.browser.submit(f"{self.url}/checks", **self.fields(question_id, answer))

    def submit(self) -> TestResponse:
        return self.browser.submit(f"{self.url}/submissions")
