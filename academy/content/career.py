"""The career ladder of `path.yaml`: rungs, steps to its side, statements. The rule: what it names exists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from academy.content.checklists import ChecklistShelf
from academy.content.days.pool import DayPool
from academy.content.front_matter import Behaviour, ModulePath, Skill
from academy.content.library import Library
from academy.content.problems import Problem
from academy.content.scenarios import ScenarioShelf
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, KeyPath, load_yaml

FILE_NAME = "path.yaml"
STAGE_PREFIX = "days/"
STATEMENTS_A_SKILL = 2
#: Addresses of pages about the path that are no post.
RESERVED = frozenset({"plan", "skills", "self-assessment", "self-assessments"})

_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=160)]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=400)]
_DayName = Annotated[str, StringConstraints(pattern=r"^(days/)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Rung(_Strict):
    """A post on the ladder. `evidence` is what others have seen of somebody who is ready for it.

    `modules` ("course/module"), `days` (scenarios, "days/<stage>") and `checklists` count towards it, in the
    order in which to take them; `read` is the module that tells of it; `for_example` is a span, not a norm.
    """

    slug: _Slug
    title: _Line
    also: list[_Name] = Field(min_length=1, max_length=4)
    holds: _Line
    about: _Text
    duties: list[_Line] = Field(min_length=4, max_length=6)
    evidence: list[_Line] = Field(min_length=4, max_length=6)
    for_example: _Line
    hired: _Line
    contract: _Line
    read: ModulePath
    modules: list[ModulePath] = Field(min_length=1, max_length=40)
    days: list[_DayName] = Field(default_factory=list, max_length=6)
    checklists: list[_Code] = Field(default_factory=list, max_length=15)
    behaviours: list[Behaviour] = Field(min_length=1, max_length=15)


class SideStep(Rung):
    """A post beside the ladder, and the rung that people leave for it."""

    leaves: _Slug = Field(alias="from")


class Statement(_Strict):
    """A sentence that somebody judges themselves by; `module` is where to start when it fits little."""

    skill: Skill
    text: _Text
    module: ModulePath


class Starts(_Strict):
    """Where to start when answers are low (a course) or high (a practice day), and how to keep evidence."""

    course: _Slug
    practice: _DayName
    log: ModulePath


class _File(_Strict):
    about: _Text
    rungs: list[Rung] = Field(min_length=2, max_length=12)
    sideways: list[SideStep] = Field(default_factory=list, max_length=12)
    behaviours: dict[Behaviour, _Line]
    statements: list[Statement] = Field(min_length=1, max_length=20)
    starts: Starts


@dataclass(frozen=True, slots=True)
class Career:
    """The ladder from its lowest rung up, and the steps beside it. Without a file it is empty."""

    about: str = ""
    rungs: tuple[Rung, ...] = ()
    sideways: tuple[SideStep, ...] = ()
    behaviours: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    starts: Starts | None = None
    problems: tuple[Problem, ...] = ()
    document: Document | None = field(default=None, repr=False)

    def rung(self, slug: str) -> Rung | None:
        """The rung of that slug on the ladder; None when there is none."""
        return next((rung for rung in self.rungs if rung.slug == slug), None)

    def post(self, slug: str) -> Rung | None:
        """The rung or the step beside the ladder of that slug; None when there is none."""
        return next((post for post in (*self.rungs, *self.sideways) if post.slug == slug), None)

    def height(self, slug: str) -> int:
        """How many rungs there are up to this one: 1 for the lowest, 0 for none of the ladder."""
        return next((number for number, rung in enumerate(self.rungs, 1) if rung.slug == slug), 0)

    def beside(self, slug: str) -> tuple[SideStep, ...]:
        """The steps that leave the rung of that slug."""
        return tuple(step for step in self.sideways if step.leaves == slug)


def load_career(root: Path) -> Career:
    """Read `path.yaml` of a content folder. Never raises for what it says; a fault empties the ladder."""
    path = root / FILE_NAME
    if not path.exists():
        return Career()
    document = load_yaml(path, root=root)
    if document.problems:
        return Career(problems=document.problems)
    try:
        file = _File.model_validate(document.value)
    except ValidationError as error:
        return Career(problems=tuple(problems_of(error, document)))
    faults = tuple(sorted(_faults(file, document)))
    if faults:
        return Career(problems=faults)
    return Career(
        about=file.about,
        rungs=tuple(file.rungs),
        sideways=tuple(file.sideways),
        behaviours=MappingProxyType(dict(file.behaviours)),
        statements=tuple(file.statements),
        starts=file.starts,
        document=document,
    )


def check_career(
    career: Career, library: Library, scenarios: ScenarioShelf, days: DayPool, checklists: ChecklistShelf
) -> list[Problem]:
    """Return every name in the ladder that leads nowhere, with its line."""
    if career.document is None:
        return []
    stages = days.world.stages if days.world else {}
    known = {
        "module": {f"{course.slug}/{module.slug}" for course in library.courses for module in course.modules},
        "practice day": {slug for slug, scenario in scenarios.scenarios.items() if not scenario.visitors}
        | {f"{STAGE_PREFIX}{stage}" for stage in stages},
        "checklist": set(checklists.checklists),
        "course": {course.slug for course in library.courses},
    }
    return sorted(
        career.document.problem_at(place, f"there is no {kind} {name}.")
        for kind, name, place in _names(career)
        if name not in known[kind]
    )


def _names(career: Career) -> Iterator[tuple[str, str, KeyPath]]:
    """Yield everything that the ladder names: what kind of thing, its name, where it stands."""
    for key, posts in (("rungs", career.rungs), ("sideways", career.sideways)):
        for number, post in enumerate(posts):
            place: KeyPath = (key, number)
            yield "module", post.read, (*place, "read")
            for kind, inner in (("module", "modules"), ("practice day", "days"), ("checklist", "checklists")):
                for position, name in enumerate(getattr(post, inner)):
                    yield kind, name, (*place, inner, position)
    for number, statement in enumerate(career.statements):
        yield "module", statement.module, ("statements", number, "module")
    if career.starts:
        yield "course", career.starts.course, ("starts", "course")
        yield "practice day", career.starts.practice, ("starts", "practice")
        yield "module", career.starts.log, ("starts", "log")


def _faults(file: _File, document: Document) -> Iterator[Problem]:
    """Yield what is wrong within the file: doubles, steps that leave no rung, skills without statements."""
    seen: set[str] = set()
    for key, posts in (("rungs", file.rungs), ("sideways", file.sideways)):
        for number, post in enumerate(posts):
            if post.slug in seen:
                yield document.problem_at(
                    (key, number, "slug"), f"{post.slug} stands above; slugs are given once."
                )
            seen.add(post.slug)
            if post.slug in RESERVED:
                yield document.problem_at(
                    (key, number, "slug"), f"{post.slug} is a page of its own; call it otherwise."
                )
    rungs = {rung.slug for rung in file.rungs}
    for number, step in enumerate(file.sideways):
        if step.leaves not in rungs:
            yield document.problem_at(("sideways", number, "from"), f"there is no rung {step.leaves}.")
    for skill in range(1, 6):
        code = f"K{skill}"
        if sum(statement.skill == code for statement in file.statements) != STATEMENTS_A_SKILL:
            message = f"{code} needs {STATEMENTS_A_SKILL} statements."
            yield document.problem_at(("statements",), message)
        missing = [f"{code}.{number}" for number in range(1, 7) if f"{code}.{number}" not in file.behaviours]
        if missing:
            yield document.problem_at(("behaviours",), f"give {', '.join(missing)} a name, too.")
