"""Starting an attempt: what is frozen, who may, and what a repeated click does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.accounts.models import TimeFactor
from academy.learning.library import Librarian
from academy.quizzes.models import Attempt
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.quizzes.takers import Taker, start
from tests.people import Cast, sign_in

KEY = "a-key-of-the-page"


def attempts(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Attempt)) or 0


def test_a_test_has_its_rules_its_end_and_its_questions(test: Taker) -> None:
    attempt = test.attempt
    assert attempt.ends_at == attempt.started_at + timedelta(minutes=30)
    assert (attempt.mode, attempt.rules["pass_percent"], attempt.out_of) == ("assessed", 80, 9)
    assert sorted(test.ids()) == sorted(
        ["one", "several", "order", "match", "number", "clock", "word", "lines", "reply"]
    )
    assert {asked.version.objective for asked in attempt.questions} == {"Name what happens"}
    assert len(attempt.digest) == 64


def test_practice_has_no_deadline_and_six_questions(round_: Taker) -> None:
    attempt = round_.attempt
    assert (attempt.mode, attempt.ends_at, len(attempt.questions)) == ("practice", None, 6)


@pytest.mark.parametrize(
    ("factor", "minutes", "words"),
    [
        (TimeFactor.STANDARD, 30, "30 min."),
        (TimeFactor.HALF_MORE, 45, "45 min, which is 1.5 times the usual 30 min"),
        (
            TimeFactor.UNTIMED,
            None,
            "no limit, as your profile says that you work untimed (others have 30 min)",
        ),
    ],
)
def test_the_time_factor_applies_and_the_start_page_says_so(
    ada: Browser,
    people: Cast,
    session: Session,
    clock: FakeClock,
    factor: TimeFactor,
    minutes: int | None,
    words: str,
) -> None:
    people.ada.time_factor = factor
    page = ada.get("/courses/desk/quizzes/test").text
    assert words in " ".join(page.split())
    attempt = Taker.started(ada, session, clock, "test").attempt
    assert attempt.ends_at == (clock.now() + timedelta(minutes=minutes) if minutes else None)


def test_the_start_page_says_when_it_would_end_and_what_happens_then(ada: Browser, people: Cast) -> None:
    people.ada.time_zone = "Asia/Seoul"
    page = " ".join(ada.get("/courses/desk/quizzes/test").text.split())
    assert "18:30 KST" in page  # 09:30 in London
    assert "the answers saved by then are submitted for you and count" in page
    assert "80 % of the points" in page


def test_editing_the_course_changes_no_attempt(
    app: Flask, test: Taker, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = test.attempt.digest
    path = shelf / "desk" / "questions.yaml"
    path.write_text(path.read_text().replace("right: true", "right: false", 1).replace("Option 0", "Altered"))
    monkeypatch.setitem(app.extensions, "librarian", Librarian(shelf, is_watching=False))
    assert test.attempt.digest == before
    position = test.asked("several").position
    assert "Altered" not in test.browser.get(f"{test.url}/questions/{position}").text


def test_an_unknown_quiz_or_course_is_not_found(ada: Browser) -> None:
    assert start(ada, "work").status_code == 404
    assert ada.get("/courses/desk/quizzes/work").status_code == 404
    assert ada.get("/courses/nowhere/quizzes").status_code == 404


@pytest.mark.parametrize("key", ["", "short", "with blanks in it", "x" * 65])
def test_a_malformed_key_starts_nothing(ada: Browser, session: Session, key: str) -> None:
    assert ada.submit("/courses/desk/quizzes/test/attempts", key=key).status_code == 400
    assert attempts(session) == 0


def test_an_unknown_field_starts_nothing(ada: Browser, session: Session) -> None:
    assert ada.submit("/courses/desk/quizzes/test/attempts", key=KEY, seed="1").status_code == 400
    assert attempts(session) == 0


def test_team_mates_have_attempts_of_their_own(
    test: Taker, new_client: object, people: Cast, session: Session
) -> None:
    ben = sign_in(new_client(), people.ben)  # type: ignore[operator]
    assert start(ben, "test").location != test.url
    assert attempts(session) == 2


@pytest.mark.parametrize("path", ["", "/questions/1", "/review", "/state"])
def test_a_stranger_finds_no_attempt(eve: Browser, test: Taker, path: str) -> None:
    assert eve.get(f"{test.url}{path}").status_code == 404


def test_starting_is_a_post(ada: Browser) -> None:
    assert ada.get("/courses/desk/quizzes/test/attempts").status_code == 405


def test_a_repeated_click_is_one_attempt(ada: Browser, session: Session) -> None:
    first, again = start(ada, "test", KEY), start(ada, "test", KEY)
    assert first.location == again.location
    other_tab = start(ada, "test", "another-key-entirely")
    assert other_tab.location == first.location
    assert attempts(session) == 1


def test_another_round_prefers_what_was_not_right(round_: Taker) -> None:
    first = set(round_.ids())
    for question_id in first:
        round_.check(question_id, round_.right(question_id))
    round_.submit()
    second = set(Taker.started(round_.browser, round_.session, round_.clock, "open").ids())
    everything = {"one", "several", "order", "match", "number", "clock", "word", "lines", "reply"}
    assert everything - first <= second


def test_an_expired_attempt_makes_room_for_another(test: Taker) -> None:
    test.save_right("one")
    test.clock.advance(minutes=31)
    again = Taker.started(test.browser, test.session, test.clock, "test")
    assert again.attempt_id != test.attempt_id
    assert (test.attempt.ended_by, test.attempt.score) == ("clock", 1)
