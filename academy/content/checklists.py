"""The checklists of the curriculum: files in, frozen lists out; the rule: ids are given once and for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from academy.content.front_matter import ModulePath
from academy.content.problems import Problem
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, load_yaml

FOLDER = "checklists"

Stage = Literal["pre", "production", "delivery"]
OWNERS: Mapping[str, str] = MappingProxyType(
    {
        "PC": "Production coordinator",
        "RUN": "Runner",
        "APC": "Assistant coordinator",
        "PM": "Production manager",
        "LP": "Line producer",
        "PRDR": "Producer",
        "DIR": "Director",
        "AD": "Art director",
        "SUP": "Supervisor of the department",
        "ED": "Editor",
        "SC": "Script coordinator",
        "VD": "Voice director",
        "TD": "Technical director",
        "IT": "IT and data",
        "PSUP": "Post supervisor",
        "ACC": "Accounts",
        "LEG": "Business affairs",
        "HR": "Human resources",
        "VPM": "Partner's production manager",
        "CLI": "Client",
        "CAST": "Casting",
        "BOARD": "Board supervisor",
        "DES": "Design",
        "COL": "Colour",
        "BG": "Backgrounds",
        "LAY": "Layout",
        "RIG": "Rigging and puppets",
        "ART": "Art department",
        "SND": "Sound",
        "ENG": "Recording engineer",
        "ONL": "Online house",
        "TIM": "Timing",
    }
)


def _owner(code: str) -> str:
    if code not in OWNERS:
        raise ValueError(f'there is no owner "{code[:20]}"; use one of {", ".join(OWNERS)}.')
    return code


_Owner = Annotated[str, AfterValidator(_owner)]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=240)]


class ChecklistItem(BaseModel):
    """One thing that has to be true. `owner` begins with who does it first; `taught` is "course/module"."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^C-[A-Z]{3}-\d{2}$")]
    item: _Line
    why: _Line
    owner: list[_Owner] = Field(min_length=1, max_length=4)
    gate: bool
    evidence: _Line
    taught: ModulePath

    @property
    def owners(self) -> tuple[str, ...]:
        """Who does it, in words."""
        return tuple(OWNERS[code] for code in self.owner)


class Checklist(BaseModel):
    """A list, its items in the order of the work. `gate` says what may begin once its gate items are done."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    title: _Line
    order: int = Field(ge=1, le=99)
    stage: Stage
    about: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=600)]
    gate: _Line
    items: list[ChecklistItem] = Field(min_length=1, max_length=60)

    @property
    def slug(self) -> str:
        """Its name in addresses and the name of its file: the code in small letters."""
        return self.code.lower()

    @property
    def gates(self) -> int:
        """How many of its items are gates."""
        return sum(item.gate for item in self.items)


@dataclass(frozen=True, slots=True)
class ChecklistShelf:
    """The lists by code, in their order, with what is wrong with the files of others."""

    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)

    @property
    def item_count(self) -> int:
        """The number of items on all lists."""
        return sum(len(checklist.items) for checklist in self.checklists.values())


def load_checklists(root: Path) -> ChecklistShelf:
    """Read every list in `checklists/` below the content folder. Never raises for what the files say."""
    found: dict[str, Checklist] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in checklist_files(root):
        document = load_yaml(path, root=root)
        problems += document.problems
        if document.problems:
            continue
        try:
            checklist = Checklist.model_validate(document.value)
        except ValidationError as error:
            problems += problems_of(error, document)
            continue
        faults = _faults(checklist, path, document)
        problems += faults
        if not faults:
            found[checklist.code] = checklist
            documents[checklist.code] = document
    in_order = dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))
    return ChecklistShelf(MappingProxyType(in_order), tuple(sorted(problems)), MappingProxyType(documents))


def checklist_files(root: Path) -> list[Path]:
    """Return the files in which lists lie, by name."""
    return sorted((root / FOLDER).glob("*.yaml"))


def _faults(checklist: Checklist, path: Path, document: Document) -> list[Problem]:
    faults = []
    if path.stem != checklist.slug:
        message = f"the file of the list {checklist.code} is called {checklist.slug}.yaml; rename it."
        faults.append(document.problem_at(("code",), message))
    ids: set[str] = set()
    for place, item in enumerate(checklist.items):
        if not item.id.startswith(f"C-{checklist.code}-"):
            message = f"{item.id}: the ids of this list begin with C-{checklist.code}-."
            faults.append(document.problem_at(("items", place, "id"), message))
        if item.id in ids:
            message = f"{item.id} stands above; ids are given once."
            faults.append(document.problem_at(("items", place, "id"), message))
        ids.add(item.id)
    return faults
