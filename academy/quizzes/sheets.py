"""A question as its page shows it: texts as HTML, options in the order of the attempt, the answer so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

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
from academy.content.questions.numeric import set_task, shown
from academy.quizzes.asking import question_of, values_of
from academy.quizzes.grading import Graded, rights_of
from academy.quizzes.models import AttemptQuestion
from academy.quizzes.numbers import read_number
from academy.quizzes.rendering import artefact_of, html_of, line_of, name_of_frame, words_of
from academy.quizzes.responses import lack_of, to_shown


@dataclass(frozen=True, slots=True)
class Line:
    """Something to choose, place or match. `place` counts from 0 in the order shown.

    `chosen` is what the answer says of it: whether it is ticked, the place given to it, or the right side.
    """

    place: int
    html: Markup
    words: str
    chosen: Any
    cells: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around the lines of an artefact."""

    kind: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question to answer. `reading` is how a typed answer is understood, `problem` why it is not."""

    kind: str
    text: Markup
    lines: tuple[Line, ...] = ()
    rights: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    artefact: Markup | None = None
    frame: Frame | None = None
    typed: str = ""
    unit: str = ""
    reading: str = ""
    problem: str = ""
    lack: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the feedback says of one option, line, item or pair."""

    html: Markup
    state: str
    reason: Markup
    given: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """A graded answer for the page: points, parts, the right answer, explanations."""

    points: float
    is_right: bool
    is_answered: bool
    is_dropped: bool
    parts: tuple[Said, ...]
    given: str
    expected: str
    remark: Markup
    reason: Markup


def sheet_of(asked: AttemptQuestion) -> Sheet:
    """The page's view of a question with the answer that is stored."""
    question = question_of(asked.version.document)
    answer = to_shown(question, asked.shown, asked.response)
    reading, problem = _reading(question, asked.response)
    return Sheet(
        kind=question.kind,
        text=html_of(_text_of(question, asked)),
        lines=_lines(question, asked.shown, answer),
        rights=tuple(words_of(rights_of(question)[place]) for place in asked.shown)
        if isinstance(question, Matching)
        else (),
        columns=tuple(question.columns) if isinstance(question, FindErrors) else (),
        artefact=_artefact(question),
        frame=_frame(question),
        typed=answer or "" if isinstance(question, Numeric | ShortText) else "",
        unit=question.unit if isinstance(question, Numeric) else "",
        reading=reading,
        problem=problem,
        lack=lack_of(question, asked.response) or "",
    )


def feedback_of(asked: AttemptQuestion, graded: Graded) -> Feedback:
    """What the page says of a graded answer, its parts in the order in which they were shown."""
    question = question_of(asked.version.document)
    order = asked.shown if isinstance(question, SingleChoice | MultipleChoice | BestReply) else None
    marks = [graded.marks[place] for place in order] if order else list(graded.marks)
    return Feedback(
        points=float(graded.points),
        is_right=graded.is_right,
        is_answered=asked.response is not None,
        is_dropped=graded.is_dropped,
        parts=tuple(
            Said(
                line_of(mark.text),
                mark.state,
                line_of(mark.reason),
                words_of(mark.given),
                words_of(mark.wanted),
            )
            for mark in marks
        ),
        given=words_of(graded.given) if graded.given else "",
        expected=words_of(graded.expected),
        remark=line_of(graded.remark) if graded.remark else Markup(""),
        reason=html_of(graded.reason) if graded.reason else Markup(""),
    )


def _text_of(question: Question, asked: AttemptQuestion) -> str:
    if isinstance(question, Numeric):
        return set_task(question, values_of(asked.drawn)).text
    return question.text


def _reading(question: Question, response: Any) -> tuple[str, str]:
    """How a typed number is understood, or what is wrong with it."""
    if not isinstance(question, Numeric) or response is None:
        return "", ""
    value = read_number(question, response)
    return ("", lack_of(question, response) or "") if value is None else (shown(question, value), "")


def _lines(question: Question, order: list[int], answer: Any) -> tuple[Line, ...]:
    match question:
        case SingleChoice():
            texts = [question.options[place].text for place in order]
            return _made(texts, [place == answer for place in range(len(texts))])
        case MultipleChoice():
            texts = [question.options[place].text for place in order]
            return _made(texts, [place in (answer or []) for place in range(len(texts))])
        case Ordering():
            return _made([question.items[place].text for place in order], answer or [None] * len(order))
        case Matching():
            return _made([pair.left for pair in question.pairs], answer or [None] * len(question.pairs))
        case BestReply():
            texts = [question.replies[place].text for place in order]
            named = answer or {}
            chosen = [
                [name for name in ("best", "worst") if named.get(name) == place]
                for place in range(len(texts))
            ]
            return _made(texts, chosen)
        case FindErrors():
            return tuple(
                Line(
                    place=place,
                    html=line_of(line.text) if line.text else Markup(""),
                    words=words_of(line.text) if line.text else " ".join(line.cells),
                    chosen=place in (answer or []),
                    cells=tuple(line_of(cell) if cell else Markup("") for cell in line.cells),
                )
                for place, line in enumerate(question.lines)
            )
    return ()


def _made(texts: list[str], chosen: list[Any]) -> tuple[Line, ...]:
    return tuple(
        Line(place, line_of(text), words_of(text), one)
        for place, (text, one) in enumerate(zip(texts, chosen, strict=True))
    )


def _artefact(question: Question) -> Markup | None:
    if isinstance(question, FindErrors) or question.artefact is None:
        return None
    return artefact_of(question.artefact)


def _frame(question: Question) -> Frame | None:
    if not isinstance(question, FindErrors):
        return None
    artefact = question.artefact
    return Frame(artefact.kind, name_of_frame(artefact.kind), artefact.title)
