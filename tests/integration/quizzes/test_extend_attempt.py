"""A trainer gives more time for a running attempt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.notices.models import Notice
from academy.quizzes.models import AttemptExtension
from tests.browsers import Browser
from tests.integration.quizzes.takers import Taker
from tests.people import Cast


def extend(browser: Browser, taker: Taker, **changes: Any) -> TestResponse:
    ends_at = taker.attempt.ends_at
    fields = {
        "minutes": "10",
        "reason": "The fire alarm rang",
        "seen_end": ends_at.isoformat() if ends_at else "",
        "key": "a-key-of-the-page",
    }
    return browser.submit(f"{taker.url}/extensions", **fields | changes)


def test_more_time_counts_at_once_and_is_told(
    test: Taker, tom: Browser, session: Session, people: Cast
) -> None:
    before = test.attempt.ends_at
    assert before is not None
    assert extend(tom, test).location == f"/learners/{people.ada.id}/attempts"
    assert test.attempt.ends_at == before + timedelta(minutes=10)
    test.clock.advance(minutes=35)
    saved = test.save("one", 1)  # the old tab: it hears of the new end with its next save
    assert (saved.status_code, saved.json["seconds_left"]) == (200, 300)
    assert saved.json["ends"] == "09:40:00 GMT"
    [extension] = session.scalars(select(AttemptExtension)).all()
    assert (extension.trainer_id, extension.minutes, extension.reason) == (
        people.tom.id,
        10,
        "The fire alarm rang",
    )
    [notice] = session.scalars(select(Notice).filter_by(person_id=people.ada.id)).all()
    assert "10 more minutes" in notice.title
    assert "10 min more by Tom" in tom.get(f"/learners/{people.ada.id}/attempts").text


@pytest.mark.parametrize("minutes", ["0", "241", "-5", "ten", ""])
def test_minutes_are_one_to_240(test: Taker, tom: Browser, minutes: str) -> None:
    before = test.attempt.ends_at
    assert extend(tom, test, minutes=minutes).status_code == 400
    assert test.attempt.ends_at == before


@pytest.mark.parametrize("change", [{"reason": ""}, {"seen_end": "now"}, {"key": "x"}, {"ends_at": "2030"}])
def test_a_field_that_is_wrong_changes_nothing(test: Taker, tom: Browser, change: dict[str, str]) -> None:
    before = test.attempt.ends_at
    assert extend(tom, test, **change).status_code == 400
    assert test.attempt.ends_at == before


def test_a_stale_extension_changes_nothing(test: Taker, tom: Browser) -> None:
    stale = test.attempt.ends_at
    assert stale is not None
    extend(tom, test)
    after = test.attempt.ends_at
    assert extend(tom, test, seen_end=stale.isoformat(), key="another-key-here").status_code == 409
    assert test.attempt.ends_at == after


def test_a_repeated_click_is_one_extension(test: Taker, tom: Browser) -> None:
    before = test.attempt.ends_at
    assert before is not None
    extend(tom, test)
    assert extend(tom, test, seen_end=before.isoformat()).status_code == 303
    assert test.attempt.ends_at == before + timedelta(minutes=10)


def test_what_is_over_gets_no_more_time(test: Taker, tom: Browser) -> None:
    before = test.attempt.ends_at
    test.clock.advance(minutes=31)
    assert extend(tom, test).status_code == 409
    test.submit()
    assert extend(tom, test).status_code == 409
    assert test.attempt.ends_at == before


def test_practice_has_nothing_to_extend(round_: Taker, tom: Browser) -> None:
    end = round_.clock.now().isoformat()
    assert extend(tom, round_, seen_end=end).status_code == 409
    assert round_.attempt.ends_at is None


def test_only_a_trainer_of_the_studio_may(test: Taker, eve: Browser) -> None:
    before = test.attempt.ends_at
    assert extend(eve, test).status_code == 404
    assert extend(test.browser, test).status_code == 403
    assert eve.get(f"/learners/{test.attempt.person_id}/attempts").status_code == 404
    assert test.attempt.ends_at == before
