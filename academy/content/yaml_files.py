"""YAML files as plain values that remember their lines; what could surprise an author or a server is refused.

Values follow the YAML 1.2 core schema: `NO`, `12:30` and dates stay text; only `true`, `false`, `null` and
finite numbers become anything else, and keys are always text. Aliases, anchors, tags, double keys, nesting
deeper than 30 and files larger than allowed (200 kB unless said otherwise) are problems. The value is built
from the parser's events in one pass: a hostile file is refused before it costs anything, and nothing can be
talked into constructing objects.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from academy.content.problems import Problem

MAX_BYTES = 200_000
MAX_DEPTH = 30

KeyPath = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_PREFIXED_INTEGER = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,30}|[0-9]{1,30}(\.[0-9]{0,30})?)([eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as read: its value, and the line of everything in it.

    `problems` is empty for a sound file; otherwise `value` holds what could be read, or None.
    """

    path: Path
    value: Any
    problems: tuple[Problem, ...] = ()
    first_line: int = 1
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def line_of(self, key_path: KeyPath) -> int:
        """Return the line of a key or list item, or of the nearest thing around it that exists.

        Parts that name nothing in the file (a missing key, the tag of a union) are skipped over, so the path
        that a pydantic error carries can be handed in as it is.
        """
        found: KeyPath = ()
        for part in key_path:
            if (*found, part) in self.lines:
                found = (*found, part)
        return self.lines.get(found, self.first_line)

    def problem_at(self, key_path: KeyPath, message: str) -> Problem:
        """Return a problem of this file, placed at the line of `key_path`."""
        return Problem(self.path, self.line_of(key_path), message)


