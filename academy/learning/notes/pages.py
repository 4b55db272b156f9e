"""Notes as people take them away, and as a page shows them. The rule: what was typed runs nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import nh3
from markupsafe import Markup

from academy.content.markdown import Page, render
from academy.learning.notes.queries import CourseNotes

#: A text with more of these is shown as it was typed: reading them takes the parser's time.
MARKS, MAX_MARKS = "[]()!*_`<>&\\|", 400
_HEADINGS = tuple(f"h{level}" for level in range(2, 7))
# A note stands among others on a page: no ids, nothing that starts a behaviour, no boxes, no pictures.
_CLEANER = nh3.Cleaner(
    tags={
        *("p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br", "del"),
        *("em", "strong", "code", "a", "table", "thead", "tbody", "tr", "th", "td", *_HEADINGS),
    },
    attributes={"a": {"href"}},
    link_rel="noopener noreferrer",
    url_schemes={"http", "https", "mailto"},
)


@lru_cache(maxsize=512)
def html_of(text: str) -> Markup:
    """A note as safe HTML: its Markdown, or the text as it was typed when that cannot be read as Markdown."""
    rendered = "" if _is_dense(text) else render(text, Page(Path("note.md"))).html
    html = _CLEANER.clean(rendered)
    if not html.strip():
        return Markup('<pre class="note-plain">{}</pre>').format(text)
    for tag in _HEADINGS:  # the page has its own headings
        html = html.replace(f"<{tag}>", '<p class="note-heading">').replace(f"</{tag}>", "</p>")
    return Markup(html)  # noqa: S704  # cleaned above


def markdown_of(courses: Sequence[CourseNotes], *, now: datetime) -> str:
    """All notes as one Markdown file: a heading for each course, module and heading; the texts as typed."""
    lines = ["# My notes from Academy", "", f"Taken on {now:%Y-%m-%d}.", ""]
    for course in courses:
        lines += [f"## {course.title}", ""]
        module = None
        for one in course.notes:
            if one.module_title != module:
                module = one.module_title
                lines += [f"### {module}", ""]
            lines += [f"#### {one.heading}", ""] if one.heading else []
            lines += [one.note.text.strip("\n"), ""]
    return "\n".join(lines)


def _is_dense(text: str) -> bool:
    return sum(map(text.count, MARKS)) > MAX_MARKS
