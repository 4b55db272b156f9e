"""What people send about their cards."""

from __future__ import annotations

from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, Regexp

from academy.core.forms import AcademyForm, printable, stripped
from academy.review.models import Aside, CardKind

KEY = r"[A-Za-z0-9_-]{8,64}"
MAX_NOTE = 500
MAX_REVIEWS, MAX_NEW = 100, 30
ASIDE_LABELS = {
    Aside.KNOWN: "I know this for good",
    Aside.UNFIT: "It is of no use to me",
    Aside.WRONG: "This one is wrong",
}


class ReviewForm(AcademyForm):
    """One rating: of the card as it stood at `turn`, shown at so many milliseconds of the server's clock."""

    rating = IntegerField(validators=[InputRequired(), AnyOf((1, 2, 3, 4))])
    turn = IntegerField(validators=[InputRequired(), NumberRange(min=0)])
    key = StringField(validators=[InputRequired(), Regexp(f"^{KEY}$")])
    shown_at = IntegerField(validators=[Optional()])


class UndoingForm(AcademyForm):
    """Nothing but the token."""


class AsideForm(AcademyForm):
    """Why a card is to be left out."""

    because = RadioField(
        "Why leave it out?",
        choices=[SelectChoice(value=str(aside), label=label) for aside, label in ASIDE_LABELS.items()],
        validators=[InputRequired("Choose a reason.")],
    )
    note = TextAreaField(
        "What is wrong with it?",
        filters=[stripped],
        validators=[Optional(), Length(max=MAX_NOTE), printable],
    )


class LimitsForm(AcademyForm):
    """How much in a day."""

    reviews = IntegerField(
        "Due cards a day, at most",
        validators=[InputRequired("Give a number of cards."), NumberRange(min=1, max=MAX_REVIEWS)],
    )
    new = IntegerField(
        "New cards a day, at most",
        validators=[InputRequired("Give a number of cards, 0 for none."), NumberRange(min=0, max=MAX_NEW)],
    )


class PauseForm(AcademyForm):
    """Days without review, in the person's own calendar."""

    starts_on = DateField("First day", validators=[InputRequired("Choose the first day.")])
    ends_on = DateField("Last day", validators=[InputRequired("Choose the last day.")])
    key = HiddenField(validators=[InputRequired(), Regexp(f"^{KEY}$")])


class PracticeForm(AcademyForm):
    """The mistake to practise again."""

    kind = StringField(validators=[InputRequired(), AnyOf([str(kind) for kind in CardKind])])
    key = StringField(validators=[InputRequired(), Length(max=200)])


class AnswerForm(AcademyForm):
    """What a trainer says about a card that was called wrong."""

    answer = StringField(
        "What you found",
        filters=[stripped],
        validators=[
            InputRequired("Say in a sentence what you found."),
            Length(min=3, max=180, message="Say it in 3 to 180 characters."),
            printable,
        ],
    )
