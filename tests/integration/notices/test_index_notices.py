"""The list of notices, and the bell that every page shows."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.browsers import Browser
from tests.integration.learning.readers import words
from tests.integration.notices.conftest import Telling
from tests.people import Cast


def test_the_newest_stands_first_with_its_kind_and_the_time_here(
    ada: Browser, people: Cast, told: Telling, session: Session
) -> None:
    people.ada.time_zone = "Asia/Seoul"
    told(people.ada, "Tom wrote about your day", hours=2)
    told(people.ada, "A new due time", kind="Due time")
    page = words(ada.get("/notices"))
    assert page.index("A new due time") < page.index("Tom wrote about your day")
    assert "Feedback Tom wrote about your day Mon 2 Mar, 16:00 KST , 2 h ago" in page


def test_the_bell_counts_what_is_new_on_every_page(ada: Browser, people: Cast, told: Telling) -> None:
    assert "Notices, none new" in words(ada.get("/account"))
    told(people.ada, "One")
    assert "1 new notice " in words(ada.get("/account"))
    told(people.ada, "Two")
    told(people.ben, "Not Ada's")
    assert "2 new notices" in words(ada.get("/account"))
    assert "2 new notices" in words(ada.get("/nowhere"))


def test_nobody_sees_what_another_was_told(ada: Browser, people: Cast, told: Telling) -> None:
    told(people.ben, "For Ben alone")
    page = ada.get("/notices").text
    assert "For Ben alone" not in page
    assert "You have not been told anything yet" in page


def test_a_long_list_has_pages(ada: Browser, people: Cast, told: Telling) -> None:
    for number in range(51):
        told(people.ada, f"Number {number:02}", hours=number)
    first, second = ada.get("/notices").text, ada.get("/notices?page=2").text
    assert "Number 49" in first
    assert "Number 50" not in first
    assert "Number 50" in second
    assert "51–51 of 51 notices" in second
    assert "Number 50" in ada.get("/notices?page=99").text
    assert "Number 00" in ada.get("/notices?page=x").text


def test_a_title_is_text(ada: Browser, people: Cast, told: Telling) -> None:
    told(people.ada, "<script>alert(1)</script>")
    assert "<script>alert" not in ada.get("/notices").text


def test_signed_out_people_have_no_bell(client: Browser, people: Cast) -> None:
    assert "/notices" not in client.get("/").text
    assert client.get("/notices").location == "/sign-in?next=/notices"


def test_the_list_takes_no_post(ada: Browser) -> None:
    assert ada.submit("/notices").status_code == 405
