"""Hostile YAML is refused, and at once: bombs, deep nesting, objects, endless scalars."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.content.yaml_files import MAX_BYTES, parse_yaml

LAUGHS = "a: &a [x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{previous}'] * 9)}]"
    for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "alias to itself": "a: &a [*a]",
    "merge key bomb": "a: &a {b: 1}\nc: {<<: *a}",
    "python object": "!!python/object/apply:os.system ['true']",
    "python name": "key: !!python/name:os.system",
    "binary": "key: !!binary aGVsbG8=",
    "tag directive": "%TAG ! tag:yaml.org,2002:python/\n---\n!object/apply:os.system [ls]",
    "deep list": "[" * 100_000,
    "deep mapping": "{a: " * 40_000,
    "deep block list": "- " * 90_000,
    "explicit keys": "? " * 90_000,
    "keys made of lists": "? [a]\n: b\n" * 10_000,
    "indented ladder": "\n".join(" " * depth + f"k{depth}:" for depth in range(600)),
    "unclosed quote": "a: '" + "x" * (MAX_BYTES - 10),
    "unclosed list": "a: [" + "1," * 90_000,
    "anchor of ampersands": "&" * (MAX_BYTES - 1),
    "tag of exclamation marks": "!" * (MAX_BYTES - 1),
    "colons": "a: " * 60_000,
    "control character at the end": "a: " + "x" * 190_000 + "\x00",
    "too large": "a: " + "x" * MAX_BYTES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_refused_fast(name: str) -> None:
    started = time.process_time()
    document = parse_yaml(HOSTILE[name], Path("hostile.yaml"))
    took = time.process_time() - started
    assert document.value is None
    assert len(document.problems) == 1
    assert len(str(document.problems[0])) < 300
    assert took < 2


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(alphabet="ab01 :-?[]{},&*!|>'\"%@`#\n\t", max_size=200), st.binary(max_size=200)))
def test_no_text_whatever_raises_or_yields_anything_but_plain_values(data: str | bytes) -> None:
    document = parse_yaml(data, Path("any.yaml"))

    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(type(key) is str and plain(item) for key, item in value.items())
        if isinstance(value, list):
            return all(plain(item) for item in value)
        return type(value) in (str, int, float, bool, type(None))

    assert plain(document.value)
    assert all(problem.line >= 1 for problem in document.problems)