def load_yaml(path: Path, *, root: Path | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """Read one YAML file. Never raises for what stands in the file, or for a file that cannot be read.

    `root` is the content folder to which the paths of problems are relative; without it they are bare names.
    """
    shown = Path(path.name) if root is None else path.relative_to(root)
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        return _broken(shown, 1, f"this file cannot be read ({error.strerror or error}).")
    return parse_yaml(data, shown, max_bytes=max_bytes)


def parse_yaml(data: bytes | str, path: Path, *, first_line: int = 1, max_bytes: int = MAX_BYTES) -> Document:
    """Parse YAML text, as `load_yaml` does; `first_line` is the line of the file on which the text begins."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > max_bytes:
        message = f"this file is larger than {max_bytes // 1000} kB; split it into smaller files."
        return _broken(path, first_line, message)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = first_line + raw.count(b"\n", 0, error.start)
        return _broken(path, line, "this is not UTF-8 text; save the file with the encoding UTF-8.")
    builder = _Builder(path, first_line)
    try:
        value = builder.build(text)
    except _Refused as refusal:
        return _broken(path, refusal.line, refusal.message, builder.problems)
    except yaml.MarkedYAMLError as error:
        return _broken(path, first_line + _line_offset(error), _advice(error), builder.problems)
    except yaml.YAMLError:
        line = first_line + _line_of_control_character(text)
        return _broken(path, line, "there is an invisible control character here; delete it.")
    return Document(path, value, tuple(builder.problems), first_line, builder.lines)


class _Refused(Exception):  # noqa: N818 - leaves this module only as a Problem
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled; `key` is where the next value goes."""

    value: dict[str, Any] | list[Any]
    path: KeyPath
    key: str | None = None
    is_duplicate: bool = False


class _Builder:
    """Turns parser events into a value and a table of lines."""

    def __init__(self, path: Path, first_line: int) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[KeyPath, int] = {}
        self._path = path
        self._first_line = first_line
        self._stack: list[_Frame] = []
        self._documents = 0
        self._root: Any = None

    def build(self, text: str) -> Any:
        for event in yaml.parse(text, Loader=_LOADER):
            line = self._first_line + (event.start_mark.line if event.start_mark else 0)
            self._refuse_the_clever(event, line)
            match event:
                case yaml.DocumentStartEvent():
                    self._documents += 1
                    if self._documents > 1:
                        raise _Refused(line, "a second document starts here; keep one document in a file.")
                case yaml.ScalarEvent():
                    self._scalar(event, line)
                case yaml.MappingStartEvent():
                    self._open({}, line)
                case yaml.SequenceStartEvent():
                    self._open([], line)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._stack.pop()
        return self._root

    def _refuse_the_clever(self, event: yaml.Event, line: int) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(
                line, f"aliases such as *{_short(anchor or '')} are not used here; write the value out."
            )
        if anchor is not None:
            raise _Refused(line, f"anchors such as &{_short(anchor)} are not used here; delete it.")
        if tag not in (None, "!"):
            raise _Refused(line, f"tags such as {_short(tag)} are not used here; delete it.")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._start_key(frame, event.value, line)
        else:
            is_plain = event.implicit[0] and not event.style
            self._put(_resolved(event.value) if is_plain else event.value, line)

    def _start_key(self, frame: _Frame, key: str, line: int) -> None:
        assert isinstance(frame.value, dict)  # noqa: S101 - the caller has looked
        key_path = (*frame.path, key)
        frame.key = key
        frame.is_duplicate = key in frame.value
        if frame.is_duplicate:
            first = self.lines[key_path]
            message = f'the key "{_short(key)}" stands here again (first on line {first}); keep one of them.'
            self.problems.append(Problem(self._path, line, message))
        else:
            self.lines.setdefault(key_path, line)

    def _open(self, value: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _Refused(line, f"this is nested more than {MAX_DEPTH} deep; make the structure flatter.")
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            raise _Refused(line, "a key must be plain text; put text that starts with [ or { in quotes.")
        self._stack.append(_Frame(value, self._put(value, line)))

    def _put(self, value: Any, line: int) -> KeyPath:
        """Store a value where it belongs, and return its path."""
        if not self._stack:
            self._root = value
            self.lines[()] = line
            return ()
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            key_path: KeyPath = (*frame.path, len(frame.value))
            self.lines.setdefault(key_path, line)
            frame.value.append(value)
            return key_path
        assert frame.key is not None  # noqa: S101 - a value follows its key
        key_path = (*frame.path, frame.key)
        if not frame.is_duplicate:
            frame.value[frame.key] = value
        frame.key = None
        return key_path


def _resolved(text: str) -> Any:
    """Return the value of an unquoted scalar: YAML 1.2 core, without infinity, NaN and huge numbers."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _PREFIXED_INTEGER.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


def _broken(path: Path, line: int, message: str, earlier: list[Problem] | None = None) -> Document:
    return Document(path, None, (*(earlier or ()), Problem(path, line, message)), line)


def _line_offset(error: yaml.MarkedYAMLError) -> int:
    """Return the line, from 0, at which to look: for something never closed, where it was opened."""
    is_unclosed = "end of stream" in (error.problem or "") and error.context_mark is not None
    mark = error.context_mark if is_unclosed else error.problem_mark
    return mark.line if mark is not None else 0


def _advice(error: yaml.MarkedYAMLError) -> str:
    """Say in an author's words what the parser stumbled over."""
    said = f"{error.context or ''} {error.problem or ''}".strip()
    if "cannot start any token" in said:
        return (
            "there is a tab or a special character here; indent with spaces, and quote text such as @x or %x."
        )
    if "mapping values are not allowed" in said:
        return "there is a second colon on this line; put the text after the first one in quotes."
    if "quoted scalar" in said and "end of stream" in said:
        return "the quote that opens here is never closed; close it."
    if "did not find expected" in said or "could not find expected" in said:
        return f"this does not fit with the lines before it; check indentation, quotes and colons ({said})."
    return f"this is not valid YAML ({said})."


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _line_of_control_character(text: str) -> int:
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start()) if found else 0
