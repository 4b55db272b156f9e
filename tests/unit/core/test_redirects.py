"""Only own paths are followed."""

from __future__ import annotations

import pytest

from academy.core.redirects import own_path


@pytest.mark.parametrize("target", ["/", "/account", "/courses/a?page=2#top", "/a%2F%2Fb", "/a?next=//b"])
def test_own_paths_are_kept(target):
    assert own_path(target, fallback="/home") == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "account",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/a\\b",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/\r\nLocation: https://evil.example",
        "/\x00",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//[",
    ],
)
def test_everything_else_is_not(target):
    assert own_path(target, fallback="/home") == "/home"
