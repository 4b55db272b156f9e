"""Renders the shared templates without the application: its globals are stand-ins."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Regexp

import academy

ROOT = Path(academy.__file__).parent
ADA = SimpleNamespace(is_authenticated=True, name="Ada")
NOBODY = SimpleNamespace(is_authenticated=False)

FRAME: dict[str, Any] = {
    "current_user": ADA,
    "navigation": [{"label": "Learn", "url": "/courses", "is_current": True}],
    "account_links": [{"label": "Profile", "url": "/profile", "is_current": False}],
    "sign_out_url": "/sign-out",
}


class ProfileForm(Form):
    """One field of each kind."""

    name = StringField("Name", [InputRequired()])
    email = EmailField("E-mail", [InputRequired(), Regexp(r".+@.+", message="An address needs an @.")])
    stage = SelectField("Where you stand", choices=[SelectChoice("runner", "Runner")])
    theme = RadioField("Theme", [InputRequired("Choose one.")], choices=[SelectChoice("dark", "Dark")])
    about = TextAreaField("About you")
    remember = BooleanField("Keep me signed in")


def profile_form(**values: str) -> ProfileForm:
    """The form as sent with `values` and validated."""
    form = ProfileForm(MultiDict(values))
    form.validate()
    return form


def asset(path: str) -> str:
    """The address of a static file; a file that is missing fails the page."""
    if not (ROOT / "static" / path).is_file():
        raise FileNotFoundError(path)
    return f"/static/{path}"


def environment() -> Environment:
    """Jinja as the application sets it up, strict about undefined names."""
    jinja = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals.update(
        asset=asset,
        csrf_token=lambda: "token-of-this-session",
        get_flashed_messages=lambda with_categories: [],
    )
    return jinja


def render(template: str, **context: Any) -> str:
    """A whole page for Ada, or for whom `context` says."""
    return environment().get_template(template).render(FRAME | context)


def render_string(source: str, **context: Any) -> str:
    """A scrap of template that may import the partials."""
    return environment().from_string(source).render(context)


class Elements(HTMLParser):
    """The elements of a page as (tag, attributes), in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """Attributes of each `tag` that carries `attributes`, written as `class_` or `aria_label`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [found for name, found in self.found if name == tag and wanted.items() <= found.items()]

    def one(self, tag: str, **attributes: str) -> dict[str, str | None]:
        """The attributes of the only such element."""
        (only,) = self.all(tag, **attributes)
        return only

    @property
    def ids(self) -> list[str]:
        """Every id of the page, repeated ones too."""
        return [attributes["id"] or "" for _, attributes in self.found if "id" in attributes]
