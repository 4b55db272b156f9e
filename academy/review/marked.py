"""Short texts of the content as safe HTML, for the two sides of a card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup, escape

from academy.content.markdown import Page, render

_MARKUP = re.compile(r"[*_`\[\]<>&\\|\n#~^]")
_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)
_CARD = Path("a card")


def marked_block(text: str, links: Mapping[str, str]) -> Markup:
    """A text with its paragraphs, lists and frames; `links` hold addresses by file of the content."""
    page = Page(_CARD, links={f"../{target}": address for target, address in links.items()})
    return Markup(render(text, page).html)  # noqa: S704  (sanitised by the content package)


def marked_line(text: str, links: Mapping[str, str]) -> Markup:
    """A text that stands inside a line: without the paragraph around it."""
    if not _MARKUP.search(text):
        return escape(text)
    block = marked_block(text, links).strip()
    match = _ONE_PARAGRAPH.fullmatch(block)
    return Markup(match[1]) if match else Markup(block)  # noqa: S704  (as above)
