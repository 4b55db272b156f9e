"""The text of a rendered page, whole or by section, without what nobody reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WITHIN_A_LINE = frozenset({"a", "em", "strong", "code", "del", "sub", "sup", "span"})
_UNREAD_CLASSES = frozenset({"footnote-ref", "footnote-backref"})


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; `id` is the heading's."""

    id: str
    heading: str
    text: str


def sections_of(html: str) -> tuple[str, list[Section]]:
    """The text before the first heading, and the sections; each heading with an id begins one."""
    parser = _Sections()
    parser.feed(html)
    parser.close()
    opening, *sections = parser.parts
    return opening.text, [Section(part.id, part.heading_text, part.text) for part in sections]


def text_of(html: str) -> str:
    """All text of the page on one line."""
    opening, sections = sections_of(html)
    return " ".join(filter(None, (opening, *(f"{part.heading} {part.text}" for part in sections))))


@dataclass(slots=True)
class _Part:
    id: str = ""
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def heading_text(self) -> str:
        return " ".join("".join(self.heading).split())

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Sections(HTMLParser):
    """Collects the text of each part; the end of a block parts words, the end of a link does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [_Part()]
        self._is_heading = False
        self._unread = 0  # how deep inside an element that is skipped

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _HEADINGS and attributes.get("id"):
            self.parts.append(_Part(id=attributes["id"] or ""))
            self._is_heading = True
        elif tag == "img":
            self._write(f" {attributes.get('alt') or ''} ")
        elif tag == "a" and _UNREAD_CLASSES & set((attributes.get("class") or "").split()):
            self._unread += 1
        self._part_words(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._is_heading = False
        elif tag == "a" and self._unread:
            self._unread -= 1
        self._part_words(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._write(data)

    def _write(self, text: str) -> None:
        part = self.parts[-1]
        (part.heading if self._is_heading else part.words).append(text)

    def _part_words(self, tag: str) -> None:
        if tag not in _WITHIN_A_LINE:
            self._write(" ")
