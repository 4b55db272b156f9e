"""What people send to quizzes, read strictly. The rule: an unknown field is refused, not ignored."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Regexp, ValidationError

from academy.content.questions.kinds import (
    BestReply,
    FindErrors,
    Matching,
    MultipleChoice,
    Ordering,
    Question,
    SingleChoice,
)
from academy.core.errors import AcademyError
from academy.core.forms import AcademyForm, printable, stripped
from academy.quizzes.amending import Correction
from academy.quizzes.models import REASON_LENGTH
from academy.quizzes.responses import MAX_TYPED
from academy.quizzes.vocabulary import Certainty, Change

KEY = r"^[A-Za-z0-9_-]{8,64}$"
MAX_REVISION = 10**8
MAX_EXTENSION_MINUTES = 240
STAY = "stay"
NEXT = "next"
_ALWAYS = frozenset({"csrf_token", "position", "revision", "certainty", "then"})
_NUMBER = re.compile(r"[0-9]{1,9}")
_NEEDED = "Say why, in a sentence."


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent: it names things by the place where they were shown. `then` is where to go."""

    position: int
    revision: int
    response: Any
    certainty: Certainty | None
    then: str


class StartForm(AcademyForm):
    """A wish to start an attempt; the page's key makes a double click one attempt."""

    key = HiddenField(validators=[InputRequired(), Regexp(KEY)])


class FlagForm(AcademyForm):
    """What is wrong with a question."""

    position = HiddenField(validators=[InputRequired(), Regexp(r"^[0-9]{1,4}$")])
    reason = TextAreaField(
        "What is wrong with it?",
        filters=[stripped],
        validators=[InputRequired(_NEEDED), Length(min=5, max=REASON_LENGTH, message=_NEEDED)],
    )


class SettlementForm(AcademyForm):
    """A trainer's answer to a flag."""

    answer = TextAreaField(
        "Your answer",
        filters=[stripped],
        validators=[InputRequired(_NEEDED), Length(min=5, max=REASON_LENGTH, message=_NEEDED)],
    )


class ExtensionForm(AcademyForm):
    """More minutes for a running attempt, and why; `seen_end` is the end that the trainer's page showed."""

    minutes = IntegerField(
        "Minutes more",
        validators=[
            InputRequired("Say how many minutes."),
            NumberRange(
                1,
                MAX_EXTENSION_MINUTES,
                message=f"Give 1 to {MAX_EXTENSION_MINUTES} minutes, as a whole number.",
            ),
        ],
    )
    reason = StringField(
        "Why",
        filters=[stripped],
        validators=[InputRequired(_NEEDED), Length(min=5, max=REASON_LENGTH, message=_NEEDED), printable],
    )
    seen_end = HiddenField(validators=[InputRequired()])
    key = HiddenField(validators=[InputRequired(), Regexp(KEY)])

    def validate_seen_end(self, field: HiddenField) -> None:
        try:
            moment = datetime.fromisoformat(field.data or "")
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise ValidationError("The page did not say which end it showed. Reload it.")


class ReasonForm(AcademyForm):
    """Why something is undone."""

    reason = StringField(
        "Why",
        filters=[stripped],
        validators=[InputRequired(_NEEDED), Length(min=5, max=REASON_LENGTH, message=_NEEDED), printable],
    )


class AmendmentForm(ReasonForm):
    """A change of a key that was tried, with the reason why it is made. `choice` is "change:value"."""

    studio = HiddenField(validators=[InputRequired(), Regexp(r"^[0-9]{1,9}$")])
    digest = HiddenField(validators=[InputRequired(), Regexp(r"^[0-9a-f]{64}$")])
    change = HiddenField(validators=[InputRequired(), Length(max=20)])
    value = HiddenField(validators=[Length(max=200)])
    key = HiddenField(validators=[InputRequired(), Regexp(KEY)])


def read_trial() -> Correction | None:
    """The change of a key that the address of a page asks to try; None when it asks for none."""
    change, _, value = request.args.get("choice", "").partition(":")
    if change not in set(Change):
        return None
    if change == Change.ACCEPT:
        value = request.args.get("text", "").strip()
    return Correction(Change(change), value[:MAX_TYPED])


def position_sent() -> int:
    """The question that a form is about."""
    return _whole(
        request.form.get("position", ""), "Reload the page: it did not say which question it is about."
    )


def read_answer(question: Question) -> Sent:
    """The answer in the form of a request, for a question of that kind."""
    form = request.form
    fields, response = _READERS.get(type(question), _typed)(question, form)
    unknown = sorted(set(form) - _ALWAYS - set(fields))
    if unknown:
        raise AcademyError(f"This question has no field “{unknown[0][:40]}”. Nothing was saved.")
    certainty = form.get("certainty", "")
    if certainty not in {"", *Certainty}:
        raise AcademyError("You can be sure, fairly sure, or guess. Nothing was saved.")
    revision = _whole(form.get("revision", ""), "Reload the page: it did not say which answer it has seen.")
    return Sent(
        position_sent(),
        revision,
        response,
        Certainty(certainty) if certainty else None,
        form.get("then", NEXT),
    )


def _whole(text: str, message: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) > MAX_REVISION:
        raise AcademyError(f"{message} Nothing was saved.")
    return int(text)


Form = MultiDict[str, str]
Read = tuple[Collection[str], Any]


def _one(_question: Question, form: Form) -> Read:
    return {"choice"}, _place(form.get("choice", ""))


def _many(_question: Question, form: Form) -> Read:
    return {"choice"}, [_place(value) for value in form.getlist("choice")]


def _ordered(question: Ordering, form: Form) -> Read:
    names = [f"place-{number}" for number in range(len(question.items))]
    places = [_place(form.get(name, "")) for name in names]
    return names, [None if place is None else place - 1 for place in places]


def _matched(question: Matching, form: Form) -> Read:
    names = [f"match-{number}" for number in range(len(question.pairs))]
    return names, [_place(form.get(name, "")) for name in names]


def _judged(_question: Question, form: Form) -> Read:
    return {"best", "worst"}, {name: _place(form.get(name, "")) for name in ("best", "worst")}


def _typed(_question: Question, form: Form) -> Read:
    return {"typed"}, form.get("typed", "")


def _place(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


_READERS: dict[type, Any] = {
    SingleChoice: _one,
    MultipleChoice: _many,
    FindErrors: _many,
    Ordering: _ordered,
    Matching: _matched,
    BestReply: _judged,
}
