"""One question of each kind, and the answers that are right."""

from __future__ import annotations

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
from academy.content.questions.numeric import set_task
from academy.quizzes.asking import draw_for, question_of, values_of

WHY = "Because it is so."
ASKED = {
    "module": "open",
    "objective": "Name what",
    "behaviour": "K1.1",
    "text": "What is asked here, please?",
}


def options(*right: bool) -> list[dict[str, Any]]:
    return [{"text": f"Option {place}", "reason": WHY, "right": key} for place, key in enumerate(right)]


SINGLE = {**ASKED, "id": "one", "kind": "single", "options": options(False, True, False)}
MULTIPLE = {**ASKED, "id": "several", "kind": "multiple", "options": options(True, False, True, False)}
ORDERING = {
    **ASKED,
    "id": "order",
    "kind": "ordering",
    "items": [{"text": f"Step {number}", "reason": WHY} for number in range(1, 5)],
}
MATCHING = {
    **ASKED,
    "id": "match",
    "kind": "matching",
    "pairs": [{"left": f"Left {n}", "right": f"Right {n}", "reason": WHY} for n in range(3)],
    "extras": [{"text": "Nothing's", "reason": WHY}],
}
NUMERIC = {
    **ASKED,
    "id": "number",
    "kind": "numeric",
    "text": "How long do {size} GB take at half a GB a minute?",
    "parameters": {"size": {"choices": [1, 2, 3]}},
    "formula": "size * 2",
    "unit": "minutes",
    "decimals": 1,
    "reason": "Twice as many minutes as GB: {answer}.",
    "mistakes": [{"formula": "size / 2", "reason": "That is the wrong way round."}],
    "keys": [{"size": 1, "answer": 2}],
}
CLOCK = {
    **ASKED,
    "id": "clock",
    "kind": "numeric",
    "formula": "845",
    "unit": "clock",
    "reason": "It is {answer}.",
    "keys": [{"answer": "14:05"}],
}
TEXT = {
    **ASKED,
    "id": "word",
    "kind": "text",
    "accepted": ["receipt", "delivery note"],
    "reason": WHY,
    "near": [{"text": "manifest", "reason": "It says what left, not what arrived."}],
}
ERRORS = {
    **ASKED,
    "id": "lines",
    "kind": "errors",
    "artefact": {"kind": "notes", "title": "Notes"},
    "lines": [{"text": f"Line {n}", "reason": WHY, "wrong": n in {1, 3}} for n in range(5)],
}
REPLIES = {
    **ASKED,
    "id": "reply",
    "kind": "replies",
    "replies": [
        {"text": f"Reply {verdict} {n}", "reason": WHY, "verdict": verdict}
        for n, verdict in enumerate(["between", "best", "worst", "between"])
    ],
}
PLAIN = (SINGLE, MULTIPLE, ORDERING, MATCHING, NUMERIC, CLOCK, TEXT, ERRORS, REPLIES)
QUESTIONS = {plain["id"]: question_of(plain) for plain in PLAIN}


def right_answer(question: Question, seed: int = 1) -> Any:
    """The answer that the key wants, as it is kept."""
    match question:
        case SingleChoice():
            return next(place for place, option in enumerate(question.options) if option.right)
        case MultipleChoice():
            return [place for place, option in enumerate(question.options) if option.right]
        case FindErrors():
            return [place for place, line in enumerate(question.lines) if line.wrong]
        case Ordering():
            return list(range(len(question.items)))
        case Matching():
            return list(range(len(question.pairs)))
        case Numeric():
            answer = set_task(question, values_of(draw_for(question, seed))).answer
            if question.is_clock:
                return f"{int(answer) // 60:02d}:{int(answer) % 60:02d}"
            return f"{float(answer):.6f}".rstrip("0").rstrip(".")
        case ShortText():
            return question.accepted[0]
        case BestReply():
            verdicts = [reply.verdict for reply in question.replies]
            return {"best": verdicts.index("best"), "worst": verdicts.index("worst")}
