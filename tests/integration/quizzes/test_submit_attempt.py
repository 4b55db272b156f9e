"""Submitting an attempt, its score and its review."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from academy.learning.library import current_shelf
from academy.quizzes import queries
from academy.quizzes.offer import quiz_of
from academy.quizzes.rules import AtExpiry
from academy.quizzes.services import start_attempt, submit_attempt
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.quizzes.takers import WRONG, Taker
from tests.people import Cast


def test_everything_right_passes_and_is_evidence(test: Taker, session: Session, people: Cast) -> None:
    test.save_right()
    test.clock.advance(minutes=5)
    answer = test.submit()
    assert (answer.status_code, answer.location) == (303, f"{test.url}/review")
    attempt = test.attempt
    assert (attempt.score, attempt.out_of, attempt.ended_by) == (9, 9, "person")
    answers = queries.answers_of(session, person=people.ada)
    assert [(one.is_right, one.points, one.at) for one in answers] == [(True, 1, test.clock.now())] * 9
    [passed] = queries.passed_tests(session, person=people.ada)
    assert (passed.course_slug, passed.attempt_id, passed.score) == ("desk", test.attempt_id, 9)
    mastery = queries.mastery_of(session, person=people.ada, course_slug="desk")
    assert mastery["open", "Name what happens"].is_mastered


def test_wrong_answers_earn_nothing_and_the_review_says_why(test: Taker) -> None:
    for question_id in test.ids():
        test.save(question_id, WRONG[question_id], certainty="sure")
    test.submit()
    assert test.attempt.score == 0
    page = " ".join(test.browser.get(f"{test.url}/review").text.split())
    assert "0 of 9 points, 0 %" in page
    assert "Not passed yet: 80 % passes" in page
    assert "It says what left, not what arrived." in page  # the near miss
    assert "Right, not chosen" in page
    assert "/courses/desk/open" in page
    assert "0 of 9 answers right, 0 %" in page  # the calibration
    assert "sure more often than you are right" in page


def test_what_is_not_answered_earns_nothing(test: Taker) -> None:
    test.save_right("one", "word")
    test.submit()
    assert test.attempt.score == 2
    assert "Not answered: 0 of 1 point." in test.browser.get(f"{test.url}/review").text


def test_the_overview_names_what_lacks_an_answer(test: Taker) -> None:
    test.save_right(*(set(test.ids()) - {"number", "order"}))
    test.save("number", "lots")
    page = test.browser.get(test.url).text
    assert "2 questions lack an answer" in page
    assert "“lots” cannot be read" in page


def test_a_double_submit_is_one_and_the_first_stands(test: Taker) -> None:
    test.save_right("one")
    test.submit()
    at = test.attempt.submitted_at
    test.clock.advance(minutes=1)
    assert test.submit().status_code == 303
    assert (test.attempt.submitted_at, test.attempt.score) == (at, 1)


def test_the_clock_ends_an_attempt_with_the_drafts_saved_by_then(test: Taker) -> None:
    test.save_right("one", "word")
    ends_at = test.attempt.ends_at
    test.clock.advance(hours=3)
    test.submit()
    attempt = test.attempt
    assert (attempt.submitted_at, attempt.ended_by, attempt.score) == (ends_at, "clock", 2)


def test_a_quiz_may_discard_the_drafts(
    ada: Browser, session: Session, people: Cast, clock: FakeClock
) -> None:
    with ada.application.app_context():
        shelf = current_shelf()
    course = shelf.library.course("desk")
    assert course is not None
    quiz = quiz_of(course, shelf.questions, "test")
    assert quiz is not None
    strict = type(quiz)(
        course,
        "test",
        quiz.title,
        type(quiz.rules)(quiz.rules.mode, 20, 30, 80, AtExpiry.DISCARD),
        quiz.pool,
        None,
    )
    attempt = start_attempt(session, person=people.ada, quiz=strict, key="a-strict-key", now=clock.now())
    submit_attempt(session, attempt=attempt, now=clock.advance(minutes=31))
    assert (attempt.ended_by, attempt.score) == ("clock", None)
    assert queries.answers_of(session, person=people.ada) == []
    assert "answers were discarded" in ada.get(f"/attempts/{attempt.id}/review").text


def test_a_later_worse_attempt_costs_nothing(test: Taker, session: Session, people: Cast) -> None:
    test.save_right()
    test.submit()
    test.clock.advance(minutes=1)
    again = Taker.started(test.browser, session, test.clock, "test")
    again.submit()
    [passed] = queries.passed_tests(session, person=people.ada)
    assert (passed.attempt_id, passed.best_score) == (test.attempt_id, 9)
    page = " ".join(test.browser.get("/courses/desk/quizzes").text.split())
    assert "Passed. Best 9 of 9 points, 100 %, 2 attempts" in page


def test_a_review_is_for_the_person_and_their_trainers(test: Taker, tom: Browser, eve: Browser) -> None:
    assert tom.get(f"{test.url}/review").status_code == 404  # it runs
    assert test.browser.get(f"{test.url}/review").location == test.url
    test.submit()
    assert tom.get(f"{test.url}/review").status_code == 200
    assert eve.get(f"{test.url}/review").status_code == 404


@pytest.mark.parametrize("whose", ["eve", "tom"])
def test_nobody_else_submits(test: Taker, request: pytest.FixtureRequest, whose: str) -> None:
    browser: Browser = request.getfixturevalue(whose)
    assert browser.submit(f"{test.url}/submissions").status_code == 404
    assert test.attempt.submitted_at is None


def test_an_unknown_field_and_a_get_submit_nothing(test: Taker) -> None:
    assert test.browser.submit(f"{test.url}/submissions", score="9").status_code == 400
    assert test.browser.get(f"{test.url}/submissions").status_code == 405
    assert test.attempt.submitted_at is None
