"""A list as paper and files, its filters, and its row on the home page."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from academy.checklists.models import Worklist
from academy.content.checklists import Checklist
from tests.browsers import Browser
from tests.clock import FakeClock
from tests.databases import counted_queries
from tests.integration.checklists.conftest import Say
from tests.integration.learning.readers import links, words
from tests.people import Cast, sign_in


def test_csv_has_every_item_and_starts_no_formula(ada: Browser, worklist: Worklist, say: Say) -> None:
    say(ada, "ticked", text="=1+1", url="https://tracker.example/1")
    say(ada, "gate_accepted", "C-ANI-02", name="+Mara", text="Friday")
    answer = ada.get(f"/worklists/{worklist.id}.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(rows) == 14
    assert (rows[0]["State"], rows[0]["By"], rows[0]["When (UTC)"]) == ("done", "Ada", "2026-03-02T09:00:00Z")
    assert rows[0]["Notes"] == "Ada: =1+1"
    assert rows[0]["Evidence links"] == "https://tracker.example/1"
    assert (rows[1]["State"], rows[1]["Accepted by"], rows[1]["Reason"]) == (
        "open, accepted",
        "'+Mara",
        "Friday",
    )


def test_markdown_is_a_task_list_and_nothing_typed_is_markup(
    ada: Browser, worklist: Worklist, say: Say
) -> None:
    say(ada, "ticked", text="[click](javascript:alert(1)) <b>\n# big")
    say(ada, "not_applicable", "C-ANI-02", text="no *stand-in* voices")
    text = ada.get(f"/worklists/{worklist.id}.md").text
    assert "- [x] **C-ANI-01** (gate)" in text
    assert "- [-] **C-ANI-02** (gate)" in text
    assert r"\[click\](javascript\:alert(1)) \<b\> \# big" in text
    assert r"no \*stand\-in\* voices" in text
    assert "1 of 13 items done, 9 gates open" in text


def test_paper_has_boxes_names_and_dates(ada: Browser, worklist: Worklist, say: Say) -> None:
    say(ada, "ticked")
    page = ada.get(f"/worklists/{worklist.id}/print")
    assert page.text.count('class="paper-box"') == 14
    assert page.text.count(">name, date</span>") == 13
    assert "Ticked by Ada, Mon 2 Mar, 09:00 GMT" in words(page)
    assert 'class="masthead"' not in page.text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?show=open", "c-ani-02", "c-ani-01"),
        ("?show=done", "c-ani-01", "c-ani-02"),
        ("?show=gates", "c-ani-02", "c-ani-05"),
        ("?owner=DIR", "c-ani-08", "c-ani-01"),
        ("?owner=NOBODY&show=nothing", "c-ani-01", "c-xyz-01"),
    ],
)
def test_a_filter_shows_only_what_fits(
    ada: Browser, worklist: Worklist, say: Say, query: str, shown: str, hidden: str
) -> None:
    say(ada, "ticked")
    page = ada.get(f"/worklists/{worklist.id}{query}").text
    assert f'id="{shown}"' in page
    assert f'id="{hidden}"' not in page


def test_a_filter_lasts_when_something_is_ticked(ada: Browser, worklist: Worklist) -> None:
    page = ada.get(f"/worklists/{worklist.id}?show=open&owner=PC").text
    assert f'action="/worklists/{worklist.id}/events?owner=PC&amp;show=open"' in page
    fields = {"kind": "ticked", "item": "C-ANI-07", "key": "a-key-with-filter"}
    answer = ada.submit(f"/worklists/{worklist.id}/events?owner=PC&show=open&evil=1", **fields)
    assert answer.location == f"/worklists/{worklist.id}?owner=PC&show=open#c-ani-07"


def test_home_names_a_list_that_is_due_within_a_week(ada: Browser, worklist: Worklist, say: Say) -> None:
    page = ada.get("/")
    assert links(page, "Animatic, Lantern Lane 104") == [f"/worklists/{worklist.id}"]
    assert "0 of 14 items done, 11 gates open" in words(page)
    say(ada, "due_changed", "", due="2026-03-09T09:01")
    assert "Animatic, Lantern Lane 104" not in words(ada.get("/"))


def test_home_names_a_late_list_only_for_its_gates(
    ada: Browser, worklist: Worklist, say: Say, clock: FakeClock, checklist: Checklist, people: Cast
) -> None:
    clock.advance(days=3)
    sign_in(ada, people.ada)  # the session has lapsed by then
    assert "Overdue" in words(ada.get("/"))
    for item in checklist.items:
        if item.gate:
            say(ada, "ticked", item.id)
    assert "Animatic, Lantern Lane 104" not in words(ada.get("/"))


def test_a_done_or_archived_list_is_not_on_the_home_page(
    ada: Browser, worklist: Worklist, say: Say, checklist: Checklist
) -> None:
    for item in checklist.items:
        say(ada, "ticked", item.id)
    assert "Animatic, Lantern Lane 104" not in words(ada.get("/"))
    assert "Animatic, Lantern Lane 104" in words(ada.get("/checklists?show=done"))
    say(ada, "unticked")
    assert "Animatic, Lantern Lane 104" in words(ada.get("/"))
    ada.submit(f"/worklists/{worklist.id}/archive", is_archived="yes")
    assert "Animatic, Lantern Lane 104" not in words(ada.get("/"))


def test_lists_take_the_same_queries_however_many_there_are(
    app: Flask, ada: Browser, worklist: Worklist, people: Cast, session: Session
) -> None:
    engine, counts = app.extensions["database"].engine, []
    for number in range(2):
        with counted_queries(engine) as queries:
            ada.get("/checklists")
        counts.append(len(queries))
        fields = {"production": "More", "episode": "", "due": "", "key": f"one-more-list-{number}"}
        ada.submit("/checklists/scr/worklists", studio=people.studio.id, **fields)
    assert counts[0] == counts[1]
