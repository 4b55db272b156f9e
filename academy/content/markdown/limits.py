"""Pages that would keep the parser busy for long are refused before it sees them."""

import re

from academy.content.markdown.source import Source

MAX_BYTES = 256_000
MAX_LINES = 5_000
MAX_PARAGRAPH = 8_000
# The parser's time grows with the square of the marks in a paragraph: a million pairs of "[" take 0.2 s.
# The worst page known that keeps within these limits takes about one second.
MAX_PAIRS = 2_000_000

_MARKS = "[]()!*_`<>&\\"
_EMPTY_LINE = re.compile(r"(\n[ \t]*(?=\n))")


def is_tractable(source: Source) -> bool:
    """Report a page or a paragraph that is too large, and marks that are packed too densely."""
    if len(source.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        source.report(source.first_line, "this page is larger than 256 kB; split it into several modules.")
        return False
    if source.text.count("\n") > MAX_LINES:
        source.report(
            source.first_line, f"this page has more than {MAX_LINES:,} lines; split it into modules."
        )
        return False
    line, pairs = source.first_line, 0
    for paragraph in _EMPTY_LINE.split(source.text):
        first = line + len(paragraph) - len(paragraph.lstrip("\n"))
        line += paragraph.count("\n")
        pairs += sum(paragraph.count(mark) ** 2 for mark in _MARKS)
        if len(paragraph) > MAX_PARAGRAPH:
            source.report(first, f"this paragraph is longer than {MAX_PARAGRAPH:,} characters; divide it.")
        if pairs > MAX_PAIRS:
            source.report(
                first, "there are too many marks such as [ * ` _ up to here; write plainer, or split it."
            )
            return False
    return not source.problems
