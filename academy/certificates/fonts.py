"""Faces for the PDF, and which letters they can draw. The rule: a letter without a face is no box, but said.

Noto Sans (from pymupdf-fonts) covers Latin, Vietnamese, Greek and Cyrillic. Other letters come from a
TrueType font of the system, if it has one of those below. Letters that have to be joined, reordered or
stacked are left to a browser: they would come out as letters, but not as the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import escape

REGULAR, BOLD, CODE = "AcademySans", "AcademySans-Bold", "AcademyCode"
_BUNDLED = {REGULAR: "notos", BOLD: "notosbo", CODE: "ubuntm"}
FONT_FOLDERS = tuple(
    Path(folder)
    for folder in (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:/Windows/Fonts",
    )
)
#: TrueType fonts with many letters, the best first; fonts with PostScript outlines cannot be embedded.
SYSTEM_FONTS = (
    *("NanumGothic.ttf", "malgun.ttf", "AppleGothic.ttf", "UnBatang.ttf"),
    *("ipagp.ttf", "fonts-japanese-gothic.ttf", "VL-PGothic-Regular.ttf"),
    *("wqy-zenhei.ttc", "wqy-microhei.ttc", "DroidSansFallbackFull.ttf", "simhei.ttf"),
    *("Arial Unicode.ttf", "ARIALUNI.TTF", "DejaVuSans.ttf"),
)
_MARKS = frozenset({"Mn", "Mc", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def is_pdf_possible() -> bool:
    """Whether the extra `pdf` is installed."""
    try:
        import pymupdf_fonts  # noqa: F401  (optional)
        import reportlab  # noqa: F401  (optional)
    except ImportError:
        return False
    return True


def letters_without_face(texts: Iterable[str]) -> str:
    """The letters of these texts that a PDF of this server cannot show, each once; empty when it can."""
    letters = dict.fromkeys(letter for text in texts for letter in composed(text))
    return "".join(letter for letter in letters if _face_of(letter, REGULAR) is None)


def marked_up(text: str, face: str = REGULAR) -> str:
    """The text for a paragraph of the PDF: escaped, each stretch in a face that has its letters."""
    stretches = groupby(composed(text), key=lambda letter: _face_of(letter, face) or face)
    return "".join(f'<font name="{name}">{escape("".join(letters))}</font>' for name, letters in stretches)


def composed(text: str) -> str:
    """The text with each letter and its accents as one character where there is one."""
    return unicodedata.normalize("NFC", text)


def _face_of(letter: str, face: str) -> str | None:
    if unicodedata.category(letter) in _MARKS or unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT:
        return None
    if letter.isspace() or ord(letter) in _bundled(face):
        return face
    return next((name for name, letters in _system_faces() if ord(letter) in letters), None)


@cache
def _bundled(face: str) -> frozenset[int]:
    """Registers a bundled face and answers the letters it has."""
    from pymupdf_fonts import fontbuffers  # optional, and some MB
    from reportlab.pdfbase import pdfmetrics  # optional and heavy
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(face, BytesIO(fontbuffers[_BUNDLED[face]]()))
    pdfmetrics.registerFont(font)
    return _letters_of(font)


def _system_faces() -> Iterator[tuple[str, frozenset[int]]]:
    for path in _system_files(FONT_FOLDERS):
        face = _system_face(path)
        if face is not None:
            yield face


@cache
def _system_files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.tt[fc]")) if folder.is_dir() else ():
            found.setdefault(path.name, path)
    return tuple(found[name] for name in SYSTEM_FONTS if name in found)


@cache
def _system_face(path: Path) -> tuple[str, frozenset[int]] | None:
    """Registers a font of the system, read when a letter first needs it; None when it cannot be embedded."""
    from reportlab.pdfbase import pdfmetrics  # optional and heavy
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"System-{path.stem.replace(' ', '-')}"
    try:
        font: Any = TTFont(name, str(path))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return name, _letters_of(font)


def _letters_of(font: Any) -> frozenset[int]:
    return frozenset(code for code, glyph in font.face.charToGlyph.items() if glyph)  # 0 is the box
