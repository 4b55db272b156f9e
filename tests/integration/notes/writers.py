"""What somebody who writes notes does, and what is kept of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from academy.learning.models import ModuleNote
from tests.browsers import Browser

WORK = "/courses/desk/work"


def write(
    browser: Browser, text: str, *, place: str = "", version: object = 0, module: str = WORK
) -> TestResponse:
    """Send the form without scripts."""
    return browser.submit(f"{module}/notes", place=place, version=version, text=text)


def autosave(browser: Browser, text: str, *, place: str = "", version: int = 0) -> TestResponse:
    """Send the form as note.js does."""
    fields = {"csrf_token": browser.csrf_token(), "place": place, "version": version, "text": text}
    return browser.post(f"{WORK}/notes", data=fields, headers={"Accept": "application/json"})


def kept(session: Session) -> list[tuple[int, str, str, int]]:
    """Person, place, text and version of every note that stands."""
    session.rollback()
    columns = (ModuleNote.person_id, ModuleNote.place, ModuleNote.text, ModuleNote.version)
    rows = session.execute(select(*columns).where(ModuleNote.deleted_at.is_(None)).order_by(ModuleNote.id))
    return [tuple(row) for row in rows]


def ids(session: Session) -> list[int]:
    """The ids of all notes, deleted ones, too."""
    session.rollback()
    return list(session.scalars(select(ModuleNote.id).order_by(ModuleNote.id)))
