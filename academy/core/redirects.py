"""Where a request may be sent on to. The rule it keeps: only to a path of Academy itself."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_path(target: str | None, *, fallback: str) -> str:
    """The target when it is an absolute path of this site, else the fallback.

    Browsers read a backslash as a slash and drop tabs and line breaks, so a target with either is refused.
    """
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return fallback
    if any(ord(character) <= 32 or ord(character) == 127 for character in target):
        return fallback
    try:
        parts = urlsplit(target)
    except ValueError:
        return fallback
    return fallback if parts.scheme or parts.netloc else target
