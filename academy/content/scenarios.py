"""Practice days from `courses/scenarios/<slug>.yaml`; the rule: a broken file leaves only its problems."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import ValidationError

from academy.content.catalogue import CatalogueRequest, load_catalogue
from academy.content.glossary import Glossary, load_glossary
from academy.content.markdown import Page, render
from academy.content.problems import Problem
from academy.content.scenario_checks import findings
from academy.content.scenario_file import AppointmentFile, BoardFile, CastFile, CutOffFile, ScenarioFile
from academy.content.scenario_instance import build_instance
from academy.content.scenario_requests import BoardEffects
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, load_yaml
from academy.sim.instance import ENGINE_VERSION, Instance
from academy.sim.par.certificate import Certificate, read_certificates
from academy.sim.score import References
from academy.sim.validation import validate

FORMAT_VERSION = 1
PROBE_SEEDS = range(3)
CERTIFICATES = ".par.json"  # after the slug: the certificates of par

Day = Literal["introductory", "intermediate", "advanced"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A practice day as pages show it before, during and after a run. Times are minutes after midnight."""

    slug: str
    title: str
    summary: str
    show: str
    day: str
    level: Day
    visitors: bool  # whether people without an account may play it
    opens: int
    closes: int
    live_minutes: int
    step_minutes: int
    skills: tuple[str, ...]
    aims: tuple[str, ...]
    content_note: str
    briefing: str  # Markdown
    briefing_html: str  # the same as safe HTML
    goodwill: int
    cast: Mapping[str, CastFile]
    runners: tuple[str, ...]  # ids of the cast
    appointments: tuple[AppointmentFile, ...]
    cut_offs: tuple[CutOffFile, ...]
    board: BoardFile
    board_effects: Mapping[str, BoardEffects]  # by request id, only where there are any
    debrief: tuple[str, ...]
    digest: str  # SHA-256 of the file's values and of what it takes from the catalogue
    certificates: Mapping[int, Certificate]  # of par, by seed; those of another version are left out
    _file: ScenarioFile = field(repr=False, compare=False)
    _catalogue: Mapping[str, CatalogueRequest] = field(repr=False, compare=False)

    def instance(self, seed: int) -> Instance:
        """Return the playable day of `seed`; the same seed and digest give an equal day for ever."""
        return build_instance(self.slug, self._file, self._catalogue, seed)

    def references(self, seed: int) -> References | None:
        """Return what the day of `seed` is scored against, when it has been certified."""
        certificate = self.certificates.get(seed)
        return certificate.references if certificate else None


@dataclass(frozen=True, slots=True)
class ScenarioShelf:
    """The sound scenarios by slug, in order of level and title, and what is wrong with all files."""

    scenarios: Mapping[str, Scenario]
    problems: tuple[Problem, ...] = ()


def load_scenarios(root: Path) -> ScenarioShelf:
    """Read every scenario below the content folder `root`. Never raises for what stands in a file."""
    catalogue = load_catalogue(root)
    glossary, _ = load_glossary(root)
    problems = list(catalogue.problems)
    scenarios: list[Scenario] = []
    for path in sorted((root / "scenarios").glob("*.yaml")):
        scenario, found = _load(path, root, catalogue.requests, glossary)
        problems += found
        scenarios += [scenario] if scenario else []
    levels = ("introductory", "intermediate", "advanced")
    scenarios.sort(key=lambda item: (levels.index(item.level), item.title))
    by_slug = MappingProxyType({scenario.slug: scenario for scenario in scenarios})
    return ScenarioShelf(by_slug, tuple(problems))


def _load(
    path: Path, root: Path, catalogue: Mapping[str, CatalogueRequest], glossary: Glossary
) -> tuple[Scenario | None, list[Problem]]:
    document = load_yaml(path, root=root)
    if document.problems:
        return None, list(document.problems)
    try:
        file = ScenarioFile.model_validate_json(json.dumps(document.value))
    except ValidationError as error:
        return None, problems_of(error, document)
    found = sorted({document.problem_at(*finding) for finding in findings(file, document.value, catalogue)})
    page = Page(document.path, document.line_of(("briefing",)) + 1, glossary=glossary)
    briefing = render(file.briefing, page)
    found += briefing.problems
    if found:
        return None, found
    used = {item.catalogue: catalogue[item.catalogue] for item in file.requests.values() if item.catalogue}
    digest = _digest(path.stem, document, used)
    scenario = scenario_of(path.stem, file, used, briefing_html=briefing.html, digest=digest)
    refused = _probe(scenario, document)
    if refused:
        return None, refused
    certificates, doubts = _certificates(scenario, path, document)
    return replace(scenario, certificates=certificates), [*doubts, *_lost_modules(file, document, root)]


