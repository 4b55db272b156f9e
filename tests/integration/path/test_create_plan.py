"""A plan: one post and one day; the newest is followed, the earlier ones are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.path.models import Plan
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING, FakeClock
from tests.integration.path.conftest import DUE, KEY, plan_of
from tests.integration.path.test_show_path import words
from tests.people import Cast, sign_in

PATH = "/path/plan"


def plans(session: Session) -> list[Plan]:
    session.expire_all()
    return list(session.scalars(select(Plan).order_by(Plan.id)))


def test_a_plan_is_kept_and_shown(ada: Browser, people: Cast, session: Session) -> None:
    answer = ada.submit(PATH, target="coordinator", due=str(DUE), key=KEY)
    assert (answer.status_code, answer.location) == (303, "/path")
    [plan] = plans(session)
    assert (plan.person_id, plan.target_slug, plan.due_on) == (people.ada.id, "coordinator", DUE)
    assert (plan.made_at, plan.ended_at) == (MONDAY_MORNING, None)
    assert "Production coordinator by 11 May 2026" in words(ada.get("/path").text)


def test_the_page_s_own_form_works(ada: Browser, session: Session) -> None:
    page = ada.get("/path").text
    key = page.split('name="key"')[1].split('value="')[1].split('"')[0]
    assert ada.submit(PATH, target="talent", due=str(DUE), key=key).status_code == 303
    assert plans(session)[0].key == key


def test_a_new_plan_ends_the_old_one_and_keeps_it(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    ada.submit(PATH, target="coordinator", due=str(DUE), key=KEY)
    later = clock.advance(days=3)
    sign_in(ada, people.ada)
    ada.submit(PATH, target="producer", due="2030-01-31", key="another-key")
    first, second = plans(session)
    assert (first.ended_at, second.ended_at) == (later, None)
    page = words(ada.get("/path").text)
    assert "Producer by 31 January 2030" in page
    assert (
        "Earlier plans (1) Production coordinator by 11 May 2026; made 2 Mar 2026 , put away 5 Mar 2026"
        in page
    )


def test_a_double_click_makes_one_plan(ada: Browser, session: Session) -> None:
    answers = [ada.submit(PATH, target="coordinator", due=str(DUE), key=KEY).status_code for _ in range(2)]
    assert answers == [303, 303]
    [plan] = plans(session)
    assert plan.ended_at is None


@pytest.mark.parametrize("target", ["", "runner", "assistant", "director"])
def test_only_what_lies_ahead_can_be_aimed_for(ada: Browser, session: Session, target: str) -> None:
    answer = ada.submit(PATH, target=target, due=str(DUE), key=KEY)
    assert answer.status_code == 400
    assert "The plan was not changed yet" in answer.text
    assert plans(session) == []


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("", "Choose a date"),
        ("soon", "Not a valid date"),
        ("2026-03-02", "not ahead of you"),
        ("2020-01-01", "not ahead of you"),
        ("2036-04-01", "more than ten years away"),
        ("9999-12-31", "more than ten years away"),
    ],
)
def test_a_date_must_lie_ahead_and_what_was_typed_is_kept(
    ada: Browser, session: Session, due: str, said: str
) -> None:
    answer = ada.submit(PATH, target="producer", due=due, key=KEY)
    assert answer.status_code == 400
    assert said in answer.text
    assert '<option selected value="producer">' in answer.text
    assert plans(session) == []


def test_today_is_the_day_where_the_person_lives(ada: Browser, people: Cast, clock: FakeClock) -> None:
    clock.advance(hours=8)  # 17:00 on Monday in London is Tuesday, 02:00, in Seoul
    people.ada.time_zone = "Asia/Seoul"
    assert ada.submit(PATH, target="producer", due="2026-03-03", key=KEY).status_code == 400
    people.ada.time_zone = "Europe/London"
    assert ada.submit(PATH, target="producer", due="2026-03-03", key=KEY).status_code == 303


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with blanks in it"])
def test_a_page_without_a_sound_key_is_too_old(ada: Browser, session: Session, key: str) -> None:
    assert ada.submit(PATH, target="producer", due=str(DUE), key=key).status_code == 400
    assert plans(session) == []


def test_the_same_key_of_another_person_is_another_plan(
    ada: Browser, people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    ben = sign_in(new_client(), people.ben)
    for browser in (ada, ben):
        assert browser.submit(PATH, target="producer", due=str(DUE), key=KEY).status_code == 303
    assert {plan.person_id for plan in plans(session)} == {people.ada.id, people.ben.id}


def test_the_database_itself_keeps_one_open_plan(people: Cast, session: Session) -> None:
    session.add_all([plan_of(people.ada.id), plan_of(people.ada.id, target="producer")])
    with pytest.raises(IntegrityError):
        session.flush()


def test_it_takes_no_get(ada: Browser) -> None:
    assert ada.get(PATH).status_code in {404, 405}


def test_putting_a_plan_away_keeps_it_and_can_be_repeated(
    ada: Browser, people: Cast, session: Session, clock: FakeClock
) -> None:
    session.add_all([plan_of(people.ada.id), plan_of(people.ben.id)])
    later = clock.advance(hours=1)
    assert ada.submit("/path/plan/closure").status_code == 303
    clock.advance(hours=1)
    assert ada.submit("/path/plan/closure").status_code == 303
    assert [plan.ended_at for plan in plans(session)] == [later, None]
    assert "No plan yet." in ada.get("/path").text
