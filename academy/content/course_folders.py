"""One course from its folder: course.yaml, the modules it lists, its images; and every problem of them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from academy.content import markdown
from academy.content.courses import Course, Module
from academy.content.front_matter import CourseHeader, ModuleHeader, split_front_matter
from academy.content.glossary import Glossary
from academy.content.images import FOLDER as IMAGE_FOLDER
from academy.content.images import Image, load_images
from academy.content.problems import Problem
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, load_yaml

HEADER_NAME = "course.yaml"
QUESTIONS_NAME = "questions.yaml"

_FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_Header = TypeVar("_Header", bound=BaseModel)


@dataclass(frozen=True)
class Surroundings:
    """What all pages share: addresses by "course/file.md", the glossary, finished pages by key."""

    links: Mapping[str, str]
    glossary: Glossary
    rendered: Mapping[str, markdown.Rendered] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Changes with every address and every word of the glossary."""
        return _digest(repr(sorted(self.links.items())), repr(self.glossary.terms))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A course, or None when it is broken; the problems of its files; its finished pages by key."""

    course: Course | None
    problems: tuple[Problem, ...]
    rendered: Mapping[str, markdown.Rendered]


@dataclass(frozen=True, slots=True)
class Header:
    """A course.yaml as read; `value` is None when it is not valid."""

    folder: Path
    document: Document
    value: CourseHeader | None
    problems: tuple[Problem, ...]


def load_header(folder: Path, root: Path) -> Header:
    """Read the course.yaml of a course's folder."""
    document = load_yaml(folder / HEADER_NAME, root=root)
    value, problems = _validated(CourseHeader, document)
    if not _FOLDER_NAME.fullmatch(folder.name):
        message = (
            f'"{folder.name}" is part of the address of the course; use small letters, digits and hyphens.'
        )
        problems.append(document.problem_at((), message))
    return Header(folder, document, value, tuple(problems))


def links_of(header: Header) -> dict[str, str]:
    """Return the addresses of the modules that a course lists and has, by "course/file.md".

    Of a course whose course.yaml cannot be read all files count: its fault is one, not one a link.
    """
    slug = header.folder.name
    stems = header.value.modules if header.value else [path.stem for path in _module_files(header.folder)]
    return {
        f"{slug}/{stem}.md": f"/courses/{slug}/{slug_of_stem(stem)}"
        for stem in stems
        if (header.folder / f"{stem}.md").is_file()
    }


def slug_of_stem(stem: str) -> str:
    """Return the slug of a module: the name of its file without the number."""
    return stem.split("-", 1)[1]


def practice_file(name: str) -> str:
    """Return the file of a practice day by its name in a module's header: a slug, or "days/<stage>"."""
    return name if name.startswith("days/") else f"scenarios/{name}.yaml"


def load_course(header: Header, root: Path, surroundings: Surroundings) -> Outcome:
    """Build a course from its folder; every problem of every file in it is in the outcome."""
    return _Reader(header, root, surroundings).read()


def _module_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9][0-9]-*.md"))


