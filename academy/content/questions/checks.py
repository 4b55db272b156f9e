"""Faults within one question that its keys do not show: sums that cannot be done, answers that collide."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product

from academy.content.questions.formulas import FormulaError
from academy.content.questions.kinds import (
    BestReply,
    FindErrors,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortText,
    SingleChoice,
)
from academy.content.questions.numeric import faults_of_keys, set_task

MAX_DRAWS = 400

_ARTICLE = re.compile(r"^(a|an|the) ")
_NOT_WORD = re.compile(r"[^\w]+")


def faults_within(question: Question) -> list[str]:
    """Return what is wrong with a question in itself, in an author's words."""
    match question:
        case Numeric():
            return _numeric_faults(question)
        case ShortText():
            return _text_faults(question)
    return []


def plain(text: str) -> str:
    """Return a short answer as answers are compared: small letters, no punctuation, no leading article."""
    words = _NOT_WORD.sub(" ", text.casefold()).strip()
    return _ARTICLE.sub("", words)


def texts_of(question: Question) -> Iterator[str]:
    """Yield every text of a question that is shown as Markdown."""
    yield question.text
    if not isinstance(question, FindErrors) and question.artefact is not None:
        yield question.artefact.text
    match question:
        case SingleChoice() | MultipleChoice():
            yield from (text for option in question.options for text in (option.text, option.reason))
        case Ordering():
            yield from (text for item in question.items for text in (item.text, item.reason))
        case Matching():
            yield from (text for pair in question.pairs for text in (pair.left, pair.right, pair.reason))
            yield from (text for extra in question.extras for text in (extra.text, extra.reason))
        case Numeric():
            yield from (question.reason, *(mistake.reason for mistake in question.mistakes))
        case ShortText():
            yield from (question.reason, *(miss.reason for miss in question.near))
        case FindErrors():
            yield from (
                text for line in question.lines for text in (line.text or "", *line.cells, line.reason)
            )
        case BestReply():
            yield from (text for reply in question.replies for text in (reply.text, reply.reason))


def _numeric_faults(question: Numeric) -> list[str]:
    """Set the question with many draws; say the first thing that goes wrong, and what the keys have wrong."""
    names = list(question.parameters)
    draws = product(*(question.parameters[name].values() for name in names))
    try:
        for values in islice(draws, MAX_DRAWS):
            fault = _fault_of_draw(question, dict(zip(names, values, strict=True)))
            if fault:
                return [fault]
        return faults_of_keys(question)
    except FormulaError as error:
        return [str(error)]


def _fault_of_draw(question: Numeric, values: dict[str, Fraction]) -> str | None:
    task = set_task(question, values)
    drawn = ", ".join(f"{name} {float(value):g}" for name, value in values.items())
    for place, (mistaken, _) in enumerate(task.mistakes, start=1):
        if task.is_near(mistaken, task.answer):
            return f"mistake {place} gives the right answer (drawn: {drawn})."
    return None


def _text_faults(question: ShortText) -> list[str]:
    accepted = [plain(text) for text in question.accepted]
    if any(not text for text in accepted):
        return ["an accepted answer consists of punctuation or an article only."]
    return [
        f'"{miss.text}" is accepted and explained as wrong.'
        for miss in question.near
        if plain(miss.text) in accepted
    ]
