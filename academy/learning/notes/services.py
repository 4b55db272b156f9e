"""What people do with their notes: save, delete, put back. The rule it keeps: nothing typed is ever lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course, Module
from academy.core.db import rows_changed
from academy.core.errors import AcademyError, ConflictError
from academy.learning.models import ModuleNote
from academy.learning.notes import queries

KEPT_AFTER_DELETION = timedelta(days=30)


class StaleNoteError(ConflictError):
    """The note was saved elsewhere since this page was opened; `note` is what stands there."""

    def __init__(self, note: ModuleNote) -> None:
        super().__init__(
            "This note was saved in another tab or on another device meanwhile. "
            "Neither text is lost: choose which one stands."
        )
        self.note = note


def save_note(
    session: Session,
    *,
    person: Person,
    course: Course,
    module: Module,
    place: str,
    text: str,
    version: int,
    now: datetime,
) -> ModuleNote:
    """Keep the text for a place of a module; `version` is the one that the writer saw, 0 for none.

    Sent twice it is one note and one new version; where nothing stands, an empty text makes none. Raises
    StaleNoteError when another text stands there, and AcademyError for a heading that the module has not.
    """
    standing = queries.note_at(session, person=person, course=course, module=module, place=place)
    if standing is None:
        return _create(session, person=person, course=course, module=module, place=place, text=text, now=now)
    changed = session.execute(
        update(ModuleNote)
        .where(ModuleNote.id == standing.id, ModuleNote.version == version, ModuleNote.text != text)
        .where(ModuleNote.deleted_at.is_(None))
        .values(text=text, version=ModuleNote.version + 1, updated_at=now)
    )
    session.refresh(standing)
    if standing.deleted_at is not None:  # in the moment between: the text goes where the note stood
        return _create(session, person=person, course=course, module=module, place=place, text=text, now=now)
    if not rows_changed(changed) and standing.text != text:
        raise StaleNoteError(standing)
    return standing


def delete_note(session: Session, *, person: Person, note_id: int, now: datetime) -> ModuleNote:
    """Take a note away; it can be put back for 30 days. Safe to repeat; a stranger's is a NotFoundError."""
    note = queries.note_of(session, person=person, note_id=note_id)
    session.execute(
        update(ModuleNote)
        .where(ModuleNote.id == note.id, ModuleNote.deleted_at.is_(None))
        .values(deleted_at=now)
    )
    session.execute(
        delete(ModuleNote).where(
            ModuleNote.person_id == person.id, ModuleNote.deleted_at < now - KEPT_AFTER_DELETION
        )
    )
    session.refresh(note)
    return note


def restore_note(session: Session, *, person: Person, note_id: int) -> ModuleNote:
    """Put a deleted note back. Safe to repeat. Raises ConflictError when its place has another by now."""
    note = queries.note_of(session, person=person, note_id=note_id)
    try:
        # The unique index decides; the savepoint keeps the transaction usable when it refuses.
        with session.begin_nested():
            session.execute(update(ModuleNote).where(ModuleNote.id == note.id).values(deleted_at=None))
    except IntegrityError:
        raise ConflictError(
            "You have written another note at that place since. Both are kept: copy what you need from the "
            "deleted one, or delete the newer one first."
        ) from None
    session.refresh(note)
    return note


def _create(
    session: Session, *, person: Person, course: Course, module: Module, place: str, text: str, now: datetime
) -> ModuleNote:
    heading = next((heading for heading in module.headings if heading.id == place), None)
    if place and heading is None:
        raise AcademyError(
            "This module has no such heading any more. Your text was not stored: copy it and reload."
        )
    note = ModuleNote(
        person_id=person.id,
        course_slug=course.slug,
        module_slug=module.slug,
        place=place,
        heading=heading.text[:300] if heading else "",
        text=text,
        version=1,
        created_at=now,
        updated_at=now,
    )
    if not text.strip():
        note.version = 0
        return note  # nothing was written yet, so nothing is kept
    try:
        # Two tabs may both find nothing; the second one then meets what the first has written.
        with session.begin_nested():
            session.add(note)
    except IntegrityError:
        standing = session.scalars(
            select(ModuleNote).filter_by(
                person_id=person.id,
                course_slug=course.slug,
                module_slug=module.slug,
                place=place,
                deleted_at=None,
            )
        ).one()
        if standing.text == text:
            return standing
        raise StaleNoteError(standing) from None
    return note
