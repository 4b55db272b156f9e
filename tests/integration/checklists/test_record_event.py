"""Saying a word about an item: tick, undo, note, evidence, not applicable, gates, owner, due."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from academy.checklists.models import Worklist, WorklistEvent
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.integration.checklists.conftest import Say
from tests.integration.learning.readers import words
from tests.people import Cast, sign_in


def count_of(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(WorklistEvent)) or 0


def item_on(browser: Browser, worklist: Worklist, item: str = "C-ANI-01") -> dict[str, object]:
    state = browser.get(f"/worklists/{worklist.id}/state").json
    assert state is not None
    return next(one for one in state["items"] if one["id"] == item)


def test_a_tick_says_who_and_when(ada: Browser, worklist: Worklist, say: Say, clock: FakeClock) -> None:
    clock.advance(hours=1)
    answer = say(ada, "ticked")
    assert (answer.status_code, answer.location) == (303, f"/worklists/{worklist.id}#c-ani-01")
    assert "Ticked by Ada, Mon 2 Mar, 10:00 GMT" in words(ada.get(f"/worklists/{worklist.id}"))
    assert "1 of 14 items" in words(ada.get("/checklists"))


def test_an_undone_tick_stays_in_the_history(ada: Browser, worklist: Worklist, say: Say) -> None:
    say(ada, "ticked")
    say(ada, "unticked")
    assert item_on(ada, worklist)["word"] == "open"
    page = words(ada.get(f"/worklists/{worklist.id}"))
    assert "Opened again by Ada" in page
    assert "Ada ticked it" in page
    assert "Ada took the tick back" in page


def test_note_and_evidence_come_with_a_tick_or_without(ada: Browser, worklist: Worklist, say: Say) -> None:
    say(ada, "ticked", text="Board v06 is approved", url="https://tracker.example/ani/1?v=6#a")
    say(ada, "noted", text="And v07 too")
    page = ada.get(f"/worklists/{worklist.id}")
    assert "Board v06 is approved" in words(page)
    assert "And v07 too" in words(page)
    assert 'href="https://tracker.example/ani/1?v=6#a"' in page.text
    say(ada, "link_removed", url="https://tracker.example/ani/1?v=6#a")
    page = ada.get(f"/worklists/{worklist.id}")
    assert 'href="https://tracker.example/ani/1' not in page.text
    assert "removed the link https://tracker.example/ani/1" in words(page)


def test_what_does_not_apply_does_not_count(ada: Browser, worklist: Worklist, say: Say) -> None:
    assert say(ada, "not_applicable", text="No stand-in voices").status_code == 303
    assert "Not applicable, says Ada" in words(ada.get(f"/worklists/{worklist.id}"))
    assert "0 of 13 items" in words(ada.get(f"/worklists/{worklist.id}"))
    say(ada, "applicable")
    assert "0 of 14 items" in words(ada.get(f"/worklists/{worklist.id}"))


def test_an_open_gate_is_named_until_somebody_accepts_it(ada: Browser, worklist: Worklist, say: Say) -> None:
    page = words(ada.get(f"/worklists/{worklist.id}"))
    assert "11 gate items are open C-ANI-01 , C-ANI-02" in page
    say(ada, "gate_accepted", name="Mara Quint", text="The board follows on Friday")
    page = words(ada.get(f"/worklists/{worklist.id}"))
    assert "10 gate items are open C-ANI-02" in page
    assert "C-ANI-01 is open; accepted by Mara Quint" in page
    assert "The board follows on Friday" in page
    say(ada, "acceptance_withdrawn")
    assert "11 gate items are open" in words(ada.get(f"/worklists/{worklist.id}"))


def test_owner_and_due_time_can_be_changed(ada: Browser, worklist: Worklist, say: Say, people: Cast) -> None:
    people.ada.time_zone = "Asia/Seoul"
    say(ada, "owner_changed", owner="DIR", name="Mara")
    assert item_on(ada, worklist)["owner"] == "Mara (Director)"
    assert say(ada, "due_changed", "", due="2026-03-09T18:00").status_code == 303
    assert "Mon 9 Mar, 18:00 KST" in words(ada.get(f"/worklists/{worklist.id}"))
    assert "Mon 9 Mar, 18:00 KST" in words(ada.get("/checklists"))


def test_a_script_gets_the_state_as_json(ada: Browser, worklist: Worklist) -> None:
    token = ada.csrf_token()
    answer = ada.post(
        f"/worklists/{worklist.id}/events",
        data={"csrf_token": token, "key": "from-a-script", "kind": "ticked", "item": "C-ANI-02"},
        headers={"Accept": "application/json"},
    )
    assert answer.json is not None
    assert (answer.status_code, answer.json["done"]) == (200, 1)


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("exploded", {}, "no such button"),
        ("noted", {}, "both are empty"),
        ("noted", {"text": "x" * 501}, "At most 500"),
        ("noted", {"text": "a\x00b"}, "cannot be printed"),
        ("noted", {"url": "javascript:alert(1)"}, "begins with https://"),
        ("noted", {"url": "https://ada:secret@tracker.example"}, "Leave names and passwords out"),
        ("not_applicable", {}, "Say why"),
        ("gate_accepted", {"text": "why"}, "Name the person"),
        ("gate_accepted", {"name": "Mara"}, "Say why"),
        ("owner_changed", {"owner": "KING"}, "Choose one of the roles"),
        ("ticked", {"key": "no"}, "incomplete"),
    ],
)
def test_each_field_is_looked_at_and_what_was_typed_stays(
    ada: Browser, session: Session, say: Say, kind: str, fields: dict[str, str], said: str
) -> None:
    page = say(ada, kind, **fields)
    assert page.status_code == 400
    assert said in words(page)
    assert count_of(session) == 0
    if len(fields.get("text", "")) == 3:
        assert f">{fields['text']}</textarea>" in page.text


@pytest.mark.parametrize(
    ("kind", "item", "fields", "status"),
    [
        ("ticked", "C-ANI-99", {}, 404),
        ("ticked", "", {}, 404),
        ("due_changed", "C-ANI-01", {}, 404),
        ("gate_accepted", "C-ANI-05", {"name": "Mara", "text": "why"}, 400),
    ],
)
def test_a_word_must_fit_the_list(
    ada: Browser, session: Session, say: Say, kind: str, item: str, fields: dict[str, str], status: int
) -> None:
    assert say(ada, kind, item, **fields).status_code == status
    assert count_of(session) == 0


@pytest.mark.parametrize(("who", "status"), [("ben", 404), ("tom", 404), ("eve", 404), ("adm", 404)])
def test_nobody_else_can_say_anything(
    session: Session, people: Cast, say: Say, new_client: Callable[[], Browser], who: str, status: int
) -> None:
    assert say(sign_in(new_client(), people.by_name()[who]), "ticked").status_code == status
    assert count_of(session) == 0


def test_reading_the_address_says_nothing(ada: Browser, worklist: Worklist) -> None:
    assert ada.get(f"/worklists/{worklist.id}/events").status_code == 405


def test_a_double_click_is_stored_once_and_another_use_of_its_key_refused(
    ada: Browser, session: Session, say: Say
) -> None:
    statuses = [say(ada, "ticked", key="the-same-key").status_code for _ in range(2)]
    assert (statuses, count_of(session)) == ([303, 303], 1)
    assert say(ada, "unticked", key="the-same-key").status_code == 409
    assert count_of(session) == 1


def test_a_list_has_a_limit(
    ada: Browser, session: Session, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("academy.checklists.services.working.MAX_EVENTS", 1)
    assert [say(ada, "ticked").status_code, say(ada, "unticked").status_code] == [303, 429]
    assert count_of(session) == 1


def test_an_archived_list_is_read_but_not_changed(
    ada: Browser, session: Session, worklist: Worklist, say: Say
) -> None:
    for _ in range(2):
        ada.submit(f"/worklists/{worklist.id}/archive", is_archived="yes")
    assert say(ada, "ticked").status_code == 409
    assert count_of(session) == 0
    assert "Animatic, Lantern Lane 104" not in words(ada.get("/checklists"))
    assert "Animatic, Lantern Lane 104" in words(ada.get("/checklists?show=archived"))
    ada.submit(f"/worklists/{worklist.id}/archive", is_archived="no")
    assert say(ada, "ticked").status_code == 303
