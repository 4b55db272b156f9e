"""Courses and modules as the rest of the academy meets them: frozen, checked, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from academy.content.front_matter import Level, Skill
from academy.content.images import Image
from academy.content.markdown import Heading


@dataclass(frozen=True, slots=True)
class Module:
    """A page of a course, ready to show. `digest` changes exactly when its text does.

    `path` is its file below the content folder; `behaviours` are codes such as K1.2, `checklists` such as
    SCR, `scenarios` slugs of practice days or "days/<stage>"; `readability` is the LIX of its text.
    """

    slug: str
    path: Path
    title: str
    minutes: int
    objectives: tuple[str, ...]
    skills: tuple[Skill, ...]
    content_note: str | None
    html: str
    headings: tuple[Heading, ...]
    words: int
    terms: tuple[str, ...]
    digest: str
    behaviours: tuple[str, ...] = ()
    checklists: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    readability: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """A course with its modules in reading order. `images` holds the checked images by file name."""

    slug: str
    title: str
    summary: str
    level: Level
    order: int
    skills: tuple[Skill, ...]
    modules: tuple[Module, ...]
    images: Mapping[str, Image]
    digest: str

    def module(self, slug: str) -> Module | None:
        """Return the module of that slug; None when the course has none."""
        return next((module for module in self.modules if module.slug == slug), None)
