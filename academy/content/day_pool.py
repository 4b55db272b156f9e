"""The pool of drawn days, `courses/days/*.yaml`; the rule: a broken request leaves the others alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from academy.content.catalogue import Catalogue, Stage, load_catalogue
from academy.content.problems import Problem
from academy.content.scenario_checks import findings
from academy.content.scenario_file import (
    AppointmentFile,
    BoardFile,
    CastFile,
    DepartmentFile,
    DrawFile,
    RunnerFile,
    ScenarioFile,
)
from academy.content.scenario_requests import Line, Name, RequestFile, Strict
from academy.content.scenario_values import DayHours, ExactTime, Moment, Number
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, KeyPath, load_yaml

Model = TypeVar("Model", bound=BaseModel)

FOLDER = Path("days")
WORLD = "world.yaml"
EMPTY_BOARD = BoardFile(title="No board", columns={}, rows={})


class StageFile(Strict):
    """One kind of drawn day: which requests it takes, and what the coordinator is told before it."""

    title: Line
    show: Line
    draws_from: Annotated[tuple[Stage, ...], Field(min_length=1)]
    briefing: Annotated[str, Field(min_length=40, max_length=4000)]


class WorldFile(Strict):
    """The office of all drawn days."""

    title: Line
    summary: Annotated[str, Field(min_length=10, max_length=400)]
    day: Line
    opens: ExactTime
    closes: ExactTime
    aims: Annotated[tuple[Line, ...], Field(min_length=1, max_length=6)]
    content_note: str = Field(default="", max_length=400)
    debrief: Annotated[tuple[Line, ...], Field(min_length=3, max_length=3)]
    cast: dict[Name, CastFile]
    departments: dict[Name, DepartmentFile]
    contacts: tuple[Name, ...]
    runners: dict[Name, RunnerFile]
    pairs: tuple[Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)], ...]
    stages: dict[Name, StageFile]
    appointments: dict[Name, AppointmentFile]
    goodwill: Number


class PoolRequestFile(RequestFile):
    """A request that can be drawn: it says when in the day it may land instead of when it arrives."""

    lands: DayHours | None = None  # None for a follow-up
    excludes: tuple[Name, ...] = ()  # requests whose story does not fit on the same day


class PoolFile(Strict):
    """A file of requests, and what is drawn in their texts."""

    draws: dict[Name, DrawFile] = Field(default={})
    requests: dict[Name, Any]


@dataclass(frozen=True, slots=True)
class DayPool:
    """The office and every sound request by id, with what is wrong with the files."""

    world: WorldFile | None
    requests: Mapping[str, PoolRequestFile]
    draws: Mapping[str, DrawFile]
    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    written: Mapping[str, Any] = field(default_factory=dict, repr=False)


def load_day_pool(root: Path) -> DayPool:
    """Read the pool below the content folder `root`. Never raises for what stands in a file."""
    catalogue = load_catalogue(root)
    problems: list[Problem] = []
    requests: dict[str, PoolRequestFile] = {}
    draws: dict[str, DrawFile] = {}
    written: dict[str, Any] = {}
    homes: dict[str, Document] = {}
    world = _world(root, problems)
    for path in sorted((root / FOLDER).glob("*.yaml")):
        if path.name == WORLD:
            continue
        document = load_yaml(path, root=root)
        if document.problems:
            problems += document.problems
            continue
        file = _validated(PoolFile, document.value, document, (), problems)
        if file is None:
            continue
        draws |= file.draws
        for name, value in file.requests.items():
            place: KeyPath = ("requests", name)
            if name in requests:
                problems.append(document.problem_at(place, f"{name} stands in another file too; keep one."))
                continue
            request = _validated(PoolRequestFile, value, document, place, problems)
            if request is not None:
                requests[name], written[name], homes[name] = request, value, document
    if world is not None:
        problems += _pool_problems(world, requests, draws, catalogue, written, homes)
    return DayPool(
        world,
        MappingProxyType(requests),
        MappingProxyType(draws),
        catalogue,
        tuple(sorted(set(problems))),
        MappingProxyType(written),
    )


def _world(root: Path, problems: list[Problem]) -> WorldFile | None:
    path = root / FOLDER / WORLD
    if not path.exists():
        return None
    document = load_yaml(path, root=root)
    problems += document.problems
    return None if document.problems else _validated(WorldFile, document.value, document, (), problems)


def _validated(
    kind: type[Model], value: Any, document: Document, place: KeyPath, problems: list[Problem]
) -> Model | None:
    try:
        return kind.model_validate_json(json.dumps(value))
    except ValidationError as error:
        problems += problems_of(error, document, place)
        return None


def as_scenario(
    world: WorldFile, requests: Mapping[str, RequestFile], draws: Mapping[str, DrawFile], **fields: Any
) -> ScenarioFile:
    """Return the world with these requests as a scenario file; all of it has been validated before."""
    values: dict[str, Any] = {
        "title": world.title,
        "summary": world.summary,
        "show": next(iter(world.stages.values())).show,
        "day": world.day,
        "opens": world.opens,
        "closes": world.closes,
        "live_minutes": 14,
        "step_minutes": 40,
        "level": "intermediate",
        "visitors": False,
        "skills": ("K1.1",),
        "aims": world.aims,
        "content_note": world.content_note,
        "briefing": next(iter(world.stages.values())).briefing,
        "goodwill": world.goodwill.high,
        "cast": world.cast,
        "departments": world.departments,
        "contacts": world.contacts,
        "runners": world.runners,
        "appointments": world.appointments,
        "cut_offs": (),
        "board": EMPTY_BOARD,
        "draws": draws,
        "requests": requests,
        "debrief": world.debrief,
    }
    return ScenarioFile.model_construct(**(values | fields))


def _pool_problems(
    world: WorldFile,
    requests: Mapping[str, PoolRequestFile],
    draws: Mapping[str, DrawFile],
    catalogue: Catalogue,
    written: Mapping[str, Any],
    homes: Mapping[str, Document],
) -> list[Problem]:
    """Check the pool as if one day held all of it, each request landing somewhere in its span."""
    problems = []
    landed: dict[str, RequestFile] = {}
    for name, request in requests.items():
        home, place = homes[name], ("requests", name)
        if (request.lands is None) == (request.after is None):
            problems.append(
                home.problem_at(place, "write lands (for a root) or after (for a follow-up), one of them.")
            )
            continue
        if request.arrives is not None:
            problems.append(home.problem_at((*place, "arrives"), "the pool says lands: instead of arrives."))
            continue
        for other in request.excludes:
            if other not in requests:
                problems.append(
                    home.problem_at((*place, "excludes"), f"there is no request {other} in the pool.")
                )
        if request.board.done or request.board.late:
            problems.append(home.problem_at((*place, "board"), "drawn days have no board; delete this."))
        landed[name] = request.model_copy(update={"arrives": _middle(request)})
    file = as_scenario(world, landed, draws)
    for key_path, message in findings(file, {"requests": dict(written)}, catalogue.requests):
        if key_path[0] == "requests" and len(key_path) > 1 and key_path[1] in homes:
            problems.append(homes[str(key_path[1])].problem_at(key_path, message))
        elif key_path[0] == "draws":
            problems += [
                home.problem_at(key_path, message) for home in homes.values() if key_path in home.lines
            ][:1]
        else:
            problems.append(Problem(FOLDER / WORLD, 1, f"{', '.join(map(str, key_path))}: {message}"))
    return problems


def _middle(request: PoolRequestFile) -> Moment | None:
    if request.lands is None:
        return None
    width = request.lands.closes - request.lands.opens
    return Moment(request.lands.opens + width // 2, width // 2)
