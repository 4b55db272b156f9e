"""How hard a text is to read, in one number.

LIX (Björnsson 1968): words a sentence, plus the share of words longer than six letters in a hundred. As a
guide, below 30 is very easy, 40 like a popular magazine, 50 like a quality newspaper, over 60 like a manual.
"""

import re

_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONG_WORD = 7


def lix(text: str) -> int:
    """Return the LIX of a text, rounded; 0 for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    long_words = sum(len(word) >= LONG_WORD for word in words)
    return round(len(words) / sentences + 100 * long_words / len(words))
