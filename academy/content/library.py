"""The whole content folder as one frozen value; whatever is broken in it is left out and listed."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from academy.content.checklists import checklist_files
from academy.content.course_folders import HEADER_NAME, Surroundings, links_of, load_course, load_header
from academy.content.courses import Course
from academy.content.glossary import FILE_NAME as GLOSSARY_NAME
from academy.content.glossary import Glossary, GlossaryTerm, load_glossary
from academy.content.markdown import Rendered
from academy.content.problems import Problem
from academy.content.yaml_files import load_yaml

# Folders beside the courses that are read elsewhere.
NOT_COURSES = frozenset({"scenarios", "catalogue", "days", "checklists"})
# The same for files; `path.yaml` is the career ladder.
READ_FILES = frozenset({GLOSSARY_NAME, "path.yaml"})


@dataclass(frozen=True, slots=True)
class Library:
    """All courses in their order, the glossary in the alphabet's, and every problem of every file.

    `digest` changes exactly when something that a reader can see does. `rendered` lets the next load take
    over the pages that have not changed. `links` holds the address of every file that a text may name, seen
    from the content folder; `glossary_lines` tells where each term begins in its file.
    """

    courses: tuple[Course, ...]
    glossary: tuple[GlossaryTerm, ...]
    problems: tuple[Problem, ...]
    digest: str
    rendered: Mapping[str, Rendered] = field(repr=False)
    links: Mapping[str, str] = field(default_factory=dict, repr=False)
    glossary_lines: Mapping[str, int] = field(default_factory=dict, repr=False)

    def course(self, slug: str) -> Course | None:
        """Return the course of that slug; None when there is none, or it is broken."""
        return next((course for course in self.courses if course.slug == slug), None)

    def term(self, slug: str) -> GlossaryTerm | None:
        """Return the glossary term of that slug; None when there is none."""
        return next((term for term in self.glossary if term.slug == slug), None)


def load_library(root: Path, previous: Library | None = None) -> Library:
    """Read every course and the glossary of a content folder. Never raises for what stands in the files.

    A course with an error is left out, and the rest works; a course with warnings stays. With `previous`,
    pages whose text, links, images and glossary are the same are not rendered again.
    """
    glossary, problems = load_glossary(root)
    problems += _strays(root)
    headers = [load_header(folder, root) for folder in _course_folders(root)]
    links = {target: address for header in headers for target, address in links_of(header).items()}
    links |= _links_beside_courses(root, glossary)
    surroundings = Surroundings(links, glossary, previous.rendered if previous else {})
    outcomes = [load_course(header, root, surroundings) for header in headers]
    courses = sorted(
        (outcome.course for outcome in outcomes if outcome.course),
        key=lambda course: (course.order, course.title.casefold(), course.slug),
    )
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    rendered = {key: page for outcome in outcomes for key, page in outcome.rendered.items()}
    problems += _lost_anchors(courses, rendered)
    terms = tuple(glossary.terms.values())
    return Library(
        courses=tuple(courses),
        glossary=terms,
        problems=tuple(sorted(problems)),
        digest=_digest(courses, terms),
        rendered=rendered,
        links=links,
        glossary_lines=glossary.lines,
    )


def check(root: Path) -> list[Problem]:
    """Return every problem of the courses and the glossary in a content folder, by file and line."""
    return list(load_library(root).problems)


def library_stamp(root: Path) -> str:
    """Return a text that changes when any file of the folder is added, removed, renamed or written.

    Reads names, sizes and times only, so it is cheap enough to ask before every page.
    """
    whole = hashlib.sha256()
    for path, status in _files(str(root)):
        whole.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _links_beside_courses(root: Path, glossary: Glossary) -> dict[str, str]:
    """Return the addresses of checklists, practice days and terms, by what a page writes after "../"."""
    checklists = {f"checklists/{path.name}": f"/checklists/{path.stem}" for path in checklist_files(root)}
    days = sorted((root / "scenarios").glob("*.yaml"))
    scenarios = {f"scenarios/{path.name}": f"/scenarios/{path.stem}" for path in days}
    scenarios |= {f"days/{stage}": f"/days/{stage}" for stage in _stages(root)}
    terms = {f"{GLOSSARY_NAME}#{slug}": term.address for slug, term in glossary.terms.items()}
    return {**checklists, **scenarios, **terms, GLOSSARY_NAME: "/glossary"}


def _stages(root: Path) -> list[str]:
    """Return the stages of which days can be drawn."""
    world = root / "days" / "world.yaml"
    value = load_yaml(world).value if world.is_file() else None
    stages = value.get("stages") if isinstance(value, dict) else None
    return list(stages) if isinstance(stages, dict) else []


def _course_folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return [
        path
        for path in sorted(root.iterdir())
        if path.is_dir() and path.name not in NOT_COURSES and not path.name.startswith(".")
    ]


def _strays(root: Path) -> list[Problem]:
    """Report a missing content folder, and files beside the courses that nothing reads."""
    if not root.is_dir():
        return [
            Problem(Path(root.name), 1, "there is no such folder; name the folder that holds the courses.")
        ]
    return [
        Problem(
            Path(path.name), 1, f"nothing uses this; a course is a folder with a {HEADER_NAME}.", "warning"
        )
        for path in sorted(root.iterdir())
        if path.is_file() and path.name not in READ_FILES and not path.name.startswith(".")
    ]


def _lost_anchors(courses: list[Course], rendered: Mapping[str, Rendered]) -> list[Problem]:
    """Report links to a heading that its page does not have. The pages of broken courses are not known."""
    headings = {
        f"/courses/{course.slug}/{module.slug}": {heading.id for heading in module.headings}
        for course in courses
        for module in course.modules
    }
    problems = []
    for page in rendered.values():
        for anchor, problem in page.anchors.items():
            address, _, heading = anchor.partition("#")
            if heading not in headings.get(address, {heading}):
                problems.append(problem)
    return problems


def _digest(courses: list[Course], terms: tuple[GlossaryTerm, ...]) -> str:
    whole = hashlib.sha256()
    for course in courses:
        whole.update(f"{course.slug}\0{course.digest}\n".encode())
    whole.update(repr(terms).encode())
    return whole.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and status of every file below a folder, in a fixed order; one that vanishes is skipped."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
            continue
        try:
            yield entry.path, entry.stat()
        except OSError:
            continue
