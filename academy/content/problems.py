"""What is wrong with a content file: a value with a place, never an exception."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in one file; `str()` gives `path:line: message`.

    `path` is relative to the content folder and `line` counts from 1. The severity "error" means that a
    reader would meet something missing, wrong or unsafe, so what the file belongs to is left out; "warning"
    means that all is there, and the problem can wait for the author.
    """

    path: Path
    line: int
    message: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.message}"
