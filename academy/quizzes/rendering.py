"""Texts of questions as safe HTML, rendered as modules are; kept, as the same texts come again and again."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from academy.content.course_folders import QUESTIONS_NAME
from academy.content.markdown import render
from academy.content.markdown.blocks import ARTEFACTS
from academy.content.markdown.page import Page
from academy.content.questions.kinds import Artefact
from academy.learning.library import current_library

_PARAGRAPH = ("<p>", "</p>")


def html_of(text: str) -> Markup:
    """A text of a question as blocks of HTML."""
    return Markup(_rendered(text, current_library().digest))  # noqa: S704  (sanitised by render)


def line_of(text: str) -> Markup:
    """A short text of a question as HTML within a line."""
    html = _rendered(text, current_library().digest).strip()
    inner = html.removeprefix(_PARAGRAPH[0]).removesuffix(_PARAGRAPH[1])
    is_one = html.startswith(_PARAGRAPH[0]) and html.endswith(_PARAGRAPH[1]) and _PARAGRAPH[0] not in inner
    return Markup(inner) if is_one else Markup("<span>{}</span>").format(escape(text))  # noqa: S704


def words_of(text: str) -> str:
    """A short text of a question without marks, for what holds text only."""
    return line_of(text).striptags()


def artefact_of(artefact: Artefact) -> Markup:
    """An artefact in its frame."""
    return html_of(f"///// artefact | {artefact.kind}: {artefact.title}\n{artefact.text}\n/////\n")


def name_of_frame(kind: str) -> str:
    """What papers of a kind are called."""
    return ARTEFACTS[kind]


@lru_cache(maxsize=8000)
def _rendered(text: str, _library_digest: str) -> str:
    links = {f"../{target}": address for target, address in current_library().links.items()}
    return render(text, Page(Path(QUESTIONS_NAME), 1, links)).html
