"""The two headers of a course, course.yaml and the front matter of a module: their keys and their limits."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from academy.content.problems import Problem
from academy.content.yaml_files import Document, parse_yaml

Level = Literal["introductory", "intermediate", "advanced"]
Skill = Literal["K1", "K2", "K3", "K4", "K5"]

Behaviour = Annotated[str, StringConstraints(pattern=r"^K[1-5]\.[1-6]$")]
# A module as other files name it: "course/module".
ModulePath = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)
]

_MARK = "---"
_ChecklistCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
_ScenarioName = Annotated[str, StringConstraints(pattern=r"^(days/)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
_Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_STEM = re.compile(r"[0-9]{2}(-[a-z0-9]+)+")


def _stem(name: str) -> str:
    if len(name) > 80 or not _STEM.fullmatch(name):
        raise ValueError(f'"{name[:40]}" must be a file name without .md, such as 01-first-steps.')
    return name


_Stem = Annotated[str, AfterValidator(_stem)]


class CourseHeader(BaseModel):
    """course.yaml. `modules` lists the files in reading order, without ".md"."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: _Title
    summary: _Sentence
    level: Level
    order: int = Field(ge=0, le=999)
    skills: list[Skill] = Field(min_length=1, max_length=5)
    modules: list[_Stem] = Field(min_length=1, max_length=60)


class ModuleHeader(BaseModel):
    """The front matter of a module. `minutes` is the reading time that its author expects."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: _Title
    minutes: int = Field(ge=1, le=90)
    objectives: list[_Sentence] = Field(min_length=1, max_length=8)
    skills: list[Skill] = Field(min_length=1, max_length=5)
    content_note: _Sentence | None = None
    behaviours: list[Behaviour] = Field(default_factory=list, max_length=8)
    checklists: list[_ChecklistCode] = Field(default_factory=list, max_length=6)
    scenarios: list[_ScenarioName] = Field(default_factory=list, max_length=6)


def split_front_matter(text: str, path: Path) -> tuple[Document, str, int]:
    """Return the front matter, the text after it, and the line on which that text begins.

    A file without front matter, or whose front matter never ends, gives a document with that problem.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _MARK:
        message = (
            "a module begins with a line of --- and its front matter (title, minutes, objectives, skills)."
        )
        return Document(path, None, (Problem(path, 1, message),)), text, 1
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == _MARK:
            header = "\n".join(lines[1 : number - 1])
            return parse_yaml(header, path, first_line=2), "\n".join(lines[number:]), number + 1
    message = "the front matter that begins here never ends; close it with a line of ---."
    return Document(path, None, (Problem(path, 1, message),)), "", 1
