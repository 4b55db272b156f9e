"""The pool of drawn days, `courses/days/*.yaml`; the rule: a broken request leaves the others alone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from academy.content.catalogue import Catalogue, load_catalogue
from academy.content.days.pool_checks import Homes, pool_problems
from academy.content.days.world import PoolFile, PoolRequestFile, WorldFile, draws_named
from academy.content.glossary import load_glossary
from academy.content.markdown import Page, render
from academy.content.problems import Problem
from academy.content.scenario_file import DrawFile
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, KeyPath, load_yaml

Model = TypeVar("Model", bound=BaseModel)

FOLDER = Path("days")
WORLD = "world.yaml"


@dataclass(frozen=True, slots=True, eq=False)
class DayPool:
    """The office and every sound request by id, with what is wrong with the files; equal only to itself."""

    world: WorldFile | None
    requests: Mapping[str, PoolRequestFile]
    draws: Mapping[str, DrawFile]
    catalogue: Catalogue
    briefings: Mapping[str, str]  # safe HTML by stage
    problems: tuple[Problem, ...] = ()
    written: Mapping[str, Any] = field(default_factory=dict, repr=False)  # the requests as they stand
    draws_of: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)  # that their texts name
    marks: Mapping[str, str] = field(
        default_factory=dict, repr=False
    )  # SHA-256 of a request and all it takes
    office_marks: Mapping[str, str] = field(default_factory=dict, repr=False)  # of the office, by stage


def load_day_pool(root: Path) -> DayPool:
    """Read the pool below the content folder `root`. Never raises for what stands in a file."""
    catalogue = load_catalogue(root)
    reader = _Reader(root)
    world, briefings = reader.world()
    for path in sorted((root / FOLDER).glob("*.yaml")):
        if path.name != WORLD:
            reader.read(path)
    problems = [*reader.problems]
    if world is not None:
        problems += pool_problems(world, reader.requests, reader.draws, catalogue.requests, reader.homes)
    written = {name: value for name, (_, value) in reader.homes.items()}
    draws_of = {name: draws_named(value) & reader.draws.keys() for name, value in written.items()}
    return DayPool(
        world,
        MappingProxyType(reader.requests),
        MappingProxyType(reader.draws),
        catalogue,
        MappingProxyType(briefings),
        tuple(sorted(set(problems))),
        MappingProxyType(written),
        MappingProxyType(draws_of),
        MappingProxyType({name: reader.mark(name, draws_of[name], catalogue) for name in written}),
        MappingProxyType(reader.office_marks),
    )


class _Reader:
    """Collects what the files hold, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.requests: dict[str, PoolRequestFile] = {}
        self.draws: dict[str, DrawFile] = {}
        self.homes: Homes = {}
        self.office_marks: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._root = root

    def world(self) -> tuple[WorldFile | None, dict[str, str]]:
        """Return the office and the briefing of each stage as HTML; no office when there is no file."""
        path = self._root / FOLDER / WORLD
        document = self._load(path) if path.exists() else None
        world = self._validated(WorldFile, document.value, document, ()) if document else None
        if document is None or world is None:
            return None, {}
        glossary, _ = load_glossary(self._root)
        briefings = {}
        for name, stage in world.stages.items():
            line = document.line_of(("stages", name, "briefing"))
            briefing = render(stage.briefing, Page(document.path, line + 1, glossary=glossary))
            self.problems += briefing.problems
            briefings[name] = briefing.html
            here = {key: value for key, value in document.value.items() if key != "stages"}
            self.office_marks[name] = _digest([here, document.value["stages"][name]])
        return world, briefings

    def read(self, path: Path) -> None:
        """Read one file of requests."""
        document = self._load(path)
        file = self._validated(PoolFile, document.value, document, ()) if document else None
        if document is None or file is None:
            return
        self.draws |= file.draws
        for name, written in file.requests.items():
            place: KeyPath = ("requests", name)
            if name in self.homes:
                message = f"{name} stands in {self.homes[name][0].path.name} too; keep one."
                self.problems.append(document.problem_at(place, message))
                continue
            request = self._validated(PoolRequestFile, written, document, place)
            if request is not None:
                self.requests[name], self.homes[name] = request, (document, written)

    def mark(self, name: str, draws: Iterable[str], catalogue: Catalogue) -> str:
        """Return the digest of a request with its kind and the draws it names."""
        kind = catalogue.requests.get(self.requests[name].catalogue or "")
        drawn = {draw: vars(self.draws[draw]) for draw in draws}
        return _digest([self.homes[name][1], kind and kind.model_dump(mode="json"), drawn])

    def _load(self, path: Path) -> Document | None:
        document = load_yaml(path, root=self._root)
        self.problems += document.problems
        return None if document.problems else document

    def _validated(self, kind: type[Model], value: Any, document: Document, place: KeyPath) -> Model | None:
        try:
            return kind.model_validate_json(json.dumps(value))
        except ValidationError as error:
            self.problems += problems_of(error, document, place)
            return None


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=asdict)
    return hashlib.sha256(text.encode()).hexdigest()
