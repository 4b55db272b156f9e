"""What a search finds: on the shelf, and in the notes of the person who asks, nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.library import Library
from academy.core.pagination import PageOf, page_of
from academy.learning.notes.queries import PlacedNote, notes_of
from academy.search.entries import KINDS, Entry
from academy.search.index import Hit, SearchIndex
from academy.search.wording import Term, Wording, folded, wording_of

RESULTS_A_PAGE = 20
NOTES_SHOWN = 3  # beside the results of all kinds
SUGGESTIONS = 7
NOTE = "note"
LABELS = {**KINDS, NOTE: "My notes"}
SURE_LETTERS = 3  # that the forms of a word have in common
_FIRST_WORD = re.compile(r"\w+")
_NO_NOTES = SearchIndex(())


@dataclass(frozen=True, slots=True)
class Filter:
    """One kind of result, and how many of it there are; `kind` "" stands for all."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found. `words` are the single words of a search without result, counted."""

    wording: Wording
    kind: str
    filters: tuple[Filter, ...]
    page: PageOf
    hits: tuple[Hit, ...]
    notes: tuple[Hit, ...]
    correction: str | None
    words: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many results of all kinds there are."""
        return sum(one.count for one in self.filters if one.kind)


def search(
    session: Session,
    *,
    person: Person,
    library: Library,
    index: SearchIndex,
    typed: str,
    kind: str = "",
    page: int = 1,
) -> Results:
    """Search all kinds, or one of `LABELS`; an unknown kind means all. One query of the database."""
    wording = wording_of(typed)
    kind = kind if kind in LABELS else ""
    notes = _notes_index(session, person=person, library=library, wording=wording)
    counts = index.counts(wording) | notes.counts(wording)
    chosen = notes if kind == NOTE else index
    total = counts.get(kind, 0) if kind else sum(counts.values()) - counts.get(NOTE, 0)
    at = page_of(page, size=RESULTS_A_PAGE, total=total)
    is_found = bool(counts)
    return Results(
        wording=wording,
        kind=kind,
        filters=_filters(counts),
        page=at,
        hits=tuple(chosen.find(wording, kind=kind, limit=at.size, offset=at.offset)),
        notes=() if kind or at.offset else tuple(notes.find(wording, limit=NOTES_SHOWN)),
        correction=None if is_found else index.correction(wording),
        words=() if is_found else _single_words(index, wording),
    )


def suggestions(
    session: Session, *, person: Person, library: Library, index: SearchIndex, typed: str
) -> tuple[list[Hit], int]:
    """The first few results, own notes last, and how many there are in all."""
    wording = wording_of(typed)
    notes = _notes_index(session, person=person, library=library, wording=wording)
    total = sum(index.counts(wording).values()) + sum(notes.counts(wording).values())
    found_notes = notes.find(wording, limit=2)
    return [*index.find(wording, limit=SUGGESTIONS - len(found_notes)), *found_notes], total


def _notes_index(session: Session, *, person: Person, library: Library, wording: Wording) -> SearchIndex:
    """An index of those of the person's own notes that may match, for this request only."""
    notes = notes_of(session, person=person, library=library) if wording.terms else []
    entries = [entry for entry in _note_entries(notes) if _may_match(entry, wording)]
    return SearchIndex(entries) if entries else _NO_NOTES


def _may_match(entry: Entry, wording: Wording) -> bool:
    """Whether the entry holds the beginning of each term: a note that does not need not be indexed."""
    text = folded(f"{entry.title} {entry.context} {entry.body}")
    starts = (folded(_FIRST_WORD.findall(term.text)[0])[:SURE_LETTERS] for term in wording.terms)
    return all(start in text for start in starts)


def _note_entries(notes: Iterable[PlacedNote]) -> Iterable[Entry]:
    for one in notes:
        yield Entry(
            kind=NOTE,
            title=f"{one.module_title}: {one.heading}" if one.heading else one.module_title,
            url=f"/notes#note-{one.note.id}" if one.url is None else f"{one.url.partition('#')[0]}#my-notes",
            context=f"My notes / {one.course_title}",
            body=one.note.text,
        )


def _filters(counts: dict[str, int]) -> tuple[Filter, ...]:
    everything = Filter("", "Everything", sum(counts.values()))
    return (everything, *(Filter(kind, label, counts.get(kind, 0)) for kind, label in LABELS.items()))


def _single_words(index: SearchIndex, wording: Wording) -> tuple[tuple[str, int], ...]:
    """The terms of a search of several that find something by themselves."""
    if len(wording.terms) < 2:
        return ()
    found = []
    for term in wording.terms:
        count = sum(index.counts(Wording(term.text, (term,), is_cut=False)).values())
        found += [(_typed(term), count)] if count else []
    return tuple(found)


def _typed(term: Term) -> str:
    return f'"{term.text}"' if term.is_phrase else term.text
