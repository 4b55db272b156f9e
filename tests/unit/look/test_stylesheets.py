"""The stylesheets keep the rules of the design system: layers, tokens, no shortcuts."""

import re
from pathlib import Path

import pytest

import academy

ROOT = Path(academy.__file__).parent
CSS = ROOT / "static/css"
SHEETS = sorted(CSS.rglob("*.css"))
LAYERS = {"reset", "tokens", "base", "layout", "components", "features", "utilities"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_of(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_a_sheet_is_one_layer_and_nothing_else(sheet: Path) -> None:
    blocks = re.findall(r"^@layer ([\w, ]+)\{", code_of(sheet), flags=re.MULTILINE)
    assert [name.strip() in LAYERS for name in blocks] == [True]
    outside = re.sub(r"^@layer [\w, ]+\{.*?^\}", "", code_of(sheet), flags=re.MULTILINE | re.DOTALL)
    assert outside.strip() in {"", "@layer reset, tokens, base, layout, components, features, utilities;"}


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_a_sheet_takes_no_shortcut(sheet: Path) -> None:
    code = code_of(sheet)
    assert "!important" not in code
    assert not re.search(r"@import|url\(", code), "every file is linked from the page"
    assert not re.search(r"^\s*#[\w-]+", code, flags=re.MULTILINE), "no ids"
    assert not re.search(r"(margin|padding|border|inset)-(left|right|top|bottom)\b", code), (
        "logical properties"
    )
    assert len(code.splitlines()) <= 250


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=name_of)
def test_colours_come_from_tokens(sheet: Path) -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(oklch|rgb|hsl)a?\(", code_of(sheet))


def test_every_token_that_is_used_is_defined() -> None:
    everything = "\n".join(code_of(sheet) for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything))
    script = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "static/js").rglob("*.js"))
    defined |= set(re.findall(r'setProperty\("(--[\w-]+)"', script))
    with_fallback = set(re.findall(r"var\((--[\w-]+),", everything))
    assert set(re.findall(r"var\((--[\w-]+)", everything)) - defined - with_fallback == set()
