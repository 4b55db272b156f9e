"""Two people at one list: both are heard, each sees the other, and who may join."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.accounts.models import Membership, Person
from academy.checklists import queries, services
from academy.checklists.models import EventKind, Worklist, WorklistMember
from academy.notices.models import Notice
from tests.browsers import Browser
from tests.clock import MONDAY_MORNING
from tests.factories import make_cohort
from tests.integration.checklists.conftest import Say
from tests.integration.learning.readers import words
from tests.people import Cast, sign_in


def test_both_words_on_an_item_are_kept_and_the_last_counts(
    ada: Browser, ben: Browser, worklist: Worklist, say: Say
) -> None:
    say(ada, "ticked", text="From Ada")
    say(ben, "ticked", text="From Ben")
    page = words(ada.get(f"/worklists/{worklist.id}"))
    assert "Ticked by Ben" in page
    assert "Ada ticked it : From Ada" in page or "Ada ticked it: From Ada" in page
    assert "From Ben" in page


def test_a_page_that_stays_open_hears_of_the_other(
    ada: Browser, ben: Browser, worklist: Worklist, say: Say
) -> None:
    path = f"/worklists/{worklist.id}/state"
    tag = ada.get(path).headers["ETag"]
    assert ada.get(path, headers={"If-None-Match": tag}).status_code == 304
    say(ben, "ticked", "C-ANI-03")
    answer = ada.get(path, headers={"If-None-Match": tag})
    assert answer.json is not None
    third = answer.json["items"][2]
    assert (third["id"], third["word"], third["by"]) == ("C-ANI-03", "done", "Ben")


def test_many_at_once_lose_nothing(app: Flask, people: Cast, worklist: Worklist, session: Session) -> None:
    database, items = app.extensions["database"], [item["id"] for item in worklist.items]
    list_id, person_ids = worklist.id, (people.ada.id, people.ben.id)
    session.commit()  # or this session would hold SQLite's write lock

    def tick(number: int) -> None:
        with database.writing() as writing:
            person = writing.get_one(Person, person_ids[number % 2])
            deed = services.Deed(EventKind.TICKED, items[number])
            services.record_event(
                writing,
                worklist=writing.get_one(Worklist, list_id),
                person=person,
                deed=deed,
                key=f"at-once-{number}",
                now=MONDAY_MORNING,
            )
            writing.commit()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tick, range(12)))
    assert queries.state_of(session, worklist=worklist).done == 12


def test_a_colleague_is_added_by_address_and_told(
    ada: Browser, worklist: Worklist, session: Session, people: Cast, new_client: Callable[[], Browser]
) -> None:
    for _ in range(2):
        assert ada.submit(f"/worklists/{worklist.id}/people", email="BEN@example.org").status_code == 303
    assert len(session.scalars(select(WorklistMember)).all()) == 1
    notice = session.scalars(select(Notice)).one()
    assert (notice.person_id, notice.url) == (people.ben.id, f"/worklists/{worklist.id}")
    assert "Animatic, Lantern Lane 104" in words(sign_in(new_client(), people.ben).get("/checklists"))


def test_a_team_mate_is_picked_from_the_cohort(
    ada: Browser, worklist: Worklist, session: Session, people: Cast
) -> None:
    make_cohort(session, studio=people.studio, members=(people.ada, people.rio))
    page = words(ada.get(f"/worklists/{worklist.id}/people"))
    assert "From your cohort Rio" in page
    assert "Ben" not in page
    path = f"/worklists/{worklist.id}/people"
    assert ada.submit(path, person=str(people.ben.id)).status_code == 404
    assert ada.submit(path, person=str(people.rio.id)).status_code == 303
    assert ada.submit(path, person=str(people.rio.id)).status_code == 303
    assert session.scalars(select(WorklistMember)).one().person_id == people.rio.id


@pytest.mark.parametrize("email", ["", "eve@example.org", "nobody@example.org", "adm@example.org"])
def test_only_people_of_the_studio_can_be_added(
    ada: Browser, worklist: Worklist, session: Session, email: str
) -> None:
    page = ada.submit(f"/worklists/{worklist.id}/people", email=email)
    assert page.status_code == 400
    assert "Nobody was added yet" in words(page)
    assert session.scalars(select(WorklistMember)).all() == []


def test_a_list_has_a_limit_of_people(
    ada: Browser, ben: Browser, worklist: Worklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("academy.checklists.services.members.MAX_MEMBERS", 1)
    assert ada.submit(f"/worklists/{worklist.id}/people", email="rio@example.org").status_code == 429


def test_who_is_taken_off_sees_nothing_and_can_come_back(
    ada: Browser, ben: Browser, worklist: Worklist, people: Cast, say: Say
) -> None:
    say(ben, "ticked")
    for _ in range(2):
        assert ada.submit(f"/worklists/{worklist.id}/people/{people.ben.id}/removal").status_code == 303
    assert ben.get(f"/worklists/{worklist.id}").status_code == 404
    assert "Ticked by Ben" in words(ada.get(f"/worklists/{worklist.id}"))
    ada.submit(f"/worklists/{worklist.id}/people", email="ben@example.org")
    assert ben.get(f"/worklists/{worklist.id}").status_code == 200


def test_members_leave_by_themselves_but_decide_about_nobody(
    ben: Browser, worklist: Worklist, people: Cast
) -> None:
    path = f"/worklists/{worklist.id}"
    assert ben.submit(f"{path}/people", email="rio@example.org").status_code == 404
    assert ben.submit(f"{path}/people/{people.ada.id}/removal").status_code == 404
    assert ben.submit(f"{path}/archive", is_archived="yes").status_code == 404
    assert ben.submit(f"{path}/share-links", key="a-key-of-ben").status_code == 404
    assert "Add to the list" not in words(ben.get(f"{path}/people"))
    assert ben.submit(f"{path}/people/{people.ben.id}/removal").location == "/checklists"
    assert ben.get(path).status_code == 404


def test_whoever_leaves_the_studio_leaves_its_lists(
    ben: Browser, worklist: Worklist, people: Cast, session: Session
) -> None:
    session.delete(session.scalars(select(Membership).filter_by(person_id=people.ben.id)).one())
    assert ben.get(f"/worklists/{worklist.id}").status_code == 404


@pytest.mark.parametrize("who", ["ben", "eve", "adm"])
@pytest.mark.parametrize("page", ["", "/state", "/people", "/print", ".csv", ".md"])
def test_strangers_find_nothing(
    client: Browser, worklist: Worklist, people: Cast, who: str, page: str
) -> None:
    sign_in(client, people.by_name()[who])
    assert client.get(f"/worklists/{worklist.id}{page}").status_code == 404
