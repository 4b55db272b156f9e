"""A person's notes: on one module, all by course, deleted ones. Every query starts from the person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.courses import Course, Module
from academy.content.library import Library
from academy.core.errors import NotFoundError
from academy.learning.models import ModuleNote

WHOLE_MODULE = "The whole module"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a module where one can write, and the note that stands there, if any."""

    id: str
    label: str
    note: ModuleNote | None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the names of where it stands; `url` is None when its module is gone."""

    note: ModuleNote
    course_title: str
    module_title: str
    heading: str
    url: str | None


@dataclass(frozen=True, slots=True)
class CourseNotes:
    """The notes of one course, in its order."""

    title: str
    notes: tuple[PlacedNote, ...]


def note_of(session: Session, *, person: Person, note_id: int) -> ModuleNote:
    """The person's note of that id, deleted or not; raises NotFoundError."""
    note = session.scalars(select(ModuleNote).filter_by(id=note_id, person_id=person.id)).one_or_none()
    if note is None:
        raise NotFoundError
    return note


def note_at(
    session: Session, *, person: Person, course: Course, module: Module, place: str
) -> ModuleNote | None:
    """The person's note at one place."""
    wanted = _standing(person).filter_by(course_slug=course.slug, module_slug=module.slug, place=place)
    return session.scalars(wanted).one_or_none()


def places_of(session: Session, *, person: Person, course: Course, module: Module) -> list[Place]:
    """Where notes can be written: the whole module, its main headings, and wherever a note stands already."""
    found = session.scalars(_standing(person).filter_by(course_slug=course.slug, module_slug=module.slug))
    notes = {note.place: note for note in found}
    places = [Place("", WHOLE_MODULE, notes.pop("", None))]
    places += [
        Place(heading.id, heading.text, notes.pop(heading.id, None))
        for heading in module.headings
        if heading.level == 2 or heading.id in notes
    ]
    return places + [Place(note.place, note.heading, note, is_gone=True) for note in notes.values()]


def notes_of(session: Session, *, person: Person, library: Library) -> list[PlacedNote]:
    """All notes of the person that say something, as courses, modules and headings go; one query."""
    return _placed(session.scalars(_standing(person)), library)


def deleted_notes_of(
    session: Session, *, person: Person, library: Library, since: datetime
) -> list[PlacedNote]:
    """The notes that the person has deleted since a time, the last one first."""
    deleted = select(ModuleNote).where(ModuleNote.person_id == person.id, ModuleNote.deleted_at >= since)
    notes = _placed(session.scalars(deleted), library)
    return sorted(notes, key=lambda one: (one.note.deleted_at or since, one.note.id), reverse=True)


def matching(notes: Iterable[PlacedNote], words: str) -> list[PlacedNote]:
    """The notes that hold every one of the words, in their text or in the names of their place."""
    wanted = words.casefold().split()
    return [
        one
        for one in notes
        if all(
            word in f"{one.note.text}\n{one.course_title}\n{one.module_title}\n{one.heading}".casefold()
            for word in wanted
        )
    ]


def by_course(notes: Sequence[PlacedNote]) -> list[CourseNotes]:
    """The notes, which come in order, under the titles of their courses."""
    groups = groupby(notes, key=lambda one: one.course_title)
    return [CourseNotes(title, tuple(group)) for title, group in groups]


def _standing(person: Person) -> Select[ModuleNote]:
    return select(ModuleNote).where(ModuleNote.person_id == person.id, ModuleNote.deleted_at.is_(None))


def _placed(notes: Iterable[ModuleNote], library: Library) -> list[PlacedNote]:
    placed = [(_order(note, library), _place(note, library)) for note in notes if note.text.strip()]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _order(note: ModuleNote, library: Library) -> tuple[int, str, int, str, int, int]:
    """Where a note comes: as its course, module and heading do; what has gone comes last."""
    last = 1_000_000
    courses = {course.slug: number for number, course in enumerate(library.courses)}
    course = library.course(note.course_slug)
    modules = {module.slug: number for number, module in enumerate(course.modules)} if course else {}
    module = course.module(note.module_slug) if course else None
    headings = {heading.id: number for number, heading in enumerate(module.headings)} if module else {}
    place = -1 if not note.place else headings.get(note.place, last)
    return (
        courses.get(note.course_slug, last),
        note.course_slug,
        modules.get(note.module_slug, last),
        note.module_slug,
        place,
        note.id,
    )


def _place(note: ModuleNote, library: Library) -> PlacedNote:
    course = library.course(note.course_slug)
    module = course.module(note.module_slug) if course else None
    heading = next((one for one in module.headings if one.id == note.place), None) if module else None
    anchor = f"#{heading.id}" if heading else ""
    return PlacedNote(
        note,
        course_title=course.title if course else _spoken(note.course_slug),
        module_title=module.title if module else _spoken(note.module_slug),
        heading=heading.text if heading else note.heading,
        url=f"/courses/{note.course_slug}/{note.module_slug}{anchor}" if module else None,
    )


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
