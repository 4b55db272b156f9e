"""Saving answers: drafts, revisions, other tabs, the end of time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsers import Browser
from tests.integration.quizzes.takers import JSON, WRONG, Taker

KINDS = sorted(WRONG)


@pytest.mark.parametrize("question_id", KINDS)
def test_an_answer_of_each_kind_is_kept_and_shown_again(test: Taker, question_id: str) -> None:
    answer = test.save(question_id, WRONG[question_id], certainty="sure")
    assert (answer.status_code, answer.json["revision"]) == (200, 1)
    assert answer.json["saved"] == "09:00:00 GMT"
    asked = test.asked(question_id)
    assert (asked.response, asked.certainty, asked.points) == (WRONG[question_id], "sure", None)
    page = test.browser.get(f"{test.url}/questions/{asked.position}").text
    assert "Saved" in page
    typed = WRONG[question_id] if isinstance(WRONG[question_id], str) else None
    assert (f'value="{typed}"' in page) if typed else page.count("checked") + page.count("selected") > 1


def test_nothing_of_the_result_shows_before_a_test_is_submitted(test: Taker) -> None:
    answer = test.save("one", test.right("one"))
    assert set(answer.json) == {
        "ends_at", "ends", "seconds_left", "is_running", "overview",
        "revision", "saved", "reading", "problem", "state", "words",
    }  # fmt: skip
    assert answer.json["state"] == "answered"


def test_without_a_script_a_form_saves_and_goes_on(test: Taker) -> None:
    asked = test.asked(test.ids()[0])
    fields = test.fields(asked.version.question_id, test.right(asked.version.question_id))
    answer = test.browser.submit(f"{test.url}/answers", **fields, then="next")
    assert (answer.status_code, answer.location) == (303, f"{test.url}/questions/2")
    assert test.asked(asked.version.question_id).revision == 1


def test_what_cannot_be_read_is_kept_and_said_at_once(test: Taker) -> None:
    answer = test.save("number", "about three")
    assert "cannot be read" in answer.json["problem"]
    assert test.asked("number").response == "about three"
    assert test.save("number", "1,5 minutes").json["reading"] == "Read as 1.5 minutes."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"position": "99"}, "no such question"),
        ({"position": "x"}, "Reload the page"),
        ({"revision": "-1"}, "Reload the page"),
        ({"certainty": "perhaps"}, "You can be sure"),
        ({"points": "1"}, "no field “points”"),
    ],
)
def test_a_field_that_is_wrong_saves_nothing(test: Taker, change: dict[str, Any], message: str) -> None:
    answer = test.save("one", 1, **change)
    assert answer.status_code in {400, 404}
    assert message in answer.json["message"]
    assert test.asked("one").revision == 0


@pytest.mark.parametrize("choice", ["7", "-1", "x", "999999999999"])
def test_a_choice_that_there_is_not_is_no_answer(test: Taker, choice: str) -> None:
    assert test.save("one", 1, choice=choice).status_code == 200
    assert test.asked("one").response is None


def test_an_older_tab_never_overwrites_a_newer_answer(test: Taker) -> None:
    test.save("word", "receipt")
    stale = test.save("word", "older words", revision=0)
    assert stale.status_code == 409
    assert stale.json["stored"]["revision"] == 1
    assert "newer answer" in stale.json["message"]
    assert test.asked("word").response == "receipt"


def test_an_older_tab_without_script_sees_what_is_stored(test: Taker) -> None:
    test.save("word", "receipt")
    fields = test.fields("word", "older words") | {"revision": 0}
    answer = test.browser.submit(f"{test.url}/answers", **fields)
    assert answer.status_code == 409
    assert 'value="receipt"' in answer.text


def test_the_same_answer_twice_is_one_draft(test: Taker) -> None:
    test.save("word", "receipt", revision=0)
    assert test.save("word", "receipt", revision=0).json["revision"] == 1


def test_a_stranger_and_a_trainer_save_nothing(test: Taker, eve: Browser, tom: Browser) -> None:
    for browser in (eve, tom):
        fields = test.fields("one", 1)
        assert browser.submit(f"{test.url}/answers", **fields).status_code == 404
    assert test.asked("one").response is None


def test_saving_is_a_post(test: Taker) -> None:
    assert test.browser.get(f"{test.url}/answers").status_code == 405


def test_five_seconds_of_grace_and_no_more(test: Taker) -> None:
    test.clock.advance(minutes=30, seconds=5)
    assert test.save("one", 1).status_code == 200
    test.clock.advance(seconds=1)
    late = test.save("one", 0)
    assert (late.status_code, late.json["is_running"]) == (409, False)
    assert "kept" in late.json["message"]
    assert test.asked("one").response == 1


def test_a_late_form_is_led_to_what_was_kept(test: Taker) -> None:
    test.save("one", 1)
    test.clock.advance(minutes=31)
    answer = test.browser.submit(f"{test.url}/answers", **test.fields("one", 0))
    assert (answer.status_code, answer.location) == (303, test.url)
    page = test.browser.get(test.url).text
    assert "Time was up at 09:30:00 GMT" in page
    assert "1 of 9 questions had a saved answer" in page
    assert test.attempt.submitted_at is None  # reading writes nothing


def test_a_submitted_attempt_takes_no_answer(test: Taker) -> None:
    test.submit()
    assert test.save("one", 1).status_code == 409
    data = {"csrf_token": test.browser.csrf_token(), **test.fields("one", 1)}
    assert "submitted already" in test.browser.post(f"{test.url}/answers", data=data, headers=JSON).text
    assert test.asked("one").response is None