def _certificates(
    scenario: Scenario, path: Path, document: Document
) -> tuple[Mapping[int, Certificate], list[Problem]]:
    """Read `<slug>.par.json`; certificates of another version of the days are left out with a warning."""
    beside = path.with_name(f"{path.stem}{CERTIFICATES}")
    if not beside.exists():
        return MappingProxyType({}), []
    place = document.path.with_name(beside.name)
    try:
        found = read_certificates(beside.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        return MappingProxyType({}), [Problem(place, 1, f"this file cannot be used: {error}")]
    valid = {
        seed: item
        for seed, item in found.items()
        if item.digest == scenario.instance(seed).digest and item.engine == ENGINE_VERSION
    }
    doubts = []
    if len(valid) < len(found):
        old = f"{len(found) - len(valid)} of {len(found)} certificates are of another version of the scenario"
        message = f"{old}; run academy par {path.stem} --certify."
        doubts.append(Problem(place, 1, message, "warning"))
    return MappingProxyType(valid), doubts


def _lost_modules(file: ScenarioFile, document: Document, root: Path) -> list[Problem]:
    """Report modules that a debrief would link in vain; the scenario is played all the same."""
    found = []
    for name, request in file.requests.items():
        for place, module in enumerate(request.modules):
            course, slug = module.split("/")
            if not list((root / course).glob(f"[0-9][0-9]-{slug}.md")):
                line = document.line_of(("requests", name, "modules", place))
                message = f"there is no module {module} among the courses; correct it, or delete it."
                found.append(Problem(document.path, line, message, "warning"))
    return found


def _probe(scenario: Scenario, document: Document) -> list[Problem]:
    """Draw a few days and let the simulator check them: what slips through the checks is still found."""
    found: set[Problem] = set()
    for seed in PROBE_SEEDS:
        for complaint in validate(scenario.instance(seed)):
            place = complaint.split(":")[0].split()
            key = ("requests", place[1]) if place[0] == "request" else ()
            found.add(document.problem_at(key, f"the simulator refuses this day: {complaint}."))
    return sorted(found)


def scenario_of(
    slug: str,
    file: ScenarioFile,
    catalogue: Mapping[str, CatalogueRequest],
    *,
    briefing_html: str,
    digest: str,
    certificates: Mapping[int, Certificate] = MappingProxyType({}),
) -> Scenario:
    """Return the scenario of a file that has passed its checks; `catalogue` holds the kinds it uses.

    `digest` stands for all that determines its days.
    """
    effects = {name: item.board for name, item in file.requests.items() if item.board.done or item.board.late}
    return Scenario(
        slug=slug,
        title=file.title,
        summary=file.summary,
        show=file.show,
        day=file.day,
        level=file.level,
        visitors=file.visitors,
        opens=file.opens,
        closes=file.closes,
        live_minutes=file.live_minutes,
        step_minutes=file.step_minutes,
        skills=file.skills,
        aims=file.aims,
        content_note=file.content_note,
        briefing=file.briefing,
        briefing_html=briefing_html,
        goodwill=file.goodwill,
        cast=MappingProxyType(file.cast),
        runners=tuple(file.runners),
        appointments=tuple(file.appointments.values()),
        cut_offs=file.cut_offs,
        board=file.board,
        board_effects=MappingProxyType(effects),
        debrief=file.debrief,
        digest=digest,
        certificates=certificates,
        _file=file,
        _catalogue=catalogue,
    )


def _digest(slug: str, document: Document, used: Mapping[str, CatalogueRequest]) -> str:
    kinds = {name: kind.model_dump(mode="json") for name, kind in used.items()}
    content = json.dumps([FORMAT_VERSION, slug, document.value, kinds], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
