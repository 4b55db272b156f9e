"""What somebody has to show for each thing that counts: read from modules, runs and lists, one query each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from sqlalchemy.orm import Session

from academy.accounts.models import Person
from academy.content.career import STAGE_PREFIX, Rung
from academy.content.courses import Module
from academy.learning.library import Shelf
from academy.learning.progress import CourseProgress, minutes_left
from academy.learning.queries import progress_in
from academy.path.counting import Count, Kind, State, Thing
from academy.simulations.offer import day_slug
from academy.simulations.queries import Record, records_of
from academy.simulations.timekeeping import live_minutes

#: Minutes of a drawn day for somebody without timed work: played in steps, as long as a written one.
STEPPED_MINUTES = 40
MINUTES_AN_ITEM = 1

#: Answers how far a person is with checklists, by code; must not write.
ListStates = Callable[[Session, Person], Mapping[str, State]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """One person's modules, runs and lists. `lists` is None while nothing follows lists."""

    shelf: Shelf
    progress: Mapping[str, CourseProgress]
    records: Mapping[str, Record]
    lists: Mapping[str, State] | None
    time_factor: str

    def count(self, post: Rung) -> Count:
        """The post with everything that counts towards it; names that lead nowhere are left out."""
        found = [
            *(self._module(name) for name in post.modules),
            *(self._day(name) for name in post.days),
            *(self._checklist(code) for code in post.checklists),
        ]
        return Count(post, tuple(thing for thing in found if thing is not None))

    def _module(self, name: str) -> Thing | None:
        course_slug, _, slug = name.partition("/")
        progress = self.progress.get(course_slug)
        module = progress.course.module(slug) if progress else None
        if progress is None or module is None:
            return None
        done_at, left = progress.completed_at_of(module), _left(progress, module)
        is_begun = slug in progress.readings
        return Thing(
            kind=Kind.MODULE,
            title=module.title,
            url=f"/courses/{name}",
            minutes=module.minutes,
            minutes_left=0 if done_at else left,
            state=State.DONE if done_at else State.BEGUN if is_begun else State.OPEN,
            note=progress.course.title,
            done_at=done_at,
        )

    def _day(self, name: str) -> Thing | None:
        stage = name.removeprefix(STAGE_PREFIX) if name.startswith(STAGE_PREFIX) else None
        world, scenario = self.shelf.days.world, self.shelf.scenarios.scenarios.get(name)
        if stage is not None and world is not None and stage in world.stages:
            title, url = f"Drawn day: {world.stages[stage].title}", f"/days/{stage}"
            minutes = live_minutes(world.closes - world.opens, self.time_factor) or STEPPED_MINUTES
        elif scenario is not None:
            title, url = scenario.title, f"/scenarios/{name}"
            minutes = (
                live_minutes(scenario.closes - scenario.opens, self.time_factor) or scenario.step_minutes
            )
        else:
            return None
        record = self.records.get(day_slug(stage) if stage else name)
        is_done = record is not None and record.finished > 0
        return Thing(
            kind=Kind.DAY,
            title=title,
            url=url,
            minutes=minutes,
            minutes_left=0 if is_done else minutes,
            state=State.DONE if is_done else State.BEGUN if record else State.OPEN,
            note=_best(record) if record else "",
            done_at=record.last.finished_at if record and record.last else None,
        )

    def _checklist(self, code: str) -> Thing | None:
        checklist = self.shelf.checklists.checklists.get(code)
        if checklist is None:
            return None
        minutes = ceil(MINUTES_AN_ITEM * len(checklist.items))
        state = None if self.lists is None else self.lists.get(code, State.OPEN)
        return Thing(
            kind=Kind.CHECKLIST,
            title=checklist.title,
            url=f"/checklists/{checklist.slug}",
            minutes=minutes,
            minutes_left=0 if state is State.DONE else minutes,
            state=state,
            note=f"{len(checklist.items)} items",
        )


def holdings_of(
    session: Session, *, person: Person, shelf: Shelf, list_states: Sequence[ListStates]
) -> Holdings:
    """Everything that a person has to show; the number of queries does not depend on how much that is."""
    progress = progress_in(session, person=person, courses=shelf.library.courses)
    lists = [source(session, person) for source in list_states]
    return Holdings(
        shelf=shelf,
        progress={one.course.slug: one for one in progress},
        records=records_of(session, person=person),
        lists={code: state for states in lists for code, state in states.items()} if lists else None,
        time_factor=person.time_factor,
    )


def _left(progress: CourseProgress, module: Module) -> int:
    return minutes_left(module, progress.heading_of(module))


def _best(record: Record) -> str:
    if record.best_outcome is None:
        return "day still open"
    return f"best outcome {round(record.best_outcome)} of 100"
