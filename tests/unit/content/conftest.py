"""A small content folder that a test spoils in one place."""

from pathlib import Path

import pytest

from tests.unit.content.sound_folder import COURSE, MODULE, Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes the sound folder with some files replaced, added, or (None) left out."""
    root = tmp_path / "courses"
    sound: dict[str, str | bytes | None] = {
        "desk/course.yaml": COURSE,
        "desk/01-first.md": MODULE.format(name="first"),
        "desk/02-second.md": MODULE.format(name="second"),
    }

    def write_files(changes: dict[str, str | bytes | None]) -> Path:
        for name, content in (sound | changes).items():
            if content is None:
                continue
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return write_files
