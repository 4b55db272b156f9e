"""What a studio changes in the key of a question, and whether it may. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from academy.content.questions.checks import plain
from academy.content.questions.kinds import (
    FindErrors,
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
)
from academy.quizzes.numbers import expected_form, read_number
from academy.quizzes.responses import MAX_TYPED
from academy.quizzes.vocabulary import Change


@dataclass(frozen=True, slots=True)
class Correction:
    """One change: a text to accept, the place of an option or line in the file, or nothing for a drop."""

    change: Change
    value: str = ""


def changes_for(question: Question) -> tuple[Change, ...]:
    """The changes that a question of this kind can take."""
    match question:
        case SingleChoice() | MultipleChoice() | FindErrors():
            return (Change.RIGHT, Change.NOT_RIGHT, Change.DROP)
        case ShortText():
            return (Change.ACCEPT, Change.DROP)
        case Numeric() if not question.parameters:
            return (Change.ACCEPT, Change.DROP)
    return (Change.DROP,)


def fault_of(question: Question, correction: Correction, standing: Collection[Correction] = ()) -> str | None:
    """Why a correction makes no sense for a question under those that stand, in words; None when it does."""
    question, accepted, is_dropped = amended(question, standing)
    if is_dropped:
        return "This question is dropped already; nothing else about it counts."
    if correction.change not in changes_for(question):
        return "A question of this kind cannot be mended so. Choose another change, or drop it."
    if correction.change is Change.ACCEPT:
        return _fault_of_text(question, correction.value, accepted)
    if correction.change is Change.DROP:
        return None
    keys = keys_of(question)
    if not correction.value.isascii() or not correction.value.isdigit() or int(correction.value) >= len(keys):
        return "Choose one of the answers listed."
    keys[int(correction.value)] = is_right = correction.change is Change.RIGHT
    if keys == keys_of(question):
        return "That answer is right already." if is_right else "That answer counts as wrong already."
    if not any(keys):
        return "Nothing would be right any more. Drop the question instead."
    if all(keys):
        return "Everything would be right, so the question would ask nothing. Drop it instead."
    return None


def amended(question: Question, corrections: Collection[Correction]) -> tuple[Question, list[str], bool]:
    """The question with its key changed, the further texts to accept, and whether it is dropped.

    Corrections that do not fit the question are passed over.
    """
    accepted = [one.value for one in corrections if one.change is Change.ACCEPT]
    is_dropped = any(one.change is Change.DROP for one in corrections)
    keys = keys_of(question)
    for one in corrections:
        if (
            one.change in {Change.RIGHT, Change.NOT_RIGHT}
            and one.value.isdecimal()
            and int(one.value) < len(keys)
        ):
            keys[int(one.value)] = one.change is Change.RIGHT
    if keys and any(keys):
        question = _with_keys(question, keys)
    return question, accepted, is_dropped


def keys_of(question: Question) -> list[bool]:
    """For each option or line whether it is to be chosen; empty for kinds without such."""
    match question:
        case SingleChoice() | MultipleChoice():
            return [option.right for option in question.options]
        case FindErrors():
            return [line.wrong for line in question.lines]
    return []


def _with_keys(question: Question, keys: list[bool]) -> Question:
    """The question with other keys. A single choice may get two right ones, so nothing is validated again."""
    match question:
        case SingleChoice() | MultipleChoice():
            options = [
                option.model_copy(update={"right": key})
                for option, key in zip(question.options, keys, strict=True)
            ]
            return question.model_copy(update={"options": options})
        case FindErrors():
            lines = [
                line.model_copy(update={"wrong": key}) for line, key in zip(question.lines, keys, strict=True)
            ]
            return question.model_copy(update={"lines": lines})
    return question


def _fault_of_text(question: Question, value: str, accepted: list[str]) -> str | None:
    if not value.strip() or len(value) > MAX_TYPED:
        return f"Write the answer that is to count as right, in at most {MAX_TYPED} characters."
    if isinstance(question, Numeric):
        return expected_form(question) if read_number(question, value) is None else None
    if not plain(value):
        return "That consists of punctuation or an article only."
    if isinstance(question, ShortText) and plain(value) in {
        plain(one) for one in [*question.accepted, *accepted]
    }:
        return "That answer is accepted already."
    return None
