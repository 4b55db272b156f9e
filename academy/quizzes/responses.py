"""What an answer to each kind of question looks like, and what cannot be one. Pure; nothing here raises.

An answer names options, items and lines by their place in the file, whatever order they were shown in:

    single    2                          multiple  [0, 3]            errors   [1, 4]
    ordering  [2, 0, null] (the place given to each item, from 0)    numeric  "1,5 GB"
    matching  [1, null, 3] (the right side given to each left)       text     "receipt"
    replies   {"best": 1, "worst": 3}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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

MAX_TYPED = 200
Response = Any


def cleaned(question: Question, response: Any) -> Response:
    """The answer as it is kept; None for no answer, and for what cannot be one."""
    match question:
        case SingleChoice():
            return response if _is_place(response, len(question.options)) else None
        case MultipleChoice():
            return _places(response, len(question.options))
        case FindErrors():
            return _places(response, len(question.lines))
        case Ordering():
            return _given(response, len(question.items), len(question.items))
        case Matching():
            return _given(response, len(question.pairs), len(question.pairs) + len(question.extras))
        case Numeric() | ShortText():
            return _typed(response)
        case BestReply():
            return _verdicts(response, len(question.replies))


def is_whole(question: Question, response: Response) -> bool:
    """Whether an answer says everything that is asked; what it leaves open earns nothing."""
    match question:
        case _ if response is None:
            return False
        case Ordering():
            return sorted(place for place in response if place is not None) == list(range(len(response)))
        case Matching():
            return None not in response
        case BestReply():
            return None not in response.values() and response["best"] != response["worst"]
    return True


def size_of(question: Question) -> int:
    """How many things of a question are shown in an order of their own; 0 where the file's order stands."""
    match question:
        case SingleChoice() | MultipleChoice():
            return len(question.options)
        case Ordering():
            return len(question.items)
        case Matching():
            return len(question.pairs) + len(question.extras)
        case BestReply():
            return len(question.replies)
    return 0


def from_shown(question: Question, shown: Sequence[int], response: Any) -> Response:
    """An answer that names things by the place where they were shown, as it is kept.

    `shown` holds the place in the file of each thing shown. A list for an ordering is one of the items shown.
    """
    match question:
        case SingleChoice() | MultipleChoice() | BestReply():
            return cleaned(question, _mapped(response, dict(enumerate(shown))))
        case Matching():
            return cleaned(question, _mapped(response, dict(enumerate(shown))))
        case Ordering() if isinstance(response, list) and len(response) == len(shown):
            by_item = sorted(zip(shown, response, strict=True), key=lambda pair: pair[0])
            return cleaned(question, [place for _, place in by_item])
    return cleaned(question, response)


def to_shown(question: Question, shown: Sequence[int], response: Response) -> Response:
    """The reverse of `from_shown`, for the form of a question."""
    places = {original: place for place, original in enumerate(shown)}
    match question:
        case _ if response is None:
            return None
        case SingleChoice() | MultipleChoice() | BestReply() | Matching():
            return _mapped(response, places)
        case Ordering():
            return [response[original] for original in shown]
    return response


def _mapped(response: Any, places: dict[int, int]) -> Any:
    if isinstance(response, list):
        return [_mapped(one, places) for one in response]
    if isinstance(response, dict):
        return {name: _mapped(one, places) for name, one in response.items()}
    return places.get(response) if type(response) is int else None


def _is_place(value: Any, count: int) -> bool:
    return type(value) is int and 0 <= value < count


def _places(response: Any, count: int) -> list[int] | None:
    if not isinstance(response, list) or not all(_is_place(one, count) for one in response):
        return None
    return sorted(set(response)) or None


def _given(response: Any, length: int, count: int) -> list[int | None] | None:
    if not isinstance(response, list) or len(response) != length:
        return None
    given = [one if _is_place(one, count) else None for one in response]
    return None if all(one is None for one in given) else given


def _typed(response: Any) -> str | None:
    if not isinstance(response, str) or "\x00" in response:
        return None
    typed = "".join(one for one in response if one.isprintable() or one.isspace())
    return " ".join(typed.split())[:MAX_TYPED].strip() or None


def _verdicts(response: Any, count: int) -> dict[str, int | None] | None:
    if not isinstance(response, dict):
        return None
    given = {
        name: value if _is_place(value := response.get(name), count) else None for name in ("best", "worst")
    }
    return None if given == {"best": None, "worst": None} else given
