"""Mending a wrong key: tried first, applied with a reason, history kept, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.notices.models import Notice
from academy.quizzes.models import Amendment, Attempt, Regrade
from tests.browsers import Browser
from tests.integration.quizzes.takers import Taker
from tests.people import Cast, sign_in

WHY = "The module says so too"


@pytest.fixture
def answered(test: Taker) -> Taker:
    """Ada's test, submitted with option 0 for "one" and "waybill" for "word", which the key calls wrong."""
    test.save("one", 0)
    test.save("word", "waybill")
    test.submit()
    return test


def mend(browser: Browser, people: Cast, taker: Taker, question_id: str, **changes: Any) -> TestResponse:
    fields = {
        "studio": people.studio.id,
        "digest": taker.asked(question_id).digest,
        "change": "right",
        "value": "0",
        "reason": WHY,
        "key": "a-key-of-the-page",
    }
    return browser.submit("/amendments", **fields | changes)


def trial(browser: Browser, people: Cast, taker: Taker, question_id: str, **query: str) -> TestResponse:
    subject = {"studio": people.studio.id, "digest": taker.asked(question_id).digest}
    return browser.get("/amendments/new", query_string=subject | query)


def test_a_trial_says_who_changes_by_how_much_and_changes_nothing(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    page = " ".join(trial(tom, people, answered, "one", choice="right:0").text.split())
    assert "1 finished attempt changes" in page
    assert "0 of 9</td>" in page
    assert "1 of 9</td>" in page
    assert answered.attempt.score == 0
    assert session.scalars(select(Amendment)).all() == []


def test_a_learners_review_leads_the_trainer_to_the_trial(
    answered: Taker, tom: Browser, people: Cast
) -> None:
    digest = answered.asked("one").digest
    link = f"/amendments/new?studio={people.studio.id}&amp;digest={digest}"
    assert link in tom.get(f"{answered.url}/review").text
    assert "/amendments/new" not in answered.browser.get(f"{answered.url}/review").text


def test_mending_grades_again_tells_and_keeps_the_history(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    assert mend(tom, people, answered, "one").status_code == 303
    assert answered.attempt.score == 1
    assert answered.asked("one").is_right is True
    [regrade] = session.scalars(select(Regrade)).all()
    assert (regrade.score_before, regrade.score_after) == (0, 1)
    [notice] = session.scalars(select(Notice).filter_by(person_id=people.ada.id)).all()
    assert "now counts 1 of 9 points" in notice.title
    assert WHY in notice.title
    assert "0 of 9 became 1 of 9 points" in answered.browser.get(f"{answered.url}/review").text
    page = tom.get("/amendments").text
    assert "This option is right: “Option 0”" in page
    assert WHY in page


def test_attempts_to_come_are_graded_with_it(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    mend(tom, people, answered, "word", change="accept", value="way-bill")
    again = Taker.started(answered.browser, session, answered.clock, "test")
    again.save("word", "The way bill")
    again.submit()
    assert again.attempt.score == 1


def test_a_dropped_question_counts_for_nobody(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    mend(tom, people, answered, "reply", change="drop", value="")
    assert (answered.attempt.score, answered.attempt.out_of) == (0, 8)
    assert "does not count" in answered.browser.get(f"{answered.url}/review").text


def test_taking_it_back_is_another_amendment(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    mend(tom, people, answered, "one")
    amendment = session.scalars(select(Amendment)).one()
    path = f"/amendments/{amendment.id}/revocations"
    assert tom.submit(path, reason="I misread the module").status_code == 303
    assert tom.submit(path, reason="I misread the module").status_code == 409
    assert answered.attempt.score == 0
    assert session.scalar(select(func.count()).select_from(Regrade)) == 2
    assert "Taken back: This option is right" in tom.get("/amendments").text


def test_other_studios_keep_the_key(
    answered: Taker, tom: Browser, people: Cast, session: Session, new_client: Any
) -> None:
    eve = sign_in(new_client(), people.eve)
    theirs = Taker.started(eve, session, answered.clock, "test")
    theirs.save("one", 0)
    theirs.submit()
    mend(tom, people, answered, "one")
    assert (answered.attempt.score, theirs.attempt.score) == (1, 0)


def test_a_repeated_click_is_one_amendment(
    answered: Taker, tom: Browser, people: Cast, session: Session
) -> None:
    for _ in range(2):
        assert mend(tom, people, answered, "one").status_code == 303
    assert session.scalar(select(func.count()).select_from(Amendment)) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"reason": ""}, 400),
        ({"change": "right", "value": "1"}, 422),  # is right already
        ({"change": "right", "value": "9"}, 422),
        ({"change": "not_right", "value": "1"}, 422),  # nothing would be right
        ({"change": "accept", "value": "x"}, 422),  # not for this kind
        ({"change": "delete"}, 400),
        ({"key": "x"}, 400),
        ({"digest": "0" * 64}, 404),
        ({"score": "9"}, 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    answered: Taker, tom: Browser, people: Cast, session: Session, change: dict[str, str], status: int
) -> None:
    assert mend(tom, people, answered, "one", **change).status_code == status
    assert session.scalars(select(Amendment)).all() == []
    assert session.get_one(Attempt, answered.attempt_id).score == 0


def test_only_trainers_of_the_studio_may(
    answered: Taker, eve: Browser, people: Cast, session: Session
) -> None:
    assert mend(eve, people, answered, "one").status_code == 404
    assert trial(eve, people, answered, "one").status_code == 404
    assert mend(answered.browser, people, answered, "one").status_code == 403
    assert session.scalars(select(Amendment)).all() == []
