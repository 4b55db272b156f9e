"""Text reaches 4.5:1 and controls 3:1 in both themes, computed from the tokens themselves."""

from pathlib import Path

import pytest

import academy
from tests.unit.look.oklch import colours, contrast

TOKENS = (Path(academy.__file__).parent / "static/css/tokens.css").read_text(encoding="utf-8")
SURFACES = ["surface", "raised", "sunken"]
STATUSES = ["todo", "ready", "wip", "wfa", "retake", "done"]
TONES = ["info", "success", "warning", "danger", "accent"]

TEXT_PAIRS = [
    *((text, surface) for text in ["text", "quiet", "link", *TONES] for surface in SURFACES),
    *((text, f"{tone}-wash") for tone in TONES for text in [tone, "text"]),
    *((f"on-{status}", status) for status in STATUSES),
    ("on-action", "action"),
    ("on-action", "action-hover"),
]
CONTROL_PAIRS = [(control, surface) for control in ["control", "focus", "action"] for surface in SURFACES]


def pairs(names: list[tuple[str, str]]) -> list[object]:
    return [
        pytest.param(theme, front, back, id=f"{theme}-{front}-on-{back}")
        for theme in ("light", "dark")
        for front, back in names
    ]


@pytest.mark.parametrize(("theme", "front", "back"), pairs(TEXT_PAIRS))
def test_text_is_readable(theme: str, front: str, back: str) -> None:
    palette = colours(TOKENS, theme)
    assert contrast(palette[f"color-{front}"], palette[f"color-{back}"]) >= 4.5


@pytest.mark.parametrize(("theme", "front", "back"), pairs(CONTROL_PAIRS))
def test_controls_and_focus_stand_out(theme: str, front: str, back: str) -> None:
    palette = colours(TOKENS, theme)
    assert contrast(palette[f"color-{front}"], palette[f"color-{back}"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_can_be_shown_on_an_ordinary_screen(theme: str) -> None:
    outside = {
        name: rgb
        for name, rgb in colours(TOKENS, theme).items()
        if not all(-0.005 <= channel <= 1.005 for channel in rgb)
    }
    assert outside == {}
