"""Pages made to keep the parser busy: refused at once, or rendered within seconds."""

import time
from pathlib import Path

import pytest

from academy.content.markdown import Page, render
from academy.content.markdown.limits import is_tractable
from academy.content.markdown.source import Source

PAGE = Page(Path("hostile.md"))
FULL = 250_000
DENSE = ["[", "![", "[a](", "`a ``b ", "*a_ ", "**a **", "<a ", "<![CDATA[", "&#1", "[^", "[^a]", "\\", "> "]
# Just within the limits: the slowest of each kind that were found.
ALLOWED = {
    "open brackets": "[" * 1_400,
    "note marks": ("[^" * 150 + "\n\n") * 80,
    "data sections": ("<![CDATA[" * 150 + "\n\n") * 14,
    "definitions": (":   a\n" * 1_300 + "\n") * 3,
    "headings": "\n\n".join(["# a"] * 2_400),
    "open blocks": "".join("/" * (depth + 3) + " note | a\n\n" for depth in range(200)),
    "nested lists": "\n".join("    " * depth + "- a" for depth in range(60)),
    "nested quotes": "> " * 400 + "a",
    "table cells": "|a|b|\n|-|-|\n" + "|a|b|\n" * 1_300,
}


def seconds(text: str) -> float:
    started = time.process_time()
    render(text, PAGE)
    return time.process_time() - started


@pytest.mark.parametrize("mark", DENSE)
@pytest.mark.parametrize("paragraph", [300, 7_900])
def test_dense_marks_are_refused_at_once(mark: str, paragraph: int) -> None:
    lines = (mark * (paragraph // len(mark)) + "\n\n") * (FULL // paragraph)
    assert render(lines, PAGE).html == ""
    assert seconds(lines) < 2


@pytest.mark.parametrize("name", ALLOWED)
def test_the_worst_that_is_allowed_takes_seconds(name: str) -> None:
    assert is_tractable(Source(ALLOWED[name], PAGE.path, 1))
    assert seconds(ALLOWED[name]) < 5
