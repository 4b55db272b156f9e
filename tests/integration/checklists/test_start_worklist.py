"""Starting a shipped list for a production."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.checklists.models import Worklist
from academy.content.checklists import Checklist
from academy.learning.library import Librarian
from tests.browsers import Browser
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in

PATH = "/checklists/ani/worklists"


def start(browser: Browser, studio: int, **fields: str) -> int:
    fields = {"production": "Lantern Lane", "episode": "104", "due": "", "key": "a-fresh-key"} | fields
    return browser.submit(PATH, studio=studio, **fields).status_code


def test_a_list_is_started_with_the_items_of_the_file(
    ada: Browser, people: Cast, session: Session, checklist: Checklist
) -> None:
    people.ada.time_zone = "Asia/Seoul"
    assert start(ada, people.studio.id, due="2026-03-05T17:00") == 303
    worklist = session.scalars(select(Worklist)).one()
    assert [item["id"] for item in worklist.items] == [item.id for item in checklist.items]
    assert (worklist.owner_id, worklist.studio_id) == (people.ada.id, people.studio.id)
    assert worklist.due_at is not None
    assert worklist.due_at.isoformat() == "2026-03-05T08:00:00+00:00"
    page = ada.get(f"/worklists/{worklist.id}")
    assert "Thu 5 Mar, 17:00 KST" in words(page)
    assert links(ada.get("/checklists"), "Animatic, Lantern Lane 104") == [f"/worklists/{worklist.id}"]


def test_the_page_of_the_shipped_list_offers_it(ada: Browser, people: Cast) -> None:
    page = ada.get("/checklists/ani")
    assert 'action="/checklists/ani/worklists"' in page.text
    assert people.studio.name in page.text
    assert "Myself alone" in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"production": " "}, "Name the production."),
        ({"production": "x" * 121}, "1 to 120 characters"),
        ({"production": "Lan\u202etern"}, "cannot be printed"),
        ({"episode": "x" * 61}, "At most 60"),
        ({"due": "2026-03-01T17:00"}, "already past"),
        ({"due": "never"}, "Not a valid"),
        ({"due": "9999-03-01T17:00"}, "between 2000 and 2100"),
        ({"key": "short"}, "incomplete"),
        ({"studio": "abc"}, "Invalid Choice"),
    ],
)
def test_each_field_is_looked_at(
    ada: Browser, people: Cast, session: Session, fields: dict[str, str], said: str
) -> None:
    sent = {"production": "Lantern Lane", "key": "a-fresh-key", "studio": str(people.studio.id)} | fields
    page = ada.submit(PATH, **sent)
    assert page.status_code == 400
    assert said in words(page)
    assert session.scalars(select(Worklist)).all() == []


def test_a_foreign_studio_cannot_be_chosen(ada: Browser, people: Cast, session: Session) -> None:
    assert start(ada, people.other_studio.id) == 400
    assert session.scalars(select(Worklist)).all() == []


def test_somebody_without_a_studio_starts_one_alone(client: Browser, people: Cast, session: Session) -> None:
    assert start(sign_in(client, people.adm), 0) == 303
    assert session.scalars(select(Worklist)).one().studio_id is None


def test_a_double_click_starts_one_list(ada: Browser, people: Cast, session: Session) -> None:
    assert [start(ada, people.studio.id) for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(Worklist)).all()) == 1


def test_there_is_a_limit_to_lists_that_are_not_archived(
    ada: Browser, people: Cast, worklist: Worklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("academy.checklists.services.lists.MAX_OPEN_LISTS", 1)
    assert start(ada, people.studio.id) == 429
    ada.submit(f"/worklists/{worklist.id}/archive", is_archived="yes")
    assert start(ada, people.studio.id) == 303


def test_reading_the_address_of_the_form_starts_nothing(ada: Browser) -> None:
    assert ada.get(PATH).status_code == 405


def test_an_edited_file_leaves_a_running_list_as_it_is(
    ada: Browser, worklist: Worklist, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "has been edited since" not in words(ada.get(f"/worklists/{worklist.id}"))
    librarian: Librarian = ada.application.extensions["librarian"]
    shelf = librarian.shelf()
    edited = checklist.model_copy(update={"items": checklist.items[1:]})
    lists = MappingProxyType({**shelf.checklists.checklists, "ANI": edited})
    fresh = replace(shelf, checklists=replace(shelf.checklists, checklists=lists))
    monkeypatch.setattr(librarian, "_shelf", fresh)
    page = ada.get(f"/worklists/{worklist.id}")
    assert 'id="c-ani-01"' in page.text
    assert "has been edited since" in words(page)
