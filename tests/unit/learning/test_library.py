"""The shelf: what it holds, when it looks again, and that nobody sees half of a change."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from academy.learning import library
from academy.learning.library import Librarian
from tests.courses import write_course


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Let seconds pass for the librarian."""
    seconds = 0.0

    def pass_seconds(span: float) -> None:
        nonlocal seconds
        seconds += span

    monkeypatch.setattr(library.time, "monotonic", lambda: seconds)
    return pass_seconds


def titles(librarian: Librarian) -> list[str]:
    return [course.title for course in librarian.shelf().library.courses]


def test_a_new_course_appears_within_a_second_when_watching(tmp_path: Path, wait) -> None:  # type: ignore[no-untyped-def]
    write_course(tmp_path, "desk", title="The desk")
    librarian = Librarian(tmp_path, is_watching=True)
    write_course(tmp_path, "packs", title="Packs", order=2)
    wait(1)
    assert titles(librarian) == ["The desk", "Packs"]


def test_files_are_not_looked_at_twice_within_a_second(tmp_path: Path, wait) -> None:  # type: ignore[no-untyped-def]
    librarian = Librarian(tmp_path, is_watching=True)
    write_course(tmp_path, "desk")
    wait(0.9)
    assert titles(librarian) == []


def test_without_watching_the_shelf_stays_as_it_was(tmp_path: Path, wait) -> None:  # type: ignore[no-untyped-def]
    librarian = Librarian(tmp_path, is_watching=False)
    write_course(tmp_path, "desk")
    wait(60)
    assert titles(librarian) == []


def test_a_reader_keeps_the_shelf_that_was_taken(tmp_path: Path, wait) -> None:  # type: ignore[no-untyped-def]
    write_course(tmp_path, "desk")
    librarian = Librarian(tmp_path, is_watching=True)
    shelf = librarian.shelf()
    (tmp_path / "desk" / "01-open.md").unlink()
    wait(1)
    assert librarian.shelf().library.courses == ()
    assert [module.slug for module in shelf.library.courses[0].modules] == ["open", "work", "close"]


def test_nothing_is_read_again_while_nothing_changes(tmp_path: Path, wait) -> None:  # type: ignore[no-untyped-def]
    write_course(tmp_path, "desk")
    librarian = Librarian(tmp_path, is_watching=True)
    shelf = librarian.shelf()
    wait(5)
    assert librarian.shelf() is shelf


def test_a_broken_course_is_left_out_logged_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_course(tmp_path, "desk", title="The desk")
    write_course(tmp_path, "packs", title="Packs")
    path = tmp_path / "packs" / "course.yaml"
    path.write_text(path.read_text().replace("title:", "titel:"))
    with caplog.at_level(logging.ERROR):
        librarian = Librarian(tmp_path, is_watching=False)
    assert titles(librarian) == ["The desk"]
    assert {fault.path.as_posix() for fault in librarian.shelf().faults} == {"packs/course.yaml"}
    assert "packs/course.yaml:1: " in caplog.text
