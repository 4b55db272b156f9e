"""Reads colours from `tokens.css` and measures their contrast; formulas from CSS Color 4 and WCAG 2.2."""

import math
import re

_DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
_OKLCH = re.compile(r"oklch\(([\d.]+)%\s+([\d.]+)\s+([\d.]+)(?:\s*/\s*[\d.]+%)?\)")

Rgb = tuple[float, float, float]


def colours(stylesheet: str, theme: str) -> dict[str, Rgb]:
    """Every colour token as linear sRGB in `theme`, "light" or "dark"; names without the leading dashes."""
    declared = dict(_DECLARATION.findall(stylesheet))
    return {name: rgb for name in declared if (rgb := _resolve(name, declared, theme)) is not None}


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two linear sRGB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _resolve(name: str, declared: dict[str, str], theme: str) -> Rgb | None:
    value = declared[name].strip()
    if reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return _resolve(reference[1], declared, theme)
    found = _OKLCH.findall(value)
    if not found or not value.startswith(("light-dark(", "oklch(")):
        return None
    lightness, chroma, hue = found[-1 if theme == "dark" else 0]
    return _linear_srgb(float(lightness) / 100, float(chroma), math.radians(float(hue)))


def _linear_srgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _luminance(colour: Rgb) -> float:
    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
