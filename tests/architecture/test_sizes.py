"""Files stay small enough to be read at a sitting; above these limits the house style thinks again."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMITS = {
    "academy/**/*.py": 400,
    "academy/templates/**/*.html": 150,
    "academy/static/**/*.css": 250,
    "academy/static/**/*.js": 150,
    "tests/**/*.py": 400,
    "README.md": 200,
}
TOP_LEVEL = {"academy", "courses", "migrations", "tests", "pyproject.toml", "README.md", "LICENSE"}


@pytest.mark.parametrize("pattern", sorted(LIMITS))
def test_no_file_is_too_long(pattern):
    lengths = {path: len(path.read_text().splitlines()) for path in ROOT.glob(pattern)}
    assert lengths, "the pattern matches nothing"
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LIMITS[pattern]} == {}


def test_the_top_level_holds_only_what_it_should():
    import subprocess

    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top_level = {name.split("/")[0] for name in tracked}
    assert {name for name in top_level if not name.startswith(".")} <= TOP_LEVEL


def test_no_inline_script_or_style_in_templates():
    faults = []
    for path in (ROOT / "academy/templates").rglob("*.html"):
        text = path.read_text()
        if " style=" in text or " onclick=" in text or "<script>" in text or "javascript:" in text:
            faults.append(str(path.relative_to(ROOT)))
    assert faults == []


def test_scripts_write_text_never_markup():
    for path in (ROOT / "academy/static/js").rglob("*.js"):
        text = path.read_text()
        for word in ("innerHTML", "insertAdjacentHTML", "outerHTML", "document.write", "eval("):
            assert word not in text, f"{path.name}: {word}"
