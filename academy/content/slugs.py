"""The one way in which a text becomes part of an address."""

import re
import unicodedata


def slug_of(text: str) -> str:
    """Return the text in small ASCII letters and digits joined by hyphens; "" when it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
