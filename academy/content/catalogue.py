"""The catalogue of requests: codes and numbers known of each kind; the rule: the story is the scenario's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from academy.content.problems import Problem
from academy.content.validation import problems_of
from academy.content.yaml_files import load_yaml
from academy.sim.instance import Channel, Handler, Judgement

CATALOGUE_FILE = Path("catalogue/requests.yaml")

Stage = Literal["DEV", "PRE", "PROD", "POST", "DEL", "ANY"]
SkillFamily = Literal["K1", "K2", "K3", "K4", "K5"]


class CatalogueRequest(BaseModel):
    """One kind of request; urgencies from 1 (this week) to 5 (now)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: str | None = Field(default=None, min_length=3, max_length=100)
    stage: Stage
    channel: Channel
    claimed_urgency: int = Field(ge=1, le=5)
    true_urgency: int = Field(ge=1, le=5)
    minutes: int = Field(ge=1)  # of the coordinator's time
    runner_minutes: int | None = Field(default=None, ge=1)  # None: not work for a runner
    best: Handler
    also_ok: tuple[Handler, ...] = ()
    poor: tuple[Handler, ...] = ()
    skills: tuple[SkillFamily, ...] = Field(min_length=1)
    trap: str = Field(pattern="^[A-Z]{2,8}$")  # the code of what makes it hard
    contain_first: bool = False
    ends_day: bool = False  # handled in a forbidden way, it stops the day

    def judgement(self, handler: Handler) -> Judgement:
        """Return what the catalogue thinks of `handler`; neutral when it says nothing."""
        if handler is self.best:
            return Judgement.RIGHT
        if handler in self.also_ok:
            return Judgement.ACCEPTABLE
        return Judgement.POOR if handler in self.poor else Judgement.NEUTRAL


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The requests by id ("R03"), with what is wrong with the file."""

    requests: Mapping[str, CatalogueRequest]
    problems: tuple[Problem, ...] = ()


class _CatalogueFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    requests: dict[str, CatalogueRequest]


def load_catalogue(root: Path) -> Catalogue:
    """Read `catalogue/requests.yaml` below the content folder; without the file the catalogue is empty."""
    path = root / CATALOGUE_FILE
    if not path.exists():
        return Catalogue(MappingProxyType({}))
    document = load_yaml(path, root=root)
    if document.problems:
        return Catalogue(MappingProxyType({}), document.problems)
    try:
        file = _CatalogueFile.model_validate_json(json.dumps(document.value))
    except ValidationError as error:
        return Catalogue(MappingProxyType({}), tuple(problems_of(error, document)))
    return Catalogue(MappingProxyType(file.requests))
