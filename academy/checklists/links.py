"""Links that people enter as evidence. The rule it keeps: only addresses of the web, without a password."""

from __future__ import annotations

from urllib.parse import urlsplit

MAX_LINK_LENGTH = 500
_REFUSED = frozenset('\\<>"`')


def fault_of_link(text: str) -> str | None:
    """None when the text is a whole address of the web, else a sentence that says what is wrong with it."""
    if len(text) > MAX_LINK_LENGTH:
        return f"A link has at most {MAX_LINK_LENGTH} characters."
    if any(ord(one) <= 32 or ord(one) == 127 or one in _REFUSED for one in text):
        return "A link has no blanks, quotes, angle brackets or backslashes."
    try:
        parts = urlsplit(text)
        host, name = parts.hostname, parts.username
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return "This is no address of the web. Copy it whole from the browser."
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return "A link begins with https:// or http://. Copy it whole from the browser."
    return "Leave names and passwords out of a link." if name is not None else None
