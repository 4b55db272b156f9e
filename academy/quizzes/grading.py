"""Grading: an answer to a question as points, and what to say about every part of it. Pure; never raises.

single     1 for a right option, otherwise 0
multiple   (right options chosen - wrong ones chosen) / right ones, not below 0
ordering   the share of pairs in the right order (Kendall 1938, scaled from 0 to 1); right only when exact
matching   the share of right pairs
numeric    1 within the tolerance, otherwise 0
text       1 for an accepted text, otherwise 0; case, punctuation and a leading article do not matter
errors     (wrong lines found - sound lines marked) / wrong lines, not below 0
replies    a half for the best one, a half for the worst one
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

from academy.content.questions.checks import plain
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
from academy.quizzes.amending import Correction, amended
from academy.quizzes.numbers import read_number
from academy.quizzes.responses import Response, cleaned

State = Literal["right", "wrong", "missed", "sound"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one option, item, pair, line or reply, at `place` in the file.

    `state`: chosen and right, chosen and wrong, right but not chosen, rightly left alone. `given` and
    `wanted` say in words what was answered and what is right where a tick cannot.
    """

    place: int
    text: str
    state: State
    reason: str
    given: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The result: points from 0 to 1, whether it is fully right, its parts, and the right answer in words.

    `remark` explains an answer as a whole: the worked solution, a usual mistake, a near miss. A dropped
    question is right whatever was answered, and does not count.
    """

    points: Fraction
    is_right: bool
    marks: tuple[Mark, ...]
    expected: str
    given: str = ""
    remark: str = ""
    reason: str = ""
    is_dropped: bool = False


def grade(
    question: Question,
    response: Any,
    values: Mapping[str, Fraction] | None = None,
    corrections: Collection[Correction] = (),
) -> Graded:
    """Grade an answer, whatever JSON it is, with the parameters' `values` and a studio's corrections."""
    question, accepted, is_dropped = amended(question, corrections)
    answer = cleaned(question, response)
    graded = _graded(question, answer, values or {}, accepted)
    if not is_dropped:
        return graded
    return Graded(
        Fraction(1), True, graded.marks, graded.expected, graded.given, graded.remark, graded.reason, True
    )


def _graded(
    question: Question, answer: Response, values: Mapping[str, Fraction], accepted: Sequence[str]
) -> Graded:
    match question:
        case SingleChoice():
            return _single(question, answer)
        case MultipleChoice():
            return _multiple(question, answer)
        case Ordering():
            return _ordering(question, answer)
        case Matching():
            return _matching(question, answer)
        case Numeric():
            return _numeric(question, answer, values, accepted)
        case ShortText():
            return _text(question, answer, accepted)
        case FindErrors():
            return _errors(question, answer)
        case BestReply():
            return _replies(question, answer)


def _single(question: SingleChoice, answer: int | None) -> Graded:
    options = question.options
    marks = _ticks([(option.text, option.reason, option.right) for option in options], [answer])
    points = Fraction(answer is not None and options[answer].right)
    return Graded(
        points=points,
        is_right=points == 1,
        marks=marks,
        expected=" or ".join(option.text for option in options if option.right),
        given="" if answer is None else options[answer].text,
    )


def _multiple(question: MultipleChoice, answer: list[int] | None) -> Graded:
    parts = [(option.text, option.reason, option.right) for option in question.options]
    return _set_of(parts, answer)


def _errors(question: FindErrors, answer: list[int] | None) -> Graded:
    parts = [
        (line_text(question, place), line.reason, line.wrong) for place, line in enumerate(question.lines)
    ]
    return _set_of(parts, answer)


def line_text(question: FindErrors, place: int) -> str:
    """A line of an artefact as one text."""
    line = question.lines[place]
    return line.text if line.text is not None else " · ".join(cell for cell in line.cells if cell)


def _set_of(parts: Sequence[tuple[str, str, bool]], answer: list[int] | None) -> Graded:
    right = {place for place, (_, _, is_right) in enumerate(parts) if is_right}
    chosen = set(answer or ())
    earned = Fraction(len(chosen & right) - len(chosen - right), len(right))
    return Graded(
        points=max(Fraction(0), earned),
        is_right=chosen == right,
        marks=_ticks(parts, sorted(chosen)),
        expected="; ".join(parts[place][0] for place in sorted(right)),
        given="; ".join(parts[place][0] for place in sorted(chosen)),
    )


def _ordering(question: Ordering, answer: list[int | None] | None) -> Graded:
    items, given = question.items, answer or [None] * len(question.items)
    pairs = list(combinations(range(len(items)), 2))
    in_order = sum(_stand_in_order(given[first], given[second]) for first, second in pairs)
    is_right = given == list(range(len(items)))
    marks = tuple(
        Mark(
            place=place,
            text=item.text,
            state="right" if given[place] == place else "missed" if given[place] is None else "wrong",
            reason=item.reason,
            given="not placed" if (at := given[place]) is None else str(at + 1),
            wanted=str(place + 1),
        )
        for place, item in enumerate(items)
    )
    placed = sorted((at, item.text) for at, item in zip(given, items, strict=True) if at is not None)
    return Graded(
        points=Fraction(1) if is_right else Fraction(in_order, len(pairs)),
        is_right=is_right,
        marks=marks,
        expected="; ".join(f"{number} {item.text}" for number, item in enumerate(items, start=1)),
        given="; ".join(f"{at + 1} {text}" for at, text in placed),
    )


def _stand_in_order(first: int | None, second: int | None) -> bool:
    return first is not None and second is not None and first < second


def _matching(question: Matching, answer: list[int | None] | None) -> Graded:
    pairs, given = question.pairs, answer or [None] * len(question.pairs)
    rights = rights_of(question)
    marks = tuple(
        Mark(
            place=place,
            text=pair.left,
            state="right" if (at := given[place]) == place else "missed" if at is None else "wrong",
            reason=pair.reason,
            given="nothing chosen" if at is None else rights[at],
            wanted=pair.right,
        )
        for place, pair in enumerate(pairs)
    )
    extras = tuple(
        Mark(
            place=(place := len(pairs) + number),
            text=extra.text,
            state="wrong" if place in given else "sound",
            reason=extra.reason,
            wanted="belongs to nothing here",
        )
        for number, extra in enumerate(question.extras)
    )
    share = Fraction(sum(mark.state == "right" for mark in marks), len(pairs))
    return Graded(
        points=share,
        is_right=share == 1,
        marks=(*marks, *extras),
        expected="; ".join(f"{pair.left}: {pair.right}" for pair in pairs),
        given="; ".join(f"{mark.text}: {mark.given}" for mark in marks) if answer else "",
    )


def rights_of(question: Matching) -> list[str]:
    """Everything that can be chosen on the right of a matching, by its place in the file."""
    return [*(pair.right for pair in question.pairs), *(extra.text for extra in question.extras)]


def _numeric(
    question: Numeric, answer: str | None, values: Mapping[str, Fraction], accepted: Sequence[str]
) -> Graded:
    task = set_task(question, values)
    value = read_number(question, answer) if answer is not None else None
    also = [read_number(question, text) for text in accepted]
    is_right = value is not None and any(
        task.is_near(value, right) for right in [task.answer, *also] if right is not None
    )
    remark = ""
    if answer is not None and value is None:
        remark = "This could not be read as a number, so it counts as no answer."
    elif value is not None and not is_right:
        remark = next((why for wrong, why in task.mistakes if task.is_near(value, wrong)), "")
    return Graded(
        points=Fraction(is_right),
        is_right=is_right,
        marks=(),
        expected=shown(question, task.answer),
        given=answer if value is None and answer else shown(question, value) if value is not None else "",
        remark=remark,
        reason=task.reason,
    )


def _text(question: ShortText, answer: str | None, accepted: Sequence[str]) -> Graded:
    given = plain(answer or "")
    right = {plain(text) for text in [*question.accepted, *accepted]}
    is_right = bool(given) and given in right
    near = [miss.reason for miss in question.near if given and plain(miss.text) == given]
    also = question.accepted[1:4]
    return Graded(
        points=Fraction(is_right),
        is_right=is_right,
        marks=(),
        expected=question.accepted[0] + (f" (also: {', '.join(also)})" if also else ""),
        given=answer or "",
        remark="" if is_right else next(iter(near), ""),
        reason=question.reason,
    )


def _replies(question: BestReply, answer: dict[str, int | None] | None) -> Graded:
    given = answer or {"best": None, "worst": None}
    right = {
        name: next(place for place, reply in enumerate(question.replies) if reply.verdict == name)
        for name in ("best", "worst")
    }
    hits = sum(given[name] == right[name] for name in right)
    marks = tuple(
        Mark(
            place=place,
            text=reply.text,
            state=_state_of_reply([name for name in right if given[name] == place], reply.verdict),
            reason=reply.reason,
            given=" and ".join(name for name in right if given[name] == place),
            wanted=reply.verdict,
        )
        for place, reply in enumerate(question.replies)
    )
    return Graded(
        points=Fraction(hits, 2),
        is_right=hits == 2,
        marks=marks,
        expected="; ".join(f"{name}: {question.replies[right[name]].text}" for name in right),
        given="; ".join(
            f"{name}: {question.replies[at].text}" for name in right if (at := given[name]) is not None
        ),
    )


def _state_of_reply(named: list[str], verdict: str) -> State:
    if named == [verdict]:
        return "right"
    if named:
        return "wrong"
    return "sound" if verdict == "between" else "missed"


def _ticks(parts: Sequence[tuple[str, str, bool]], chosen: Collection[int | None]) -> tuple[Mark, ...]:
    states: dict[tuple[bool, bool], State] = {
        (True, True): "right",
        (True, False): "wrong",
        (False, True): "missed",
        (False, False): "sound",
    }
    return tuple(
        Mark(place, text, states[place in chosen, is_right], reason)
        for place, (text, reason, is_right) in enumerate(parts)
    )