class _Reader:
    """Reads one course, collecting problems as it goes."""

    def __init__(self, header: Header, root: Path, surroundings: Surroundings) -> None:
        self._header = header
        self._folder = header.folder
        self._root = root
        self._surroundings = surroundings
        self._problems = list(header.problems)
        self._rendered: dict[str, markdown.Rendered] = {}
        self._shown_images: set[str] = set()
        self._images, faults = load_images(self._folder, root)
        self._problems += faults

    def read(self) -> Outcome:
        modules = self._modules()
        self._check_for_strays()
        is_broken = any(problem.severity == "error" for problem in self._problems)
        value = self._header.value
        course = None if is_broken or value is None else self._course(value, modules)
        return Outcome(course, tuple(sorted(self._problems)), self._rendered)

    def _course(self, value: CourseHeader, modules: list[Module]) -> Course:
        images = {name: image for name, image in self._images.items() if name in self._shown_images}
        parts = (*(module.digest for module in modules), *(image.digest for image in images.values()))
        return Course(
            slug=self._folder.name,
            title=value.title,
            summary=value.summary,
            level=value.level,
            order=value.order,
            skills=tuple(value.skills),
            modules=tuple(modules),
            images=images,
            digest=_digest(value.model_dump_json(), *parts),
        )

    def _modules(self) -> list[Module]:
        """Read the listed modules; with a broken course.yaml all that look like one, for their problems."""
        if self._header.value is None:
            for path in _module_files(self._folder):
                self._module(path)
            return []
        modules: list[Module] = []
        first_places: dict[str, int] = {}
        for place, stem in enumerate(self._header.value.modules):
            if first_places.setdefault(slug_of_stem(stem), place) != place:
                self._report_listing(
                    place, f"{stem}: a module of this name is listed above; rename the file."
                )
            elif not (self._folder / f"{stem}.md").is_file():
                self._report_listing(place, f"there is no file {stem}.md; add it, or take it off the list.")
            elif module := self._module(self._folder / f"{stem}.md"):
                modules.append(module)
        return modules

    def _report_listing(self, place: int, message: str) -> None:
        self._problems.append(self._header.document.problem_at(("modules", place), message))

    def _module(self, path: Path) -> Module | None:
        shown = path.relative_to(self._root)
        text = _read_text(path, shown, self._problems)
        if text is None:
            return None
        document, body, first_line = split_front_matter(text, shown)
        header, faults = _validated(ModuleHeader, document)
        self._problems += faults
        if header is not None:
            self._problems += self._lost_practice(header, document)
        rendered = self._render(body, shown, first_line)
        self._problems += rendered.problems
        self._shown_images |= rendered.images
        if header is None:
            return None
        return Module(
            slug=slug_of_stem(path.stem),
            path=shown,
            title=header.title,
            minutes=header.minutes,
            objectives=tuple(header.objectives),
            skills=tuple(header.skills),
            content_note=header.content_note,
            html=rendered.html,
            headings=rendered.headings,
            words=rendered.words,
            terms=rendered.terms,
            digest=_digest(text),
            behaviours=tuple(header.behaviours),
            checklists=tuple(header.checklists),
            scenarios=tuple(header.scenarios),
            readability=rendered.readability,
        )

    def _lost_practice(self, header: ModuleHeader, document: Document) -> list[Problem]:
        """Report checklists and practice days in the header of a module that do not exist."""
        links = self._surroundings.links
        named = [
            *(
                ("checklists", place, f"checklists/{code.lower()}.yaml")
                for place, code in enumerate(header.checklists)
            ),
            *(("scenarios", place, practice_file(name)) for place, name in enumerate(header.scenarios)),
        ]
        return [
            document.problem_at(
                (key, place), f"there is no {target}; correct the name, or take it off the list."
            )
            for key, place, target in named
            if target not in links
        ]

    def _render(self, body: str, shown: Path, first_line: int) -> markdown.Rendered:
        """Render a page, or take it over when neither it nor anything it depends on has changed."""
        surroundings = self._surroundings
        key = _digest(body, repr((shown.as_posix(), first_line, self._pictures)), surroundings.digest)
        rendered = surroundings.rendered.get(key)
        if rendered is None:
            page = markdown.Page(shown, first_line, self._links, self._pictures, surroundings.glossary)
            rendered = markdown.render(body, page)
        self._rendered[key] = rendered
        return rendered

    @cached_property
    def _links(self) -> dict[str, str]:
        """What a page of this course may write to reach another page, and the address that it reaches."""
        own = f"{self._folder.name}/"
        near = {
            target.removeprefix(own): address
            for target, address in self._surroundings.links.items()
            if target.startswith(own)
        }
        return near | {f"../{target}": address for target, address in self._surroundings.links.items()}

    @cached_property
    def _pictures(self) -> dict[str, Image]:
        """What a page of this course may write to show an image."""
        return {f"{IMAGE_FOLDER}/{name}": image for name, image in self._images.items()}

    def _check_for_strays(self) -> None:
        """Report files in the folder that no reader can reach."""
        listed = {f"{stem}.md" for stem in self._header.value.modules} if self._header.value else None
        for path in sorted(self._folder.iterdir()):
            shown = path.relative_to(self._root)
            if path.name in (HEADER_NAME, IMAGE_FOLDER, QUESTIONS_NAME) or path.name.startswith("."):
                continue
            if path.suffix == ".md" and listed is not None and path.name not in listed:
                message = (
                    f"{path.stem} is not in the modules of {HEADER_NAME}; add it there, or delete the file."
                )
                self._problems.append(Problem(shown, 1, message, "warning"))
            elif path.suffix != ".md":
                wanted = f"{HEADER_NAME}, {QUESTIONS_NAME}, .md files and a folder {IMAGE_FOLDER}/"
                message = f"nothing uses this; a course has {wanted}."
                self._problems.append(Problem(shown, 1, message, "warning"))
        for name in sorted(self._images.keys() - self._shown_images):
            shown = self._images[name].file.relative_to(self._root)
            self._problems.append(
                Problem(shown, 1, "no page shows this image; use it or delete it.", "warning")
            )


def _validated(model: type[_Header], document: Document) -> tuple[_Header | None, list[Problem]]:
    """Return the header that a document holds, or None; with every problem of the document."""
    problems = list(document.problems)
    if document.value is None and not problems:
        keys = ", ".join(name for name, key in model.model_fields.items() if key.is_required())
        problems.append(document.problem_at((), f"there is nothing here; fill in {keys}."))
    if document.value is None:
        return None, problems
    try:
        return model.model_validate(document.value), problems
    except ValidationError as error:
        return None, problems + problems_of(error, document)


def _read_text(path: Path, shown: Path, problems: list[Problem]) -> str | None:
    """Return the text of a page with plain line ends; None, and a problem, when it cannot be had."""
    try:
        with path.open("rb") as file:
            data = file.read(markdown.MAX_BYTES + 1)
        if len(data) > markdown.MAX_BYTES:
            problems.append(
                Problem(shown, 1, "this page is larger than 256 kB; split it into several modules.")
            )
            return None
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        problems.append(Problem(shown, 1, f"this file cannot be read ({error.strerror or error})."))
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        problems.append(
            Problem(shown, line, "this is not UTF-8 text; save the file with the encoding UTF-8.")
        )
    return None


def _digest(*parts: str) -> str:
    """Return a digest of the parts that no other division of the same text shares."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()
