"""The glossary: one file of terms, each with the forms in which texts use it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from academy.content.front_matter import ModulePath
from academy.content.problems import Problem
from academy.content.slugs import slug_of
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, load_yaml

FILE_NAME = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: `definition` is one plain line, `use` a sentence with it, `see` the slugs of related terms.

    `taught` is the module that explains it, as "course/module"; None where the file does not say.
    """

    slug: str
    term: str
    definition: str
    aliases: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    use: str | None = None
    taught: str | None = None

    @property
    def address(self) -> str:
        """The place of the term on the glossary page."""
        return f"/glossary#{self.slug}"


@dataclass(frozen=True)
class Glossary:
    """All terms by slug, in alphabetical order."""

    terms: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)  # where each begins in the file

    @cached_property
    def forms(self) -> Mapping[str, GlossaryTerm]:
        """Every spelling that a text may use. A word in small letters may also begin a sentence."""
        found: dict[str, GlossaryTerm] = {}
        for term in self.terms.values():
            for form in (term.term, *term.aliases):
                for spelling in _spellings(form):
                    found.setdefault(spelling, term)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds the forms in a text, the longest first; None for an empty glossary."""
        if not self.forms:
            return None
        return re.compile(rf"(?<![\w-]){_any_of(self.forms)}(?![\w-])")


def load_glossary(root: Path) -> tuple[Glossary, list[Problem]]:
    """Read the glossary of a content folder: its sound terms, and what is wrong with the others.

    A folder without the file has an empty glossary and no problem.
    """
    path = root / FILE_NAME
    if not path.exists():
        return Glossary(), []
    document = load_yaml(path, root=root)
    problems = list(document.problems)
    if document.value is None:
        return Glossary(), problems
    entries = _entries(document, problems)
    terms = _terms(entries, document, problems)
    in_order = dict(sorted(terms.items(), key=lambda item: item[1].term.casefold()))
    lines = {slug_of(entry.term): document.line_of((place,)) for place, entry in entries.items()}
    return Glossary(in_order, lines), sorted(problems)


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    term: _Text
    definition: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]
    aliases: list[_Text] = []
    see: list[_Text] = []
    use: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=240)] | None = None
    taught: ModulePath | None = None


_ENTRY = TypeAdapter(_Entry)


def _entries(document: Document, problems: list[Problem]) -> dict[int, _Entry]:
    """Return the valid entries by their position in the file."""
    if not isinstance(document.value, list):
        problems.append(
            document.problem_at((), "this must be a list of terms, each starting with - term: ...")
        )
        return {}
    entries: dict[int, _Entry] = {}
    for position, value in enumerate(document.value):
        try:
            entries[position] = _ENTRY.validate_python(value)
        except ValidationError as error:
            problems.extend(problems_of(error, document, (position,)))
    return entries


def _terms(
    entries: Mapping[int, _Entry], document: Document, problems: list[Problem]
) -> dict[str, GlossaryTerm]:
    """Return terms by slug; a form that two terms claim, and a `see` that leads nowhere, is a problem."""
    slugs = {slug_of(entry.term) for entry in entries.values()}
    owners: dict[str, int] = {}
    terms: dict[str, GlossaryTerm] = {}
    for position, entry in entries.items():
        for form in (entry.term, *entry.aliases):
            owner = owners.setdefault(form.casefold(), position)
            if owner != position:
                message = f'"{form}" already belongs to "{entries[owner].term}"; let one of them have it.'
                problems.append(document.problem_at((position,), message))
        for place, other in enumerate(entry.see):
            if slug_of(other) not in slugs:
                message = f'there is no term "{other}" in this file; correct it or add the term.'
                problems.append(document.problem_at((position, "see", place), message))
        slug = slug_of(entry.term)
        see = tuple(slug_of(other) for other in entry.see if slug_of(other) in slugs)
        aliases = tuple(entry.aliases)
        term = GlossaryTerm(slug, entry.term, entry.definition, aliases, see, entry.use, entry.taught)
        terms.setdefault(slug, term)
    return terms


def _any_of(forms: Iterable[str]) -> str:
    """Return a pattern of all forms that shares their beginnings: ten times faster than one after another."""
    following: dict[str, list[str]] = {}
    for form in forms:
        following.setdefault(form[:1], []).append(form[1:])
    is_end = following.pop("", None) is not None
    branches = [re.escape(letter) + _any_of(rests) for letter, rests in sorted(following.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if is_end else "")


def _spellings(form: str) -> tuple[str, ...]:
    return (form, form[0].swapcase() + form[1:]) if form[1].islower() else (form,)
