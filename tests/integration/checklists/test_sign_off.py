"""Trainers sign off items of a learner's list; nothing they said is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.accounts.models import Membership, Role
from academy.checklists import queries
from academy.checklists.models import SignOff, Worklist
from academy.notices.models import Notice
from tests.browsers import Browser
from tests.factories import make_cohort
from tests.integration.checklists.conftest import Say
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in


@pytest.fixture
def tom(new_client: Callable[[], Browser], people: Cast) -> Browser:
    return sign_in(new_client(), people.tom)


def judge(
    browser: Browser, worklist: Worklist, verdict: str, item: str = "C-ANI-01", **more: str
) -> TestResponse:
    path = f"/worklists/{worklist.id}/sign-offs"
    seen = more.pop("seen", None) or last_event(browser, path)
    fields = {"key": f"{item}-{verdict}-{len(more)}", "comment": "", "seen": seen} | more
    return browser.submit(path, verdict=verdict, item=item, **fields)


def last_event(browser: Browser, path: str) -> str:
    page = browser.get(path).text
    return page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in page else "0"


def test_an_item_is_signed_off_and_the_learner_told(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    say(ada, "ticked")
    assert judge(tom, worklist, "signed_off", comment="Clear evidence").status_code == 303
    page = words(ada.get(f"/worklists/{worklist.id}"))
    assert "Signed off by Tom" in page
    assert "Clear evidence" in page
    notice = session.scalars(select(Notice)).one()
    assert (notice.person_id, notice.url) == (people.ada.id, f"/worklists/{worklist.id}#c-ani-01")
    evidence = queries.signed_off_items(session, person=people.ada)
    assert [(one.item_id, one.code, one.taught, one.by) for one in evidence] == [
        ("C-ANI-01", "ANI", "pre-production/animatic", "Tom")
    ]


def test_the_whole_list_signs_off_what_is_ticked(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    assert judge(tom, worklist, "signed_off", "").status_code == 400
    for item in ("C-ANI-01", "C-ANI-02"):
        say(ada, "ticked", item)
    assert judge(tom, worklist, "signed_off", "", comment="Well done").status_code == 303
    say(ada, "ticked", "C-ANI-03")
    found = queries.signed_off_items(session, person=people.ada)
    assert {one.item_id for one in found} == {"C-ANI-01", "C-ANI-02"}


def test_evidence_belongs_to_whoever_ticked(
    ada: Browser, ben: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    say(ben, "ticked")
    judge(tom, worklist, "signed_off")
    assert queries.signed_off_items(session, person=people.ada) == []
    assert len(queries.signed_off_items(session, person=people.ben)) == 1


def test_an_undone_tick_ends_the_evidence_and_keeps_the_row(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    say(ada, "ticked")
    judge(tom, worklist, "signed_off")
    say(ada, "unticked")
    say(ada, "ticked")
    assert queries.signed_off_items(session, person=people.ada) == []
    assert "changed since" in words(ada.get(f"/worklists/{worklist.id}"))


def test_withdrawing_is_another_row(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    assert judge(tom, worklist, "withdrawn").status_code == 400
    say(ada, "ticked")
    judge(tom, worklist, "signed_off")
    assert judge(tom, worklist, "withdrawn").status_code == 303
    verdicts = list(session.scalars(select(SignOff.verdict).order_by(SignOff.id)))
    assert verdicts == ["signed_off", "withdrawn"]
    assert queries.signed_off_items(session, person=people.ada) == []
    assert "Tom withdrew it" in words(ada.get(f"/worklists/{worklist.id}"))


def test_what_changed_since_the_trainer_looked_is_not_signed_off(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session
) -> None:
    say(ada, "ticked")
    seen = last_event(tom, f"/worklists/{worklist.id}/sign-offs")
    say(ada, "noted", text="A note changes nothing")
    say(ada, "unticked")
    say(ada, "ticked")
    answer = judge(tom, worklist, "signed_off", seen=seen)
    assert answer.status_code == 409
    assert session.scalars(select(SignOff)).all() == []


@pytest.mark.parametrize(
    ("verdict", "item", "fields", "status"),
    [
        ("perfect", "C-ANI-01", {}, 400),
        ("not_yet", "C-ANI-01", {}, 400),
        ("not_yet", "C-ANI-01", {"comment": "x" * 1001}, 400),
        ("signed_off", "C-ANI-02", {}, 400),
        ("signed_off", "C-ANI-99", {}, 404),
        ("signed_off", "C-ANI-01", {"seen": "999999"}, 409),
        ("signed_off", "C-ANI-01", {"seen": "x"}, 400),
        ("signed_off", "C-ANI-01", {"key": "no"}, 400),
    ],
)
def test_each_field_is_looked_at(
    ada: Browser,
    tom: Browser,
    worklist: Worklist,
    say: Say,
    session: Session,
    verdict: str,
    item: str,
    fields: dict[str, str],
    status: int,
) -> None:
    say(ada, "ticked")
    assert judge(tom, worklist, verdict, item, **fields).status_code == status
    assert session.scalars(select(SignOff)).all() == []


def test_a_double_click_is_stored_and_told_once(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session
) -> None:
    say(ada, "ticked")
    assert [judge(tom, worklist, "signed_off").status_code for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(SignOff)).all()) == 1
    assert len(session.scalars(select(Notice)).all()) == 1


def test_the_trainer_comes_to_it_from_the_learners_page(
    ada: Browser, tom: Browser, worklist: Worklist, say: Say, session: Session, people: Cast
) -> None:
    say(ada, "ticked")
    cohort = make_cohort(session, studio=people.studio, members=(people.ada,))
    page = tom.get(f"/cohorts/{cohort.id}/learners/{people.ada.id}")
    assert links(page, "Animatic, Lantern Lane 104") == [f"/worklists/{worklist.id}/sign-offs"]
    assert "1 of 14 items" in words(page)
    assert tom.get(f"/worklists/{worklist.id}").location == f"/worklists/{worklist.id}/sign-offs"


@pytest.mark.parametrize(("who", "status"), [("ada", 403), ("ben", 403), ("eve", 404), ("adm", 403)])
def test_nobody_else_signs_off(
    worklist: Worklist,
    session: Session,
    people: Cast,
    new_client: Callable[[], Browser],
    who: str,
    status: int,
) -> None:
    browser = sign_in(new_client(), people.by_name()[who])
    assert browser.get(f"/worklists/{worklist.id}/sign-offs").status_code == status
    assert judge(browser, worklist, "not_yet", seen="0", comment="No").status_code == status
    assert session.scalars(select(SignOff)).all() == []


def test_a_list_of_ones_own_is_nobodys_to_sign_off(
    tom: Browser, worklist: Worklist, session: Session
) -> None:
    worklist.studio_id = None
    assert tom.get(f"/worklists/{worklist.id}/sign-offs").status_code == 404


def test_who_is_no_learner_of_the_studio_any_more_is_out_of_sight(
    tom: Browser, worklist: Worklist, session: Session, people: Cast
) -> None:
    membership = session.scalars(select(Membership).filter_by(person_id=people.ada.id)).one()
    membership.role = Role.TRAINER
    assert tom.get(f"/worklists/{worklist.id}/sign-offs").status_code == 404
