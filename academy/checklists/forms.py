"""The forms of lists that people work with: starting one, saying a word about an item, adding somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from wtforms import (
    DateTimeLocalField,
    EmailField,
    Field,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from academy.checklists.links import fault_of_link
from academy.checklists.models import EventKind, Verdict
from academy.checklists.services import Deed
from academy.content.checklists import OWNERS
from academy.core.forms import AcademyForm, printable, stripped

KEY = r"[A-Za-z0-9_-]{8,64}\Z"
MAX_TEXT_LENGTH = 500
MAX_COMMENT_LENGTH = 1000
DUE_YEARS = range(2000, 2101)
NEEDS_REASON = {EventKind.NOT_APPLICABLE, EventKind.GATE_ACCEPTED}


def written(_form: object, field: Field) -> None:
    """A text's validator: as `printable`, but lines may break."""
    kept = field.data
    field.data = (kept or "").replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    try:
        printable(_form, field)
    finally:
        field.data = kept


def in_utc(local: datetime | None, zone: str) -> datetime | None:
    """A time that somebody has entered in their own zone."""
    return None if local is None else local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _due_field(label: str = "Due") -> DateTimeLocalField:
    return DateTimeLocalField(label, format="%Y-%m-%dT%H:%M", validators=[Optional()])


def _check_year(field: Field) -> None:
    if field.data is not None and field.data.year not in DUE_YEARS:
        raise ValidationError(f"The year must be between {DUE_YEARS[0]} and {DUE_YEARS[-1]}.")


def _key_field() -> HiddenField:
    message = "This page is incomplete. Load it again and repeat."
    return HiddenField("Key", validators=[InputRequired(message), Regexp(KEY, message=message)])


class StartForm(AcademyForm):
    """A list for a production; the time is in the person's zone."""

    production = StringField(
        "Production",
        filters=[stripped],
        validators=[
            InputRequired("Name the production."),
            Length(min=1, message="Name the production."),
            Length(max=120, message="A production's name has 1 to 120 characters."),
            printable,
        ],
    )
    episode = StringField(
        "Episode",
        filters=[stripped],
        validators=[Optional(), Length(max=60, message="At most 60 characters."), printable],
    )
    due = _due_field()
    studio = SelectField("For", coerce=int, validators=[InputRequired("Choose whose list it is.")])
    key = _key_field()

    def validate_due(self, field: Field) -> None:
        _check_year(field)


class EventForm(AcademyForm):
    """A word about an item, or (due_changed) about the list; what it needs depends on its kind."""

    kind = HiddenField("What to do", validators=[InputRequired("Press one of the buttons.")])
    item = HiddenField("Item", validators=[Optional(), Length(max=12)])
    text = TextAreaField(
        "Note",
        filters=[stripped],
        validators=[Length(max=MAX_TEXT_LENGTH, message=f"At most {MAX_TEXT_LENGTH} characters."), written],
    )
    url = StringField("Evidence link", filters=[stripped])
    name = StringField(
        "Name", filters=[stripped], validators=[Length(max=120, message="At most 120 characters."), printable]
    )
    owner = SelectField(
        "Owner",
        validators=[Optional()],
        validate_choice=False,
        choices=[SelectChoice(code, text) for code, text in OWNERS.items()],
    )
    due = _due_field()
    key = _key_field()

    def validate_kind(self, field: Field) -> None:
        if field.data not in set(EventKind):
            raise ValidationError("There is no such button on this list.")

    def validate_text(self, field: Field) -> None:
        if self.kind.data in NEEDS_REASON and not field.data:
            raise ValidationError("Say why: whoever reads the list later needs the reason.")
        if self.kind.data == EventKind.NOTED and not field.data and not self.url.data:
            raise ValidationError("Write a note or give a link; both are empty.")

    def validate_url(self, field: Field) -> None:
        if self.kind.data == EventKind.LINK_REMOVED:
            return  # whatever stands there may go
        fault = fault_of_link(field.data) if field.data else None
        if fault is not None:
            raise ValidationError(fault)

    def validate_name(self, field: Field) -> None:
        if self.kind.data == EventKind.GATE_ACCEPTED and not field.data:
            raise ValidationError("Name the person who accepts that it is open.")

    def validate_owner(self, field: Field) -> None:
        if self.kind.data == EventKind.OWNER_CHANGED and field.data not in OWNERS:
            raise ValidationError("Choose one of the roles.")

    def validate_due(self, field: Field) -> None:
        _check_year(field)

    def deed(self, zone: str) -> Deed:
        """What the person does, with no more than its kind carries; times are in their zone."""
        kind = EventKind(str(self.kind.data))
        due = in_utc(self.due.data, zone)
        entered = {
            "text": self.text.data,
            "url": self.url.data,
            "name": self.name.data,
            "owner": self.owner.data,
            "due": due.isoformat() if due else "",
        }
        payload = {name: entered[name] for name in _CARRIES.get(kind, ()) if entered[name]}
        return Deed(kind, self.item.data or None, payload)


_CARRIES: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.TICKED: ("text", "url"),
    EventKind.NOTED: ("text", "url"),
    EventKind.LINK_REMOVED: ("url",),
    EventKind.NOT_APPLICABLE: ("text",),
    EventKind.GATE_ACCEPTED: ("name", "text"),
    EventKind.OWNER_CHANGED: ("owner", "name"),
    EventKind.DUE_CHANGED: ("due",),
}


class MemberForm(AcademyForm):
    """Somebody to add: a team-mate by number, or anybody of the studio by address."""

    email = EmailField("E-mail address", filters=[stripped], validators=[Length(max=254), printable])
    person = HiddenField("Team-mate", validators=[Optional(), Regexp(r"[1-9][0-9]{0,8}\Z")])

    def __init__(self) -> None:
        super().__init__()
        self.email.flags.required = True  # of the form that shows it; a team-mate's button sends a number

    def validate_email(self, field: Field) -> None:
        if not field.data and not self.person.data:
            raise ValidationError("Enter the address with which they sign in.")


class KeyForm(AcademyForm):
    """A button that makes something once."""

    key = _key_field()


class ArchiveForm(AcademyForm):
    """Put the list away, or bring it back."""

    is_archived = SelectField("Archived", choices=[SelectChoice("yes", "yes"), SelectChoice("no", "no")])


class SignOffForm(AcademyForm):
    """What a trainer says about an item, or (no item) about the list."""

    item = HiddenField("Item", validators=[Optional(), Length(max=12)])
    verdict = HiddenField("Verdict", validators=[InputRequired("Press one of the buttons.")])
    comment = TextAreaField(
        "Comment",
        filters=[stripped],
        validators=[
            Length(max=MAX_COMMENT_LENGTH, message=f"At most {MAX_COMMENT_LENGTH} characters."),
            written,
        ],
    )
    seen = HiddenField("Seen", validators=[InputRequired(), Regexp(r"[0-9]{1,9}\Z")])
    key = _key_field()

    def validate_verdict(self, field: Field) -> None:
        if field.data not in set(Verdict):
            raise ValidationError("There is no such verdict.")

    def validate_comment(self, field: Field) -> None:
        if self.verdict.data == Verdict.NOT_YET and not field.data:
            raise ValidationError("Say what is missing, so that the learner can mend it.")
