"""Answers to questions and signed-off items as evidence; lists as something that counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.checklists import services as checklists
from academy.checklists.models import Worklist
from academy.checklists.services.lists import Production
from academy.learning.library import Shelf
from academy.path.evidence_at_work import answer_evidence, list_states_of, sign_off_evidence
from academy.path.profile import FADED_DAYS
from academy.quizzes.queries import answers_of
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.path.test_show_path import words
from tests.integration.quizzes.takers import Taker
from tests.people import Cast, sign_in

ITEM = "C-SCR-01"


@pytest.fixture
def worklist(app: Flask, session: Session, people: Cast) -> Worklist:
    """Ada's list of the script."""
    shelf: Shelf = app.extensions["librarian"].shelf()
    made = checklists.start_worklist(
        session,
        owner=people.ada,
        studio_id=people.studio.id,
        checklist=shelf.checklists.checklists["SCR"],
        production=Production("Lantern Lane", "104", MONDAY_MORNING + timedelta(days=2)),
        key="a-list-of-ada",
        now=MONDAY_MORNING,
    )
    session.commit()
    return made


def tick(browser: Browser, worklist: Worklist, item: str = ITEM) -> None:
    path = f"/worklists/{worklist.id}/events"
    assert browser.submit(path, key=f"tick-{item}", kind="ticked", item=item).status_code == 303


def sign_off(browser: Browser, worklist: Worklist, verdict: str) -> None:
    path = f"/worklists/{worklist.id}/sign-offs"
    seen = browser.get(path).text.split('name="seen" value="')[1].split('"')[0]
    fields = {"key": f"said-{verdict}", "comment": "Seen", "seen": seen, "item": ITEM, "verdict": verdict}
    assert browser.submit(path, **fields).status_code == 303


@pytest.fixture
def tom(new_client: Callable[[], Browser], people: Cast) -> Browser:
    return sign_in(new_client(), people.tom)


def test_a_signed_off_item_is_evidence_that_can_be_opened(
    app: Flask, ada: Browser, tom: Browser, worklist: Worklist, people: Cast, session: Session
) -> None:
    tick(ada, worklist)
    with app.app_context():
        assert sign_off_evidence(session, people.ada, MONDAY_MORNING) == []  # a tick alone says nothing
    sign_off(tom, worklist, "signed_off")
    with app.app_context():
        [piece] = sign_off_evidence(session, people.ada, MONDAY_MORNING)
    assert (piece.skill, piece.behaviour, piece.value, piece.weight) == ("K1", "K1.2", 1.0, 1.0)
    page = ada.get("/path/skills").text
    assert "C-SCR-01, signed off by Tom" in page
    assert "not enough yet (1 of 3 pieces)" in words(page)
    assert ada.get(piece.address).status_code == 200


def test_a_list_counts_by_its_items(
    app: Flask, ada: Browser, worklist: Worklist, people: Cast, session: Session
) -> None:
    assert list_states_of(session, people.ada) == {"SCR": "begun"}
    assert list_states_of(session, people.ben) == {}
    for item in worklist.items:
        tick(ada, worklist, item["id"])
    session.expire_all()
    assert list_states_of(session, people.ada) == {"SCR": "done"}
    assert "Script and breakdown Checklist · 15 items Done" in words(ada.get("/path/runner").text)


@pytest.fixture
def taker(ada: Browser, session: Session, clock: FakeClock) -> Taker:
    """Ada in the test of the first course."""
    started = ada.submit("/courses/coordinators-role/quizzes/test/attempts", key="a-first-try-of-ada")
    return Taker(ada, session, clock, int(started.location.split("/")[2]))


def test_every_graded_answer_counts_for_its_behaviour(
    taker: Taker, ada: Browser, people: Cast, session: Session
) -> None:
    assert answer_evidence(session, people.ada, MONDAY_MORNING) == []
    assert taker.submit().status_code == 303
    session.expire_all()
    answers = answers_of(session, person=people.ada)
    pieces = answer_evidence(session, people.ada, MONDAY_MORNING)
    assert len(pieces) == len(answers) > 3
    assert [piece.behaviour for piece in pieces] == [answer.behaviour for answer in answers]
    assert {piece.value for piece in pieces} == {0.0}  # all were left empty
    page = ada.get("/path/skills").text
    assert f'href="/attempts/{taker.attempt_id}/review"' in page
    assert ada.get(pieces[0].address).status_code == 200
    assert answer_evidence(session, people.ada, MONDAY_MORNING + timedelta(days=FADED_DAYS + 1)) == []


def test_a_post_names_the_tests_of_its_courses(ada: Browser) -> None:
    page = ada.get("/path/runner").text
    assert 'href="/courses/coordinators-role/quizzes/test"' in page
    assert words(page).count("not passed yet") == 3
