"""Where a module's reader can use what it teaches: checklists and practice days, by name and address."""

from __future__ import annotations

from dataclasses import dataclass

from academy.content.course_folders import practice_file
from academy.content.courses import Module
from academy.learning.library import Shelf


@dataclass(frozen=True, slots=True)
class PracticeLink:
    """Something to do with a module: what kind of thing it is, its title and where it is."""

    kind: str
    title: str
    address: str


def practice_of(module: Module, shelf: Shelf) -> tuple[PracticeLink, ...]:
    """The checklists and practice days that a module names, without those that could not be read."""
    checklists = shelf.checklists.checklists
    lists = [
        PracticeLink("Checklist", checklists[code].title, f"/checklists/{checklists[code].slug}")
        for code in module.checklists
        if code in checklists
    ]
    days = [
        PracticeLink("Practice day", title, shelf.library.links[practice_file(name)])
        for name in module.scenarios
        if (title := _title_of_day(name, shelf))
    ]
    return (*lists, *days)


def _title_of_day(name: str, shelf: Shelf) -> str | None:
    if name.startswith("days/"):
        world, stage = shelf.days.world, name.removeprefix("days/")
        return f"A drawn day: {world.stages[stage].title}" if world and stage in world.stages else None
    scenario = shelf.scenarios.scenarios.get(name)
    return scenario.title if scenario else None
