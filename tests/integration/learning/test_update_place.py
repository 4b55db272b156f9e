"""Keeping the place where somebody reads, and going on there from another device."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from academy.learning.models import ModuleProgress
from tests.browsers import Browser, csrf_token_in
from tests.clock import FakeClock
from tests.integration.learning.readers import CLOSE, OPEN, WORK, links, mark, reach
from tests.people import Cast, sign_in


def places(session: Session) -> list[tuple[int, str, str]]:
    rows = session.execute(
        select(ModuleProgress.person_id, ModuleProgress.module_slug, ModuleProgress.place).order_by(
            ModuleProgress.id
        )
    )
    return [tuple(row) for row in rows]


def test_another_device_goes_on_where_this_one_stopped(
    ada: Browser, people: Cast, new_client: Callable[[], Browser]
) -> None:
    reach(ada, WORK, "s-noon")
    phone = sign_in(new_client(), people.ada)
    assert links(phone.get("/"), "Work the desk") == [f"{WORK}#s-noon"]
    assert links(phone.get("/courses/desk"), "Continue: Work the desk") == [f"{WORK}#s-noon"]
    assert links(phone.get(WORK), "Go on at “Noon”") == ["#s-noon"]


def test_the_module_read_last_is_the_one_to_go_on_with(ada: Browser, clock: FakeClock) -> None:
    for module, place in ((CLOSE, "s-noon"), (OPEN, "s-evening")):
        clock.advance(minutes=1)
        reach(ada, module, place)
    assert links(ada.get("/"), "Open the desk") == [f"{OPEN}#s-evening"]


def test_after_completing_the_next_module_follows(ada: Browser) -> None:
    reach(ada, OPEN, "s-evening")
    mark(ada, OPEN)
    assert links(ada.get("/"), "Work the desk") == [WORK]


def test_opening_a_page_writes_nothing(ada: Browser, session: Session) -> None:
    for path in (OPEN, "/courses/desk", "/courses", "/", "/glossary"):
        assert ada.get(path).status_code == 200
    assert places(session) == []


def test_the_top_is_a_place(ada: Browser, people: Cast, session: Session) -> None:
    assert reach(ada, OPEN, "").status_code == 204
    assert places(session) == [(people.ada.id, "open", "")]


@pytest.mark.parametrize("place", ["s-lunch", "x" * 121, None, 5, ["s-noon"], {"s-noon": 1}, "<script>"])
def test_only_headings_of_the_module_are_places(ada: Browser, session: Session, place: object) -> None:
    reach(ada, OPEN, "s-noon")
    assert reach(ada, OPEN, place).status_code == 400
    assert [row[2] for row in places(session)] == ["s-noon"]


@pytest.mark.parametrize("body", ["", "[]", "null", '"s-noon"', "{", '{"place": "s-noon", "person_id": 1}'])
def test_any_other_body_is_refused(ada: Browser, session: Session, body: str) -> None:
    headers = {"X-CSRFToken": csrf_token_in(ada.get(OPEN).text)}
    answer = ada.post(f"{OPEN}/place", data=body, headers=headers, content_type="application/json")
    assert answer.status_code == 400
    assert places(session) == []


def test_a_form_is_not_json(ada: Browser, session: Session) -> None:
    assert ada.submit(f"{OPEN}/place", place="s-noon").status_code == 415
    assert places(session) == []


def test_places_are_ones_own(
    ada: Browser, people: Cast, session: Session, new_client: Callable[[], Browser]
) -> None:
    reach(ada, OPEN, "s-noon")
    reach(sign_in(new_client(), people.ben), OPEN, "s-evening")
    assert places(session) == [(people.ada.id, "open", "s-noon"), (people.ben.id, "open", "s-evening")]


def test_signed_out_keeps_no_place(client: Browser, people: Cast, session: Session) -> None:
    headers = {"X-CSRFToken": client.csrf_token()}
    assert client.post(f"{OPEN}/place", json={"place": "s-noon"}, headers=headers).status_code == 401
    assert places(session) == []


def test_without_token_no_place_is_kept(ada: Browser, session: Session) -> None:
    assert ada.post(f"{OPEN}/place", json={"place": "s-noon"}).status_code == 400
    assert places(session) == []


def test_a_place_is_not_a_page(ada: Browser) -> None:
    assert ada.get(f"{OPEN}/place").status_code == 405


def test_two_tabs_share_one_row(ada: Browser, session: Session) -> None:
    for place in ("s-noon", "s-evening", "s-noon"):
        assert reach(ada, OPEN, place).status_code == 204
    assert [row[2] for row in places(session)] == ["s-noon"]
