"""Images of a course: only plain PNG, and SVG that is nothing but a drawing."""

import hashlib
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from academy.content.problems import Problem

FOLDER = "img"
MAX_BYTES = 200_000

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.(svg|png)")
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "text", "tspan", "textPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
    }
)
_FOREIGN_ATTRIBUTES = frozenset({f"{_XLINK} href", f"{_XML} space", f"{_XML} lang"})
_LOCAL_REFERENCE = re.compile(r"#[\w.-]+")
_URL = re.compile(r"url\s*\(\s*(?!['\"]?#[\w.-]+['\"]?\s*\))", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Image:
    """A checked image: its file and the digest of it, its address, its size in CSS pixels if it has one."""

    file: Path
    address: str
    media_type: str
    digest: str
    width: int | None = None
    height: int | None = None


def load_images(folder: Path, root: Path) -> tuple[dict[str, Image], list[Problem]]:
    """Return a course's sound images by file name, and what is wrong with the others.

    `folder` is the folder of the course, `root` the content folder.
    """
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    paths = sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []
    for path in paths:
        shown = path.relative_to(root)
        if not _NAME.fullmatch(path.name) or not path.is_file():
            message = "images are .svg or .png files named in small letters, digits and hyphens; rename it."
            problems.append(Problem(shown, 1, message, "warning"))
            continue
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            problems.append(Problem(shown, 1, f"this file cannot be read ({error.strerror or error})."))
            continue
        size, faults = _inspect(path, data)
        problems.extend(Problem(shown, line, message) for line, message in faults)
        if not faults:
            media_type = "image/svg+xml" if path.suffix == ".svg" else "image/png"
            address = f"/courses/{folder.name}/{FOLDER}/{path.name}"
            images[path.name] = Image(path, address, media_type, hashlib.sha256(data).hexdigest(), *size)
    return images, problems


_Size = tuple[int | None, int | None]
_Faults = list[tuple[int, str]]


def _inspect(path: Path, data: bytes) -> tuple[_Size, _Faults]:
    if len(data) > MAX_BYTES:
        return (None, None), [(1, "this image is larger than 200 kB; make it smaller.")]
    return _Drawing().read(data) if path.suffix == ".svg" else _inspect_png(data)


def _inspect_png(data: bytes) -> tuple[_Size, _Faults]:
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 24:
        return (None, None), [(1, "this is not a PNG file; export it again as PNG.")]
    width, height = struct.unpack(">II", data[16:24])
    return (width, height), []


class _Drawing:
    """Reads an SVG by events: an allow-list of shapes, no script, no style, nothing from elsewhere."""

    def __init__(self) -> None:
        self._faults: _Faults = []
        self._size: _Size = (None, None)
        self._is_root = True
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._refusal(
            "a document type is not used in images; delete it."
        )
        self._parser.ProcessingInstructionHandler = self._refusal(
            "processing instructions are not used; delete it."
        )

    def read(self, data: bytes) -> tuple[_Size, _Faults]:
        try:
            self._parser.Parse(data, True)
        except _Stopped:
            pass
        except (expat.ExpatError, ValueError) as error:
            line = max(1, getattr(error, "lineno", 1))
            self._faults.append((line, f"this is not well-formed SVG ({error})."))
        return self._size, self._faults

    def _refusal(self, message: str) -> Callable[..., None]:
        """Return a handler that refuses the file and reads no further."""

        def refuse(*_: object) -> None:
            self._fault(message)
            raise _Stopped

        return refuse

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if self._is_root:
            self._is_root = False
            self._size = _svg_size(attributes)
            if tag != "svg":
                self._fault("an SVG file begins with <svg>; export it again as SVG.")
        if namespace != _SVG:
            self._fault(
                f'<{tag}> is not in the SVG namespace; write <svg xmlns="{_SVG}"> and only SVG shapes.'
            )
        elif tag not in _ELEMENTS:
            self._fault(f"<{tag}> is not allowed in images; draw with shapes and text only.")
        for attribute, value in attributes.items():
            self._attribute(attribute, value)

    def _attribute(self, name: str, value: str) -> None:
        plain = name.rpartition(" ")[2].lower()
        if plain.startswith("on") or plain in ("style", "src", "base"):
            self._fault(f"the attribute {plain} is not allowed in images; use presentation attributes.")
        elif " " in name and name not in _FOREIGN_ATTRIBUTES:
            self._fault(f"the attribute {plain} of another namespace is not allowed in images; delete it.")
        elif plain == "href" and not _LOCAL_REFERENCE.fullmatch(value):
            self._fault('an image may only refer to its own parts (href="#part"); delete the link.')
        elif _URL.search(value) or "javascript:" in value.lower():
            self._fault(f"{plain} may only refer to a part of the image itself, such as url(#part).")

    def _fault(self, message: str) -> None:
        self._faults.append((self._parser.CurrentLineNumber, message))


class _Stopped(Exception):  # noqa: N818 - ends the reading, leaves this module never
    pass


def _svg_size(attributes: dict[str, str]) -> _Size:
    """Return width and height of a drawing, from its attributes or else from its viewBox."""
    given = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    if all(given):
        return round(float(given[0][1])), round(float(given[1][1]))  # type: ignore[index]
    box = re.findall(r"-?\d+(?:\.\d+)?", attributes.get("viewBox", ""))
    if len(box) == 4:
        return round(float(box[2])), round(float(box[3]))
    return None, None
