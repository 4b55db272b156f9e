"""A question on a card: asked as in a quiz, answered by its key. The rule: each turn draws and mixes anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from academy.content.questions.kinds import FindErrors, Matching, Numeric, Question
from academy.content.questions.numeric import set_task
from academy.quizzes.asking import draw_for, order_for, values_of
from academy.quizzes.grading import Graded, grade, rights_of
from academy.quizzes.grading import Mark as GradedMark
from academy.quizzes.responses import size_of
from academy.review.faces import LETTERS, Entry, Face, Mark, Option, Source
from academy.review.marked import marked_block, marked_line

INSTRUCTIONS: dict[str, tuple[Entry, str]] = {
    "single": ("one", "Choose one, or think; then show the answer."),
    "multiple": ("many", "Choose every right one, or think; then show the answer."),
    "ordering": ("", "Put them in order in your head, the first one first."),
    "matching": ("", "Match each with one of the list below, in your head."),
    "numeric": ("number", "Work it out. The numbers are new each time."),
    "text": ("text", "One to four words."),
    "errors": ("many", "Mark every line that is wrong, or find them by eye."),
    "replies": ("", "Which reply is the best, and which the worst?"),
}


def question_face(question: Question, source: Source, links: Mapping[str, str], *, seed: int) -> Face:
    """The card of a question in its `seed`-th turn."""
    values = values_of(draw_for(question, seed))
    graded = grade(question, None, values)
    entry, instruction = INSTRUCTIONS[question.kind]
    texts = [mark.text for mark in graded.marks]
    order = _order(question, graded, seed)
    letters = dict(zip(order, LETTERS, strict=False))
    return Face(
        name="Question",
        instruction=instruction,
        prompt=marked_line(_text_of(question, values), links),
        context=_context(question, links),
        entry=entry,
        options=tuple(Option(letters[place], marked_line(texts[place], links)) for place in order),
        rights=_rights(question, seed, links),
        unit=_unit(question),
        answer=_answer(question, graded, links),
        marks=_marks(question, graded, letters, links),
        why=marked_line(graded.reason, links) if graded.reason else "",
        source=source,
    )


def _text_of(question: Question, values: Mapping[str, object]) -> str:
    return set_task(question, values).text if isinstance(question, Numeric) else question.text  # type: ignore[arg-type]


def _order(question: Question, graded: Graded, seed: int) -> Sequence[int]:
    """The places of what the front lists; lines of a paper and the lefts of a matching stay in order."""
    if isinstance(question, FindErrors):
        return range(len(graded.marks))
    if isinstance(question, Matching):
        return range(len(question.pairs))
    return order_for(question, seed) if size_of(question) else ()


def _context(question: Question, links: Mapping[str, str]) -> Markup | str:
    if isinstance(question, FindErrors):
        return escape(f"{question.artefact.kind.capitalize()}: {question.artefact.title}")
    if question.artefact is None:
        return ""
    artefact = question.artefact
    return marked_block(f"/// artefact | {artefact.kind}: {artefact.title}\n{artefact.text}\n///", links)


def _rights(question: Question, seed: int, links: Mapping[str, str]) -> tuple[Markup, ...]:
    if not isinstance(question, Matching):
        return ()
    rights = rights_of(question)
    return tuple(marked_line(rights[place], links) for place in order_for(question, seed))


def _unit(question: Question) -> str:
    if not isinstance(question, Numeric):
        return ""
    return "a time such as 14:05" if question.is_clock else question.unit


def _answer(question: Question, graded: Graded, links: Mapping[str, str]) -> Markup | str:
    """The right answer in a line; the kinds whose marks say it all have none."""
    if question.kind in {"ordering", "matching", "replies"}:
        return ""
    return marked_line(graded.expected, links)


def _marks(
    question: Question, graded: Graded, letters: Mapping[int, str], links: Mapping[str, str]
) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            letter=letters.get(mark.place, ""),
            text=marked_line(mark.text, links),
            verdict=_verdict(question, mark),
            is_good=mark.state == "missed"
            if question.kind in {"single", "multiple"}
            else mark.wanted == "best",
            reason=marked_line(mark.reason, links),
        )
        for mark in graded.marks
    )


def _verdict(question: Question, mark: GradedMark) -> str:
    if question.kind == "errors":
        return "wrong" if mark.state == "missed" else "sound"
    if question.kind in {"single", "multiple"}:
        return "right" if mark.state == "missed" else "not right"
    return mark.wanted
