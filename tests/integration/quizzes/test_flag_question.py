"""A learner flags a question, a trainer settles it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.notices.models import Notice
from academy.quizzes.models import QuestionFlag
from tests.browsers import Browser
from tests.integration.quizzes.takers import Taker
from tests.people import Cast

WORDS = "Option 0 is right as well, see the module"


def test_a_flag_reaches_the_trainer_with_statistics(
    test: Taker, tom: Browser, session: Session, people: Cast
) -> None:
    test.save("one", 0)
    position = test.asked("one").position
    answer = test.browser.submit(f"{test.url}/flags", position=position, reason=WORDS)
    assert answer.location == f"{test.url}/questions/{position}"
    assert "You have flagged this question" in test.browser.get(answer.location).text
    test.submit()
    page = tom.get("/flags").text
    assert WORDS in page
    assert f"Mend the key for {people.studio.name}" in page
    assert "0 of 1 answers fully right, 0 %" in page
    assert "1 time: Option 0" in page
    assert "1 flag on questions" in tom.get("/").text
    flag = session.scalars(select(QuestionFlag)).one()
    assert tom.submit(f"/flags/{flag.id}/settlements", answer="True, the key is mended").status_code == 303
    tom.submit(f"/flags/{flag.id}/settlements", answer="Another answer")
    session.refresh(flag)
    assert (flag.answer, flag.settled_by_id) == ("True, the key is mended", people.tom.id)
    [notice] = session.scalars(select(Notice).filter_by(person_id=people.ada.id)).all()
    assert "True, the key is mended" in notice.title


def test_one_flag_a_person_and_question(test: Taker, session: Session) -> None:
    for reason in (WORDS, "Other words entirely"):
        assert test.browser.submit(f"{test.url}/flags", position=1, reason=reason).status_code == 303
    assert [flag.reason for flag in session.scalars(select(QuestionFlag))] == [WORDS]


@pytest.mark.parametrize(("position", "reason"), [("1", ""), ("1", "no"), ("1", "x" * 1001)])
def test_a_flag_has_a_reason(test: Taker, session: Session, position: str, reason: str) -> None:
    answer = test.browser.submit(f"{test.url}/flags", position=position, reason=reason)
    assert answer.status_code == 400
    assert "Say why" in answer.text
    assert session.scalars(select(QuestionFlag)).all() == []


def test_strangers_neither_flag_nor_settle(test: Taker, eve: Browser, session: Session, people: Cast) -> None:
    assert eve.submit(f"{test.url}/flags", position=1, reason=WORDS).status_code == 404
    test.browser.submit(f"{test.url}/flags", position=1, reason=WORDS)
    flag = session.scalars(select(QuestionFlag)).one()
    assert eve.submit(f"/flags/{flag.id}/settlements", answer="Not mine").status_code == 404
    assert WORDS not in eve.get("/flags").text
    assert test.browser.get("/flags").status_code == 403
