"""The scenarios and the drawn days on the app's shelf, as practice pages need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from academy.content.courses import Module
from academy.content.days.pool import DayPool
from academy.content.days.world import StageFile
from academy.content.scenarios import Scenario
from academy.core.errors import NotFoundError
from academy.learning.library import current_shelf
from academy.simulations.offer import day_slug, stages_of


def current_scenarios() -> Mapping[str, Scenario]:
    """The scenarios for people with an account, by slug, easiest first."""
    scenarios = current_shelf().scenarios.scenarios
    return {slug: scenario for slug, scenario in scenarios.items() if not scenario.visitors}


def scenario_or_404(slug: str) -> Scenario:
    """The scenario of that slug; raises NotFoundError."""
    scenario = current_scenarios().get(slug)
    if scenario is None:
        raise NotFoundError(
            "There is no such practice day. It may have been renamed: see all days under Practise."
        )
    return scenario


def current_pool() -> DayPool:
    """The pool that days are drawn from."""
    return current_shelf().days


def stage_or_404(name: str) -> StageFile:
    """The stage of drawn days of that name; raises NotFoundError."""
    stage = stages_of(current_pool()).get(name)
    if stage is None:
        raise NotFoundError("There are no drawn days of this stage. See all days under Practise.")
    return stage


def stage_of(slug: str) -> str | None:
    """The name of the stage whose runs are kept under `slug`, when its days can still be drawn."""
    return next((name for name in stages_of(current_pool()) if day_slug(name) == slug), None)


def practice_titles() -> dict[str, str]:
    """What there is to practise, by the slug of its runs: scenarios, then the stages of drawn days."""
    scenarios = {slug: scenario.title for slug, scenario in current_scenarios().items()}
    stages = stages_of(current_pool()).items()
    return scenarios | {day_slug(name): f"Drawn day: {stage.title}" for name, stage in stages}


def visitors_scenario() -> Scenario:
    """The shift for people without an account; raises NotFoundError when no file offers one."""
    scenario = shift_on_offer()
    if scenario is None:
        raise NotFoundError("There is no shift to try at the moment.")
    return scenario


def shift_on_offer() -> Scenario | None:
    """The same, or None."""
    scenarios = current_shelf().scenarios.scenarios
    return next((scenario for scenario in scenarios.values() if scenario.visitors), None)


def modules_named(names: Iterable[str]) -> dict[str, Module]:
    """The modules called "course/module" in scenario files; those that have gone are left out."""
    courses = current_shelf().library
    found: dict[str, Module] = {}
    for name in names:
        course_slug, _, module_slug = name.partition("/")
        course = courses.course(course_slug)
        module = course.module(module_slug) if course else None
        if module is not None:
            found[name] = module
    return found
