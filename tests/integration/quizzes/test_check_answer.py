"""Practice: an answer is checked, and the reasons are there at once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from academy.quizzes import queries
from tests.integration.quizzes.takers import WRONG, Taker
from tests.people import Cast


def test_a_check_saves_grades_and_explains(round_: Taker, session: Session, people: Cast) -> None:
    question_id = round_.ids()[0]
    answer = round_.check(question_id, round_.right(question_id))
    assert (answer.status_code, answer.location) == (303, f"{round_.url}/questions/1#feedback")
    asked = round_.asked(question_id)
    assert (asked.points, asked.is_right) == (1, True)
    assert "Right: 1 of 1 point." in round_.browser.get(f"{round_.url}/questions/1").text
    assert len(queries.answers_of(session, person=people.ada)) == 1  # before the round is over


def test_a_wrong_answer_shows_the_right_one(round_: Taker) -> None:
    question_id = round_.ids()[0]
    round_.check(question_id, WRONG[question_id])
    page = round_.browser.get(f"{round_.url}/questions/1").text
    assert "0 of 1 point." in page
    assert "Read it up in the module" in page


def test_nothing_is_checked_without_an_answer(round_: Taker) -> None:
    asked = round_.asked(round_.ids()[0])
    round_.browser.submit(f"{round_.url}/checks", position=asked.position, revision=0)
    assert round_.asked(round_.ids()[0]).graded_at is None
    assert "Nothing was checked." in round_.browser.get(f"{round_.url}/questions/1").text


def test_a_checked_answer_stands(round_: Taker) -> None:
    question_id = round_.ids()[0]
    round_.check(question_id, WRONG[question_id])
    late = round_.save(question_id, round_.right(question_id))
    assert late.status_code == 409
    assert "checked already" in late.json["message"]
    assert round_.asked(question_id).response == WRONG[question_id]


def test_a_repeated_check_is_one(round_: Taker) -> None:
    question_id = round_.ids()[0]
    round_.check(question_id, WRONG[question_id])
    at = round_.asked(question_id).graded_at
    round_.clock.advance(minutes=1)
    assert round_.check(question_id, WRONG[question_id]).status_code == 303
    assert round_.asked(question_id).graded_at == at


def test_finishing_adds_up_what_was_checked_and_what_was_not(round_: Taker) -> None:
    first, second, *_ = round_.ids()
    round_.check(first, round_.right(first))
    round_.save(second, round_.right(second))
    round_.submit()
    assert (round_.attempt.score, round_.attempt.out_of) == (2, 6)


def test_a_test_checks_nothing(test: Taker) -> None:
    answer = test.check("one", 1)
    assert answer.status_code == 409
    assert test.asked("one").points is None
