"""Writing a note beside a module."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from academy.learning.notes.forms import MAX_LENGTH
from tests.browsers import Browser
from tests.courses import write_module
from tests.integration.notes.writers import WORK, autosave, kept, write
from tests.people import Cast


def test_a_note_stands_beside_its_heading_as_it_was_typed(
    ada: Browser, people: Cast, session: Session
) -> None:
    typed = "\n  Ask Maya: <b>who</b> signs?\r\n\r\n- &amp; 90 % ünïcode 🎬\n"
    assert write(ada, typed, place="s-noon").location == f"{WORK}#my-notes"
    text = typed.replace("\r\n", "\n")
    assert kept(session) == [(people.ada.id, "s-noon", text, 1)]
    page = ada.get(WORK).text
    assert "<b>who</b>" not in page
    assert f">\n{text}</textarea>" in unescape(page)


def test_saving_by_itself_tells_version_and_time(ada: Browser, people: Cast, session: Session) -> None:
    assert autosave(ada, "One").json == {"version": 1, "saved": "09:00:00"}
    assert autosave(ada, "Two", version=1).json["version"] == 2
    assert kept(session) == [(people.ada.id, "", "Two", 2)]


def test_each_heading_has_its_own(ada: Browser, session: Session) -> None:
    for place in ("", "s-morning", "s-noon"):
        write(ada, f"At {place}", place=place)
    assert [row[1] for row in kept(session)] == ["", "s-morning", "s-noon"]


def test_an_older_tab_is_told_and_loses_nothing(ada: Browser, people: Cast, session: Session) -> None:
    write(ada, "First")
    write(ada, "From the phone", version=1)
    answer = write(ada, "From the older tab", version=1)
    assert answer.status_code == 409
    assert "From the phone" in answer.text
    assert "From the older tab" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert kept(session) == [(people.ada.id, "", "From the phone", 2)]
    body = autosave(ada, "From the older tab", version=1).json
    assert (body["text"], body["version"]) == ("From the phone", 2)
    assert write(ada, "From the older tab", version=2).status_code == 303
    assert kept(session) == [(people.ada.id, "", "From the older tab", 3)]


def test_a_second_first_note_at_a_place_is_a_conflict_and_not_a_second_note(
    ada: Browser, session: Session
) -> None:
    write(ada, "First")
    assert write(ada, "Another").status_code == 409
    assert [row[2] for row in kept(session)] == ["First"]


def test_a_repeated_click_is_one_note_and_one_version(ada: Browser, people: Cast, session: Session) -> None:
    for _ in range(2):
        assert write(ada, "Same").status_code == 303
    for _ in range(2):
        assert write(ada, "Changed", version=1).status_code == 303
    assert kept(session) == [(people.ada.id, "", "Changed", 2)]


def test_nothing_written_is_nothing_kept_and_a_note_may_be_emptied(ada: Browser, session: Session) -> None:
    assert autosave(ada, "  \n").json["version"] == 0
    assert kept(session) == []
    write(ada, "Something")
    assert autosave(ada, "", version=1).json["version"] == 2
    assert [row[2] for row in kept(session)] == [""]


@pytest.mark.parametrize("text", ["x" * (MAX_LENGTH + 1), "a\x00b", "a\x1bb"])
def test_a_text_that_cannot_be_kept_comes_back(ada: Browser, session: Session, text: str) -> None:
    write(ada, "Before")
    answer = write(ada, text, version=1)
    assert answer.status_code == 400
    assert text.replace("\x00", "").replace("\x1b", "")[:500] in answer.text.replace("\x00", "").replace(
        "\x1b", ""
    )
    assert "kept" in autosave(ada, text, version=1).json["message"]
    assert [row[2] for row in kept(session)] == ["Before"]


def test_the_longest_note_fits(ada: Browser, session: Session) -> None:
    write(ada, "🎬" * MAX_LENGTH)
    assert len(kept(session)[0][2]) == MAX_LENGTH


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30])
def test_the_version_is_a_number(ada: Browser, session: Session, version: str) -> None:
    assert write(ada, "Text", version=version).status_code == 400
    assert kept(session) == []


@pytest.mark.parametrize("place", ["s-lunch", "x" * 121, "<script>"])
def test_only_headings_of_the_module_are_places(ada: Browser, session: Session, place: str) -> None:
    assert write(ada, "Text", place=place).status_code == 400
    assert kept(session) == []


def test_a_note_outlives_its_heading(
    ada: Browser, session: Session, courses: Path, shelve: Callable[[], None]
) -> None:
    write(ada, "About noon", place="s-noon")
    path = courses / "desk" / "02-work.md"
    write_module(path, title="Work the desk")
    path.write_text(path.read_text().replace("## Noon", "## Midday"))
    shelve()
    page = ada.get(WORK).text
    assert "no longer on this page" in page
    assert "About noon" in page
    assert write(ada, "Still there", place="s-noon", version=1).status_code == 303
    assert [row[2] for row in kept(session)] == ["Still there"]


def test_nobody_else_sees_it(ada: Browser, ben: Browser, session: Session, people: Cast) -> None:
    write(ada, "A private word")
    assert "A private word" not in ben.get(WORK).text
    write(ben, "Ben's own")
    assert [row[:3] for row in kept(session)] == [
        (people.ada.id, "", "A private word"),
        (people.ben.id, "", "Ben's own"),
    ]


def test_a_module_that_is_not_there_takes_no_note(ada: Browser) -> None:
    assert write(ada, "Text", module="/courses/desk/lunch").status_code == 404


def test_a_note_is_posted(ada: Browser) -> None:
    assert ada.get(f"{WORK}/notes").status_code == 405


def test_signed_out_keeps_no_note(client: Browser, people: Cast, session: Session) -> None:
    assert write(client, "Text").status_code == 401
    assert kept(session) == []
