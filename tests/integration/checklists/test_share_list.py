"""A link by which anybody may read a list, until it is withdrawn."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.checklists.models import ShareLink, Worklist
from tests.browsers import BASE_URL, Browser
from tests.integration.checklists.conftest import Say
from tests.integration.learning.readers import words
from tests.people import Cast


def make_link(browser: Browser, worklist: Worklist, key: str = "a-key-of-a-link") -> str:
    assert browser.submit(f"/worklists/{worklist.id}/share-links", key=key).status_code == 303
    page = browser.get(f"/worklists/{worklist.id}/people").text
    found = re.search(rf'value="{BASE_URL}(/shared-lists/[\w-]{{43}})"', page)
    assert found
    return found[1]


@pytest.fixture
def anybody(new_client: Callable[[], Browser]) -> Browser:
    return new_client()


def test_anybody_with_the_link_reads_the_list(
    ada: Browser, anybody: Browser, worklist: Worklist, say: Say, session: Session
) -> None:
    say(ada, "ticked")
    path = make_link(ada, worklist)
    page = anybody.get(path)
    assert "Ticked by Ada" in words(page)
    assert "1 of 14 items" in words(page)
    assert "10 gate items are open" in words(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "/worklists/" not in page.text
    assert path.split("/")[-1] not in str(session.execute(select(ShareLink.token_hash, ShareLink.key)).all())


def test_it_shows_first_names_and_nothing_that_people_wrote(
    ada: Browser, anybody: Browser, worklist: Worklist, say: Say, people: Cast
) -> None:
    people.ada.name = "Ada Lindqvist"
    say(ada, "ticked", text="Secret note", url="https://secret.example/1")
    say(ada, "gate_accepted", "C-ANI-02", name="Mara Quint", text="Secret reason")
    say(ada, "not_applicable", "C-ANI-03", text="Secret ground")
    page = anybody.get(make_link(ada, worklist)).text
    for hidden in ("Lindqvist", "Quint", "ecret", "@", "Lantern Lane</td>"):
        assert hidden not in page.split("<main")[1], hidden
    assert "accepted by Mara" in page


def test_a_withdrawn_link_shows_nothing(ada: Browser, anybody: Browser, worklist: Worklist) -> None:
    path = make_link(ada, worklist)
    for _ in range(2):
        assert ada.submit(f"/worklists/{worklist.id}/share-links/revocation").status_code == 303
    page = anybody.get(path)
    assert page.status_code == 404
    assert "withdrawn" in words(page)


def test_a_new_link_ends_the_old_one(ada: Browser, anybody: Browser, worklist: Worklist) -> None:
    first = make_link(ada, worklist)
    second = make_link(ada, worklist, key="another-key-of-a-link")
    assert first != second
    assert [anybody.get(path).status_code for path in (first, second)] == [404, 200]


def test_a_double_click_makes_one_link(ada: Browser, worklist: Worklist, session: Session) -> None:
    assert make_link(ada, worklist) == make_link(ada, worklist)
    assert len(session.scalars(select(ShareLink)).all()) == 1


def test_a_key_is_needed(ada: Browser, worklist: Worklist, session: Session) -> None:
    assert ada.submit(f"/worklists/{worklist.id}/share-links", key="no").status_code == 400
    assert session.scalars(select(ShareLink)).all() == []


def test_the_same_key_on_another_list_or_site_gives_another_token() -> None:
    from academy.checklists.tokens import share_token

    tokens = {
        share_token(secret, worklist_id=number, key="a-key") for secret in ("one", "two") for number in (1, 2)
    }
    assert len(tokens) == 4


def test_guessing_finds_nothing_and_the_address_cannot_be_posted_to(
    ada: Browser, anybody: Browser, worklist: Worklist
) -> None:
    path = make_link(ada, worklist)
    assert anybody.get(path[:-1] + ("A" if path[-1] != "A" else "B")).status_code == 404
    assert anybody.submit(path).status_code == 405
