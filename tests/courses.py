"""Course files for tests, and courses as values."""

from __future__ import annotations

from pathlib import Path

from academy.content.courses import Course, Module
from academy.content.markdown import Heading

PARTS = ("Morning", "Noon", "Evening")


def write_course(
    root: Path,
    slug: str,
    *,
    title: str = "A day at the desk",
    modules: tuple[str, ...] = ("Open", "Work", "Close"),
    minutes: int = 9,
    order: int = 1,
    text: str = "",
) -> None:
    """Write a course; each module has the headings Morning, Noon and Evening, and `text` under the last."""
    folder = root / slug
    folder.mkdir(parents=True)
    stems = [f"{number:02d}-{name.lower()}" for number, name in enumerate(modules, 1)]
    (folder / "course.yaml").write_text(
        f"title: {_quoted(title)}\nsummary: What a day holds.\nlevel: introductory\norder: {order}\n"
        f"skills: [K1]\nmodules: [{', '.join(stems)}]\n"
    )
    for stem, name in zip(stems, modules, strict=True):
        write_module(folder / f"{stem}.md", title=f"{name} the desk", minutes=minutes, text=text)


def write_module(path: Path, *, title: str, minutes: int = 9, text: str = "") -> None:
    """Write one module."""
    parts = "".join(f"\n## {part}\n\nWhat happens then.\n" for part in PARTS)
    path.write_text(
        f"---\ntitle: {_quoted(title)}\nminutes: {minutes}\nobjectives:\n  - Name what happens\n"
        f"skills: [K1]\n---\n{parts}\n{text}\n"
    )


def make_module(slug: str, *, minutes: int = 9) -> Module:
    """A module as the loader would make it, with three headings."""
    headings = tuple(Heading(2, f"s-{part.lower()}", part) for part in PARTS)
    path = Path(f"01-{slug}.md")
    return Module(
        slug, path, f"The {slug}", minutes, ("Name it",), ("K1",), None, "<p>Text</p>", headings, 1, (), slug
    )


def make_course(*slugs: str, slug: str = "desk") -> Course:
    """A course of these modules."""
    modules = tuple(make_module(module_slug) for module_slug in slugs)
    return Course(slug, "The desk", "What a day holds.", "introductory", 1, ("K1",), modules, {}, "digest")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
