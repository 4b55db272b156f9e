"""The question bank: each course's questions.yaml as frozen questions, and every problem of them.

The rule: a question that is wrong in itself is left out; the others stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from academy.content.course_folders import QUESTIONS_NAME
from academy.content.courses import Course, Module
from academy.content.problems import Problem
from academy.content.questions.checks import faults_within
from academy.content.questions.kinds import AnyQuestion, Question
from academy.content.validation import problems_of
from academy.content.yaml_files import Document, load_yaml

MAX_BYTES = 1_000_000

_QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions by course and id, in the order of the files. `lines` tells where each begins."""

    by_course: Mapping[str, Mapping[str, Question]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)

    def question(self, course_slug: str, question_id: str) -> Question | None:
        """Return one question; None when there is none of that id."""
        return self.by_course.get(course_slug, {}).get(question_id)

    def of_module(self, course_slug: str, module_slug: str) -> tuple[Question, ...]:
        """Return the questions of a module, in the order of the file."""
        questions = self.by_course.get(course_slug, {}).values()
        return tuple(question for question in questions if question.module == module_slug)

    def __iter__(self) -> Iterator[tuple[str, Question]]:
        """Yield every question with the slug of its course."""
        for course_slug, questions in self.by_course.items():
            for question in questions.values():
                yield course_slug, question

    def __len__(self) -> int:
        return sum(len(questions) for questions in self.by_course.values())


def load_questions(root: Path, courses: Sequence[Course]) -> QuestionBank:
    """Read the questions of these courses. Never raises for what stands in the files."""
    by_course: dict[str, Mapping[str, Question]] = {}
    problems: list[Problem] = []
    lines: dict[tuple[str, str], int] = {}
    for course in courses:
        path = root / course.slug / QUESTIONS_NAME
        if not path.is_file():
            continue
        document = load_yaml(path, root=root, max_bytes=MAX_BYTES)
        problems += document.problems
        by_course[course.slug] = MappingProxyType(_questions(document, course, problems, lines))
    return QuestionBank(MappingProxyType(by_course), tuple(sorted(problems)), MappingProxyType(lines))


def objective_of(question: Question, module: Module) -> str | None:
    """Return the objective that a question names by its first words; None unless exactly one begins so."""
    named = [objective for objective in module.objectives if objective.startswith(question.objective)]
    return named[0] if len(named) == 1 else None


def _questions(
    document: Document, course: Course, problems: list[Problem], lines: dict[tuple[str, str], int]
) -> dict[str, Question]:
    if document.value is None:
        return {}
    if not isinstance(document.value, list):
        problems.append(document.problem_at((), "this must be a list of questions, each starting with - id."))
        return {}
    found: dict[str, Question] = {}
    for place, value in enumerate(document.value):
        try:
            question = _QUESTION.validate_python(value)
        except ValidationError as error:
            problems += problems_of(error, document, (place,))
            continue
        faults = [*faults_within(question), *_misplaced(question, course)]
        if question.id in found:
            faults.append(f'there is a question "{question.id}" above; ids are given once.')
        problems += [document.problem_at((place,), f"{question.id}: {fault}") for fault in faults]
        if not faults:
            found[question.id] = question
            lines[course.slug, question.id] = document.line_of((place,))
    return found


def _misplaced(question: Question, course: Course) -> list[str]:
    module = course.module(question.module)
    if module is None:
        return [f'this course has no module "{question.module}".']
    if objective_of(question, module) is None:
        return [f'exactly one objective of that module must begin with "{question.objective}".']
    return []
