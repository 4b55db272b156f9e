"""Names and addresses that pages of the path look up."""

from __future__ import annotations

from dataclasses import dataclass

from academy.content.library import Library


@dataclass(frozen=True, slots=True)
class Link:
    """A module by its address and its title."""

    url: str
    title: str


def links_of(library: Library) -> dict[str, Link]:
    """The modules by "course/module"."""
    return {
        f"{course.slug}/{module.slug}": Link(f"/courses/{course.slug}/{module.slug}", module.title)
        for course in library.courses
        for module in course.modules
    }


def taught_where(library: Library) -> dict[str, Link]:
    """The first module, in reading order, that teaches each behaviour."""
    links = links_of(library)
    found: dict[str, Link] = {}
    for course in library.courses:
        for module in course.modules:
            for code in module.behaviours:
                found.setdefault(code, links[f"{course.slug}/{module.slug}"])
    return found
