"""Faults of a page that its tree shows: headings, HTML, notes. Also how long it is."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence

from academy.content.markdown.page import Heading
from academy.content.markdown.source import Source

Element = ElementTree.Element

_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_HEADING_LINE = re.compile(r" {0,3}#{1,6}\s")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")


def check_headings(headings: Sequence[Heading], source: Source) -> None:
    """Report a heading of level 1, and a heading that skips a level."""
    written = [number for number, line in source.prose() if _HEADING_LINE.match(line)]
    above = 1
    for position, heading in enumerate(headings):
        is_known = len(written) == len(headings)
        line = written[position] if is_known else source.line_of(heading.text)
        if heading.level == 1:
            source.report(line, "the title of the page is its only heading of level 1; start with ##.")
        elif heading.level > above + 1:
            message = f"this heading jumps from level {above} to {heading.level}; use {'#' * (above + 1)}."
            source.report(line, message, "warning")
        above = heading.level


def check_for_html(root: Element, source: Source) -> None:
    """Report HTML tags in the text: they are shown as they are typed."""
    for text in _texts(root, skipping=("code", "pre")):
        for match in _HTML.finditer(text):
            tag = match[0] if len(match[0]) <= 40 else f"{match[0][:40]}…"
            message = f"HTML such as {tag} is shown as plain text; use Markdown, or put it in `backticks`."
            source.report(source.line_of(match[0].split("\n")[0]), message)


def check_notes(root: Element, source: Source) -> None:
    """Report a reference to a note that does not exist, and a note that nothing refers to."""
    for text in _texts(root, skipping=("code", "pre")):
        for reference in _NOTE.findall(text):
            source.report(
                source.line_of(reference), f"there is no note {reference}; add one: {reference}: ..."
            )
    referred = {link.get("href") for link in root.iter("a") if link.get("class") == "footnote-ref"}
    for item in root.iter("li"):
        name = item.get("id", "")
        if name.startswith("fn:") and f"#{name}" not in referred:
            mark = f"[^{name.removeprefix('fn:')}]"
            source.report(
                source.line_of(f"{mark}:"), f"nothing refers to the note {mark}; refer to it or delete it."
            )


def count_words(root: Element) -> int:
    """Return how many words a reader reads, without the notes at the end."""
    if root.get("class") in ("footnote", "footnote-ref"):
        return 0
    own = " ".join([root.text or "", *(child.tail or "" for child in root)])
    return len(own.split()) + sum(count_words(child) for child in root)


def running_text(root: Element) -> Iterator[str]:
    """Yield the text of every paragraph and list item; tables, headings and notes do not run."""
    if root.get("class") == "footnote" or root.tag == "table":
        return
    if root.tag == "p":
        yield " ".join("".join(root.itertext()).split())
        return
    if root.tag == "li" and not any(child.tag in ("p", "ul", "ol") for child in root):
        yield " ".join("".join(root.itertext()).split())
        return
    for child in root:
        yield from running_text(child)


def _texts(element: Element, skipping: tuple[str, ...]) -> Iterator[str]:
    if element.tag not in skipping:
        yield element.text or ""
        for child in element:
            yield from _texts(child, skipping)
            yield child.tail or ""
