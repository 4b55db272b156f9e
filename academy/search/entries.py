"""What can be found: the shelf cut into entries. The rule: only what everybody may read before a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from academy.content.checklists import Checklist
from academy.content.courses import Course, Module
from academy.learning.library import Shelf
from academy.search.plain_text import sections_of, text_of
from academy.simulations.offer import stages_of

ASIDES = frozenset({"Recall", "Sources"})
STAGES = {"pre": "Pre-production", "production": "Production", "delivery": "Delivery and wrap"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a search can lead to.

    `kind` is one of the keys of `KINDS`; `other` holds further names and codes, `context` says where it is,
    `names` the exact spellings that put the entry first, `is_aside` marks a section that only repeats or
    proves what others teach.
    """

    kind: str
    title: str
    url: str
    context: str
    body: str
    other: str = ""
    names: tuple[str, ...] = ()
    is_aside: bool = False


#: Kinds of entry by their name in addresses, as filters show them.
KINDS: Mapping[str, str] = {
    "module": "Modules",
    "term": "Glossary",
    "checklist": "Checklists",
    "practice": "Practice days",
    "post": "Career path",
}


def entries_of(shelf: Shelf) -> Iterator[Entry]:
    """Everything on the shelf: modules by section, terms, checklists and items, practice days, posts."""
    for course in shelf.library.courses:
        for module in course.modules:
            yield from _module_entries(course, module)
    for term in shelf.library.glossary:
        yield Entry(
            kind="term",
            title=term.term,
            url=term.address,
            context="Glossary",
            body=" ".join(filter(None, (term.definition, term.use))),
            other=" ".join(term.aliases),
            names=(term.term, *term.aliases),
        )
    for checklist in shelf.checklists.checklists.values():
        yield from _checklist_entries(checklist)
    yield from _practice_entries(shelf)
    for post in (*shelf.career.rungs, *shelf.career.sideways):
        yield Entry(
            kind="post",
            title=post.title,
            url=f"/path/{post.slug}",
            context="Path",
            body=" ".join((post.about, *(f"{line}." for line in (*post.duties, *post.evidence)))),
            other=" ".join(post.also),
        )


def _module_entries(course: Course, module: Module) -> Iterator[Entry]:
    address = f"/courses/{course.slug}/{module.slug}"
    opening, sections = sections_of(module.html)
    yield Entry(
        kind="module",
        title=module.title,
        url=address,
        context=course.title,
        body=" ".join((*(f"{objective}." for objective in module.objectives), opening)),
        other=" ".join((*module.skills, *module.behaviours, *module.checklists)),
    )
    for section in sections:
        yield Entry(
            kind="module",
            title=section.heading,
            url=f"{address}#{section.id}",
            context=f"{course.title} / {module.title}",
            body=section.text,
            is_aside=section.heading in ASIDES,
        )


def _checklist_entries(checklist: Checklist) -> Iterator[Entry]:
    address = f"/checklists/{checklist.slug}"
    yield Entry(
        kind="checklist",
        title=checklist.title,
        url=address,
        context=STAGES[checklist.stage],
        body=f"{checklist.about} {checklist.gate}.",
        other=checklist.code,
    )
    for item in checklist.items:
        yield Entry(
            kind="checklist",
            title=item.item,
            url=f"{address}#{item.id.lower()}",
            context=f"{checklist.title}, item {item.id}",
            body=f"{item.why} {item.evidence}",
            other=" ".join((item.id, *item.owners)),
        )


def _practice_entries(shelf: Shelf) -> Iterator[Entry]:
    for slug, scenario in shelf.scenarios.scenarios.items():
        if not scenario.visitors:  # the shift for visitors has no page for people with an account
            yield Entry(
                kind="practice",
                title=scenario.title,
                url=f"/scenarios/{slug}",
                context=f"Practise / {scenario.show}",
                body=" ".join(
                    (
                        scenario.summary,
                        *(f"{aim}." for aim in scenario.aims),
                        text_of(scenario.briefing_html),
                        *(f"{one.name}: {one.role}." for one in scenario.cast.values()),
                    )
                ),
                other=" ".join((scenario.level, *scenario.skills)),
            )
    world = shelf.days.world
    for name, stage in stages_of(shelf.days).items():
        yield Entry(
            kind="practice",
            title=f"Drawn day: {stage.title}",
            url=f"/days/{name}",
            context="Practise / days without end",
            body=" ".join(
                filter(None, (world.summary if world else "", text_of(shelf.days.briefings[name])))
            ),
        )
