"""Found words marked in a text. The rule: the text stays text; a template escapes every piece."""

from __future__ import annotations

from dataclasses import dataclass

START, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that is marked as found, or not."""

    text: str
    is_marked: bool


def pieces_of(marked: str) -> tuple[Piece, ...]:
    """Cut a text at the marks that the index has put around found words."""
    pieces: list[Piece] = []
    for position, part in enumerate(marked.split(START)):
        found, end, rest = part.partition(END) if position else ("", "", part)
        if not end:
            found, rest = "", found + rest
        pieces += [Piece(text, is_marked) for text, is_marked in ((found, True), (rest, False)) if text]
    return tuple(pieces)


def without_marks(text: str) -> str:
    """The text without the two characters that mark, for indexing."""
    return text.replace(START, " ").replace(END, " ").replace("\0", " ")
