"""The text of a page before rendering: where things stand in it, and what is wrong with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from academy.content.problems import Problem

MAX_PROBLEMS = 200

_FENCE = re.compile(r"(`{3,}|~{3,})")


class Source:
    """A page's Markdown with its place in the file; collects the problems found while rendering it."""

    def __init__(self, text: str, path: Path, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._claimed: set[tuple[str, int]] = set()

    def report(self, line: int, message: str, severity: Literal["error", "warning"] = "error") -> None:
        """Add a problem at a line of the file; after so many that nobody reads on, add no more."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.path, line, message, severity))

    def line_of(self, *needles: str) -> int:
        """Return the line of the first needle that occurs; asked again for the same, of its next occurrence.

        The parser keeps no positions, so a fault found in the tree is looked up by its own text.
        """
        if len(self.problems) >= MAX_PROBLEMS:
            return self.first_line
        for needle in needles:
            for number, line in enumerate(self._lines, self.first_line):
                if needle in line and (needle, number) not in self._claimed:
                    self._claimed.add((needle, number))
                    return number
        return self.first_line

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yield line number and text of every line outside fenced code."""
        last_places = {line.strip(): place for place, line in enumerate(self._lines)}
        fence = ""
        for place, line in enumerate(self._lines):
            opening = _FENCE.match(line)
            if fence:
                if line.strip() == fence:
                    fence = ""
            elif opening and last_places.get(opening[1], -1) > place:
                fence = opening[1]
            else:
                yield self.first_line + place, line
