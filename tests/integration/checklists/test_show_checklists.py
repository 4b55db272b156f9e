"""The pages of the checklists."""

from __future__ import annotations

from academy.content.checklists import Checklist
from academy.learning.library import Shelf
from tests.browsers import Browser
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in


def lists(shelf: Shelf) -> list[Checklist]:
    return list(shelf.checklists.checklists.values())


def test_all_lists_are_there_in_their_order(client: Browser, people: Cast) -> None:
    shelf: Shelf = client.application.extensions["librarian"].shelf()
    page = sign_in(client, people.ada).get("/checklists")
    places = [page.text.index(f'href="/checklists/{checklist.slug}"') for checklist in lists(shelf)]
    assert len(places) == 15
    assert places == sorted(places)


def test_a_list_says_what_why_who_and_how_it_shows(client: Browser, people: Cast) -> None:
    shelf: Shelf = client.application.extensions["librarian"].shelf()
    sign_in(client, people.ada)
    for checklist in lists(shelf):
        page = client.get(f"/checklists/{checklist.slug}")
        text = words(page)
        for item in checklist.items:
            assert f'id="{item.id.lower()}"' in page.text
            for said in (item.id, item.item, item.why, item.evidence, item.owners[0]):
                assert " ".join(said.split()) in text
        assert page.text.count(">Gate</span>") == checklist.gates


def test_an_item_leads_to_the_module_that_teaches_it(client: Browser, people: Cast) -> None:
    shelf: Shelf = client.application.extensions["librarian"].shelf()
    checklist = shelf.checklists.checklists["SCR"]
    page = sign_in(client, people.ada).get("/checklists/scr")
    taught = checklist.items[0].taught
    module = shelf.library.course(taught.split("/")[0]).module(taught.split("/")[1])  # type: ignore[union-attr]
    assert module is not None
    assert f"/courses/{taught}" in links(page, module.title)
    assert client.get(f"/courses/{taught}").status_code == 200


def test_a_list_that_is_not_there_is_404(client: Browser, people: Cast) -> None:
    sign_in(client, people.ada)
    for path in ("/checklists/xyz", "/checklists/SCR", "/checklists/scr.yaml"):
        page = client.get(path)
        assert page.status_code == 404
    assert "There is no such checklist" in words(client.get("/checklists/xyz"))


def test_strangers_are_asked_to_sign_in(client: Browser) -> None:
    assert client.get("/checklists").status_code == 303
    assert client.get("/checklists/scr").status_code == 303
