"""Ten answers, kept with their date, with a suggestion where to start; never mixed into the evidence."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.path.models import SelfAssessment
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.path.conftest import KEY
from tests.integration.path.test_show_path import words
from tests.people import Cast, sign_in

PATH = "/path/self-assessments"


def fields(step: int = 2, **changes: object) -> dict[str, object]:
    return {f"answer_{place}": step for place in range(1, 11)} | {"key": KEY} | changes


def kept(session: Session) -> list[SelfAssessment]:
    session.expire_all()
    return list(session.scalars(select(SelfAssessment).order_by(SelfAssessment.id)))


def test_answers_are_kept_with_their_sentences_and_date(ada: Browser, session: Session) -> None:
    answer = ada.submit(PATH, **fields(answer_3=4))
    [one] = kept(session)
    assert (answer.status_code, answer.location) == (303, f"{PATH}/{one.id}")
    assert one.made_at == MONDAY_MORNING
    assert [given["step"] for given in one.answers] == [2, 2, 4, 2, 2, 2, 2, 2, 2, 2]
    assert [given["skill"] for given in one.answers] == [
        "K1",
        "K1",
        "K2",
        "K2",
        "K3",
        "K3",
        "K4",
        "K4",
        "K5",
        "K5",
    ]
    page = words(ada.get(answer.location).text)
    assert all(str(given["text"]) in page for given in one.answers)


@pytest.mark.parametrize(
    ("step", "said", "leads_to"),
    [
        (1, "Begin with a course.", "/courses/coordinators-role"),
        (2, "Begin with single modules.", "/courses/key-skills/order-the-work"),
        (4, "Begin with a practice day.", "/scenarios/ship-thursday"),
    ],
)
def test_the_answers_say_where_to_start(ada: Browser, step: int, said: str, leads_to: str) -> None:
    page = ada.get(ada.submit(PATH, **fields(step)).location).text
    assert said in page
    assert f'href="{leads_to}"' in page
    assert ada.get(leads_to).status_code == 200


def test_a_missing_answer_is_named_and_the_others_stay(ada: Browser, session: Session) -> None:
    sent = fields(3)
    del sent["answer_7"]
    answer = ada.submit(PATH, **sent)
    assert answer.status_code == 400
    assert "1 sentence is without an answer" in answer.text
    assert 'href="#answer_7"' in answer.text
    assert answer.text.count("checked") == 9
    assert kept(session) == []


@pytest.mark.parametrize("step", ["0", "5", "-1", "often", "2.5"])
def test_a_step_is_one_of_four(ada: Browser, session: Session, step: str) -> None:
    assert ada.submit(PATH, **fields(answer_1=step)).status_code == 400
    assert kept(session) == []


@pytest.mark.parametrize("changes", [{"key": "short"}, {"answer_11": 1}])
def test_what_the_page_does_not_send_is_refused(
    ada: Browser, session: Session, changes: dict[str, object]
) -> None:
    assert ada.submit(PATH, **fields(**changes)).status_code == 400
    assert kept(session) == []


def test_a_double_click_is_one_assessment(ada: Browser, session: Session) -> None:
    locations = {ada.submit(PATH, **fields()).location for _ in range(2)}
    assert locations == {f"{PATH}/{one.id}" for one in kept(session)}
    assert len(locations) == 1


def test_answering_again_keeps_both(ada: Browser, people: Cast, session: Session, clock: FakeClock) -> None:
    ada.submit(PATH, **fields(1))
    clock.advance(days=30)
    sign_in(ada, people.ada)
    ada.submit(PATH, **fields(3, key="a-second-key"))
    assert [one.answers[0]["step"] for one in kept(session)] == [1, 3]
    page = words(ada.get("/path/self-assessment").text)
    assert page.index("1 Apr 2026") < page.index("2 Mar 2026")


def test_it_stands_beside_the_evidence_and_is_no_part_of_it(ada: Browser) -> None:
    ada.submit(PATH, **fields(4))
    page = ada.get("/path/skills").text
    assert page.count('class="path-own"') == 5
    assert 'class="chart-mark"' not in page
    assert words(page).count("not enough yet (0 of 3 pieces) unknown none 0 100 of 100") == 5


def test_nobody_else_opens_it(ada: Browser, eve: Browser) -> None:
    location = ada.submit(PATH, **fields()).location
    assert eve.get(location).status_code == 404
    assert eve.get("/path/self-assessments/999999").status_code == 404


def test_it_takes_no_get_and_the_page_takes_no_post(ada: Browser) -> None:
    assert ada.get(PATH).status_code in {404, 405}
    assert ada.submit("/path/self-assessment").status_code == 405
