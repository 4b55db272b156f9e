"""The forms about accounts: what each field takes. The rule it keeps: passwords arrive verbatim."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from wtforms import BooleanField, EmailField, Field, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # missing in the stubs
from wtforms.validators import InputRequired, Length, ValidationError

from academy.accounts import passwords
from academy.accounts.addresses import MAX_LENGTH as MAX_ADDRESS_LENGTH
from academy.accounts.addresses import fault_of_address
from academy.accounts.models import Rung, Theme, TimeFactor
from academy.accounts.services.people import MAX_NAME_LENGTH
from academy.core.forms import AcademyForm, printable, stripped

_RUNGS = {
    Rung.STUDENT: "Student, not in a studio yet",
    Rung.RUNNER: "Runner",
    Rung.ASSISTANT: "Production assistant",
    Rung.COORDINATOR: "Production coordinator",
    Rung.OTHER: "Something else",
}
TIME_FACTORS = {
    TimeFactor.STANDARD: "The usual time",
    TimeFactor.QUARTER_MORE: "A quarter more",
    TimeFactor.HALF_MORE: "Half as much again",
    TimeFactor.DOUBLE: "Twice the time",
    TimeFactor.UNTIMED: "Untimed",
}
_THEMES = {Theme.SYSTEM: "As my device is set", Theme.LIGHT: "Light", Theme.DARK: "Dark"}


def _address(_form: object, field: Field) -> None:
    fault = fault_of_address(field.data or "")
    if fault is not None:
        raise ValidationError(fault)


def _required(what: str) -> InputRequired:
    return InputRequired(f"Enter {what}.")


def _name_field() -> StringField:
    return StringField(
        "Name",
        filters=[stripped],
        validators=[
            _required("your name"),
            Length(min=1, max=MAX_NAME_LENGTH, message=f"A name has 1 to {MAX_NAME_LENGTH} characters."),
            printable,
        ],
        render_kw={"autocomplete": "name"},
    )


def _email_field(label: str = "E-mail address", autocomplete: str = "username") -> EmailField:
    return EmailField(
        label,
        filters=[stripped],
        validators=[_required("an address"), Length(max=MAX_ADDRESS_LENGTH), _address],
        render_kw={"autocomplete": autocomplete, "spellcheck": "false"},
    )


def _known_password_field(label: str = "Password") -> PasswordField:
    return PasswordField(
        label,
        validators=[_required("your password"), Length(max=passwords.MAX_LENGTH)],
        render_kw={"autocomplete": "current-password"},
    )


def _new_password_field(label: str = "Password") -> PasswordField:
    return PasswordField(
        label,
        validators=[_required("a password")],
        render_kw={"autocomplete": "new-password", "minlength": str(passwords.MIN_LENGTH)},
    )


class SignInForm(AcademyForm):
    """Who is there. Any address is taken: what does not exist is simply not right."""

    email = EmailField(
        "E-mail address",
        filters=[stripped],
        validators=[_required("your address"), Length(max=MAX_ADDRESS_LENGTH), printable],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = _known_password_field()
    is_remembered = BooleanField("Stay signed in on this device for 14 days")
    next = HiddenField()


class SignUpForm(AcademyForm):
    """A new account."""

    name = _name_field()
    email = _email_field()
    password = _new_password_field()

    def validate_password(self, field: Field) -> None:
        _check_password(field, email=self.email.data or "", name=self.name.data or "")


class ConfirmationForm(AcademyForm):
    """The password chosen at sign-up: it shows that whoever opened the mail also signed up."""

    password = _known_password_field()


class PasswordResetRequestForm(AcademyForm):
    """Where to send the link."""

    email = _email_field()


class NewPasswordForm(AcademyForm):
    """A new password for a person who came by a mailed link."""

    password = _new_password_field("New password")

    def __init__(self, *, email: str, name: str) -> None:
        super().__init__()
        self._email, self._name = email, name

    def validate_password(self, field: Field) -> None:
        _check_password(field, email=self._email, name=self._name)


class ChangePasswordForm(NewPasswordForm):
    """A new password for a signed-in person, who proves the present one."""

    current_password = _known_password_field("Present password")


class ChangeAddressForm(AcademyForm):
    """A new address, and the password as proof."""

    email = _email_field("New e-mail address", autocomplete="email")
    current_password = _known_password_field()


@cache
def zone_choices() -> list[SelectChoice]:
    """The time zones of places, and UTC."""
    regions = (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    zones = sorted(zone for zone in available_timezones() if zone.split("/")[0] in regions)
    return [SelectChoice("UTC", "UTC"), *(SelectChoice(zone, zone.replace("_", " ")) for zone in zones)]


class ProfileForm(AcademyForm):
    """What people say about themselves."""

    name = _name_field()
    time_zone = SelectField("Time zone", choices=zone_choices, validators=[InputRequired()])
    rung = SelectField(
        "Where you are", choices=[SelectChoice(str(key), text) for key, text in _RUNGS.items()]
    )
    time_factor = SelectField(
        "Time for timed work", choices=[SelectChoice(str(key), text) for key, text in TIME_FACTORS.items()]
    )
    theme = SelectField("Colours", choices=[SelectChoice(str(key), text) for key, text in _THEMES.items()])


class ActionForm(AcademyForm):
    """A button and nothing else."""


def _check_password(field: Field, *, email: str, name: str) -> None:
    fault = passwords.fault_of_password(field.data or "", email=email, name=name)
    if fault is not None:
        raise ValidationError(fault)
