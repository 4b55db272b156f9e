"""What a page is rendered with, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from academy.content.glossary import Glossary
from academy.content.images import Image
from academy.content.problems import Problem


@dataclass(frozen=True, slots=True)
class Page:
    """The surroundings of one Markdown text.

    `links` maps what an author may write ("02-other.md", "../course/01-first.md") to an address on the site,
    `images` what an author may write ("img/map.svg") to the checked image.
    """

    path: Path
    first_line: int = 1
    links: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: level 2 to 6, the id to link to, the plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as safe HTML, and what was noticed on the way.

    `words` counts what a reader reads, without the notes; `terms` are the slugs of the glossary terms that it
    links, in order of appearance; `images` the names of the image files that it shows. `anchors` holds every
    heading of another page that it links, as an address, with the problem to report if there is none.
    `readability` is the LIX of its running text.
    """

    html: str
    headings: tuple[Heading, ...]
    words: int
    terms: tuple[str, ...]
    images: frozenset[str]
    anchors: Mapping[str, Problem]
    readability: int
    problems: tuple[Problem, ...]
