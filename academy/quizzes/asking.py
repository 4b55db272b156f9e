"""Questions frozen as they are asked: their version, their draw, the order of what can be chosen. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from pydantic import TypeAdapter

from academy.content.questions.chance import seed_of, shuffled
from academy.content.questions.kinds import AnyQuestion, Numeric, Ordering, Question
from academy.content.questions.parameters import draw
from academy.quizzes.responses import size_of

_QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)


def plain_of(question: Question) -> dict[str, Any]:
    """The question as JSON, from which `question_of` makes it again."""
    return question.model_dump(mode="json", by_alias=True, exclude_none=True)


def question_of(plain: Mapping[str, Any]) -> Question:
    """The question that was kept."""
    return _QUESTION.validate_python(dict(plain))


def digest_of(course_slug: str, question: Question) -> str:
    """A text that changes exactly when the question does."""
    whole = json.dumps([course_slug, plain_of(question)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def digest_of_all(digests: Iterable[str]) -> str:
    """One digest over the versions of all questions of an attempt, in their order."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def draw_for(question: Question, seed: int) -> dict[str, str]:
    """The values of a numeric question's parameters in an attempt with this seed, as fractions in text."""
    if not isinstance(question, Numeric):
        return {}
    drawn = draw(question.parameters, seed_of("parameters", seed, question.id))
    return {name: str(value) for name, value in drawn.items()}


def values_of(drawn: Mapping[str, str]) -> dict[str, Fraction]:
    """The drawn values as numbers."""
    return {name: Fraction(value) for name, value in drawn.items()}


def order_for(question: Question, seed: int) -> list[int]:
    """The places in the file of what is shown, in the order shown; things to order never come in order."""
    places = list(range(size_of(question)))
    order = shuffled(places, "options", seed, question.id)
    if isinstance(question, Ordering) and order == places:
        return [*order[1:], order[0]]
    return order


def choose(pool: Sequence[Question], *, count: int, seed: int, later: Collection[str] = ()) -> list[Question]:
    """At most `count` questions of a pool, spread over its modules and objectives, in a random order.

    Those whose ids are in `later` are taken only when the others do not suffice.
    """
    mixed = shuffled(pool, "pool", seed)
    first = [question for question in mixed if question.id not in later]
    rest = [question for question in mixed if question.id in later]
    chosen = [*_spread(first), *_spread(rest)][:count]
    return shuffled(chosen, "questions", seed)


def _spread(questions: Sequence[Question]) -> list[Question]:
    """The same questions, one of each module in turn, and within a module one of each objective in turn."""
    by_module: dict[str, dict[str, list[Question]]] = defaultdict(lambda: defaultdict(list))
    for question in questions:
        by_module[question.module][question.objective].append(question)
    return _in_turns([_in_turns(list(by_objective.values())) for by_objective in by_module.values()])


def _in_turns(heaps: Sequence[Sequence[Question]]) -> list[Question]:
    return [question for turn in zip_longest(*heaps) for question in turn if question is not None]
