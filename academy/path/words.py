"""Names and addresses that pages of the path look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from academy.content.career import Rung
from academy.content.library import Library
from academy.learning.library import Shelf
from academy.quizzes.offer import TEST, quiz_of
from academy.quizzes.queries import PassedTest


@dataclass(frozen=True, slots=True)
class Link:
    """A module by its address and its title."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class CourseTest:
    """The test of a course, and how somebody has passed it."""

    url: str
    title: str
    passed: PassedTest | None


def links_of(library: Library) -> dict[str, Link]:
    """The modules by "course/module"."""
    return {
        f"{course.slug}/{module.slug}": Link(f"/courses/{course.slug}/{module.slug}", module.title)
        for course in library.courses
        for module in course.modules
    }


def taught_where(library: Library) -> dict[str, Link]:
    """The first module, in reading order, that teaches each behaviour."""
    links = links_of(library)
    found: dict[str, Link] = {}
    for course in library.courses:
        for module in course.modules:
            for code in module.behaviours:
                found.setdefault(code, links[f"{course.slug}/{module.slug}"])
    return found


def tests_of(post: Rung, shelf: Shelf, passed: Sequence[PassedTest]) -> list[CourseTest]:
    """The tests of the courses whose modules count towards a post, in reading order."""
    named = {name.partition("/")[0] for name in post.modules}
    by_course = {one.course_slug: one for one in passed}
    return [
        CourseTest(f"/courses/{course.slug}/quizzes/{TEST}", course.title, by_course.get(course.slug))
        for course in shelf.library.courses
        if course.slug in named and quiz_of(course, shelf.questions, TEST) is not None
    ]
