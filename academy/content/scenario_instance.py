"""From a scenario file to a playable day; the rule: a file and a seed always give the same instance."""

from collections.abc import Mapping

from academy.content.catalogue import CatalogueRequest
from academy.content.scenario_draw import Draw
from academy.content.scenario_drawn_requests import RequestDrawer
from academy.content.scenario_file import PerWork, ScenarioFile
from academy.sim.instance import (
    WORKS,
    Appointment,
    Contact,
    Department,
    Instance,
    Runner,
    default_coordinator,
)

Five = tuple[int, int, int, int, int]


def build_instance(
    slug: str, file: ScenarioFile, catalogue: Mapping[str, CatalogueRequest], seed: int
) -> Instance:
    """Draw the day of `seed` from a file that has passed the checks of `scenario_checks`."""
    draw = Draw(slug, seed, file.draws)
    drawer = RequestDrawer(file, draw)
    return Instance(
        slug=slug,
        title=file.title,
        requests=tuple(
            drawer.request(name, request, catalogue.get(request.catalogue or ""))
            for name, request in file.requests.items()
        ),
        runners=_runners(file),
        departments=_departments(file, draw),
        contacts=tuple(Contact(name, file.cast[name].name, file.cast[name].role) for name in file.contacts),
        appointments=tuple(
            Appointment(name, item.title, item.starts - file.opens, item.ends - file.opens)
            for name, item in file.appointments.items()
        ),
        coordinator=default_coordinator(file.closes - file.opens),
        horizon=file.closes - file.opens,
        starts_at=file.opens,
        tokens=file.goodwill,
        seed=seed,
    )


def _runners(file: ScenarioFile) -> tuple[Runner, ...]:
    return tuple(
        Runner(
            name,
            file.cast[name].name,
            _five(runner.pace),
            _five(runner.level),
            runner.shift.opens - file.opens,
            runner.shift.closes - file.opens,
        )
        for name, runner in file.runners.items()
    )


def _departments(file: ScenarioFile, draw: Draw) -> tuple[Department, ...]:
    return tuple(
        Department(
            name,
            department.name,
            department.hours.opens - file.opens,
            department.hours.closes - file.opens,
            draw.number(department.lead, "departments", name),
        )
        for name, department in file.departments.items()
    )


def _five(figures: PerWork) -> Five:
    files, scheduling, logistics, people, technical = (getattr(figures, work.value) for work in WORKS)
    return files, scheduling, logistics, people, technical
