"""The quizzes of a course, made from its question bank: one a module to check oneself, and its test. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from academy.content.courses import Course, Module
from academy.content.questions.bank import QuestionBank
from academy.content.questions.kinds import Question
from academy.quizzes.rules import COURSE_TEST, PRACTICE, QuizRules

TEST = "test"


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz that can be started. `slug` is that of its module, or TEST for the test of the whole course."""

    course: Course
    slug: str
    title: str
    rules: QuizRules
    pool: tuple[Question, ...]
    module: Module | None

    @property
    def length(self) -> int:
        """How many questions one attempt asks."""
        return min(self.rules.questions, len(self.pool))


def quizzes_of(course: Course, bank: QuestionBank) -> tuple[Quiz, ...]:
    """The quizzes of a course in the order of its modules, its test last; none without questions."""
    checks = [
        Quiz(course, module.slug, f"Check yourself: {module.title}", PRACTICE, pool, module)
        for module in course.modules
        if module.slug != TEST and (pool := bank.of_module(course.slug, module.slug))
    ]
    pool = tuple(bank.by_course.get(course.slug, {}).values())
    tests = [Quiz(course, TEST, f"Course test: {course.title}", COURSE_TEST, pool, None)] if pool else []
    return (*checks, *tests)


def quiz_of(course: Course, bank: QuestionBank, slug: str) -> Quiz | None:
    """The quiz of that slug; None when the course has none."""
    return next((quiz for quiz in quizzes_of(course, bank) if quiz.slug == slug), None)
