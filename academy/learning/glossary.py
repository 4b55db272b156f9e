"""The glossary as its page shows it: terms under their letters, related terms by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from academy.content.courses import Course
from academy.content.glossary import GlossaryTerm

OTHER = "0–9"
STEM_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, the terms it points to, the title of the module that explains it, and where else it is used.

    `used` holds the other modules that use the term, as "course/module" and title, in reading order.
    """

    term: GlossaryTerm
    related: tuple[GlossaryTerm, ...]
    module_title: str | None = None
    used: tuple[tuple[str, str], ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """The aliases that are more than the term with another ending."""
        stem = self.term.term.casefold()[:STEM_LENGTH]
        return tuple(alias for alias in self.term.aliases if not alias.casefold().startswith(stem))


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries that begin with one letter; `id` is its place on the page."""

    name: str
    id: str
    entries: tuple[Entry, ...]


def letters_of(
    terms: Sequence[GlossaryTerm], titles: Mapping[str, str], uses: Mapping[str, Sequence[str]] | None = None
) -> list[Letter]:
    """The terms, which come in alphabetical order, by first letter; what begins with none comes under 0–9.

    `titles` holds the titles of modules by "course/module", `uses` the modules by the slug of a term.
    """
    uses = uses or {}
    by_slug = {term.slug: term for term in terms}
    entries = [
        Entry(
            term,
            tuple(by_slug[slug] for slug in term.see),
            titles.get(term.taught or ""),
            tuple((path, titles[path]) for path in uses.get(term.slug, ()) if path != term.taught),
        )
        for term in terms
    ]
    by_letter = groupby(sorted(entries, key=_letter), key=_letter)
    return [Letter(name, _id_of(name), tuple(group)) for name, group in by_letter]


def uses_in(courses: Sequence[Course]) -> dict[str, list[str]]:
    """The modules that use each term, as "course/module" in reading order, by the slug of the term."""
    uses: dict[str, list[str]] = {}
    for course in courses:
        for module in course.modules:
            for slug in module.terms:
                uses.setdefault(slug, []).append(f"{course.slug}/{module.slug}")
    return uses


def _letter(entry: Entry) -> str:
    first = entry.term.slug[:1].upper()
    return first if first.isalpha() else OTHER


def _id_of(letter: str) -> str:
    return "letter-number" if letter == OTHER else f"letter-{letter.lower()}"
